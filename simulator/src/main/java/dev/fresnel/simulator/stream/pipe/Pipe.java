package dev.fresnel.simulator.stream.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * Bytes from those who write to one who reads, both blocking: who writes faster than is read waits. Either end may close;
 * a writer then gets {@link BrokenPipeException}, a reader what is left and then the end. Thread-safe; an interrupted
 * thread gets an {@link InterruptedIOException}.
 */
public final class Pipe {

    private static final int CAPACITY = 32 * 1024;

    private final byte[] ring = new byte[CAPACITY];
    private int first;
    private int count;
    private boolean ended;
    private boolean abandoned;

    /** Says to a writer that nobody reads any more. */
    public static final class BrokenPipeException extends IOException {
        public BrokenPipeException() {
            super("Broken pipe");
        }
    }

    /** The end to read from. Closing it breaks the pipe. */
    public InputStream reader() {
        return new Reader();
    }

    /** The end to write to. Closing it is the end of what is read. */
    public OutputStream writer() {
        return new Writer();
    }

    private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        await(() -> count > 0 || ended || abandoned);
        if (count == 0) {
            return -1;
        }
        int taken = Math.min(Math.min(length, count), CAPACITY - first);
        System.arraycopy(ring, first, bytes, offset, taken);
        first = (first + taken) % CAPACITY;
        count -= taken;
        notifyAll();
        return taken;
    }

    private synchronized void put(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            await(() -> count < CAPACITY || abandoned || ended);
            if (abandoned || ended) {
                throw new BrokenPipeException();
            }
            int end = (first + count) % CAPACITY;
            int put = Math.min(length - done, Math.min(CAPACITY - count, CAPACITY - end));
            System.arraycopy(bytes, offset + done, ring, end, put);
            count += put;
            done += put;
            notifyAll();
        }
    }

    private synchronized void await(BooleanSupplier until) throws InterruptedIOException {
        try {
            while (!until.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void abandon() {
        abandoned = true;
        count = 0;
        notifyAll();
    }

    private synchronized int waiting() {
        return count;
    }

    private final class Reader extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return take(bytes, offset, length);
        }

        @Override
        public int available() {
            return waiting();
        }

        @Override
        public void close() {
            abandon();
        }
    }

    private final class Writer extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            put(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
        }

        @Override
        public void close() {
            end();
        }
    }
}
