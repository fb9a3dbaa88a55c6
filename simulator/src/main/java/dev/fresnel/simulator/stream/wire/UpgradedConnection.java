package dev.fresnel.simulator.stream.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a connection of Jetty becomes once both sides have agreed to leave HTTP. Its session runs on a platform thread of
 * its own, because a shell may loop without ever waiting, and the connection ends with it.
 */
public final class UpgradedConnection extends AbstractConnection implements Connection.UpgradeTo, Wire {

    private static final int BUFFER = 16 * 1024;

    private final Consumer<Wire> session;
    private final ByteBuffer read = BufferUtil.allocate(BUFFER);

    /** @param session is run when the answer that agrees has been sent */
    public UpgradedConnection(EndPoint endPoint, Executor executor, Consumer<Wire> session) {
        super(endPoint, executor);
        this.session = session;
    }

    /** What the client has sent already. */
    @Override
    public void onUpgradeTo(@Nullable ByteBuffer buffer) {
        if (buffer != null) {
            BufferUtil.append(read, buffer);
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().setIdleTimeout(0);
        Thread.ofPlatform().daemon().name("stream").start(() -> {
            try (this) {
                session.accept(this);
            }
        });
    }

    /** Is not asked: the session waits by itself. */
    @Override
    public void onFillable() {
        throw new IllegalStateException("a session reads by itself");
    }

    @Override
    public InputStream input() {
        return new Input();
    }

    @Override
    public OutputStream output() {
        return new Output();
    }

    private static void await(Callback.Completable done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw new IOException("The connection has ended: " + e.getCause(), e);
        }
    }

    private final class Input extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!read.hasRemaining()) {
                BufferUtil.clear(read);
                int filled = getEndPoint().fill(read);
                if (filled < 0) {
                    return -1;
                }
                if (filled == 0) {
                    Callback.Completable readable = new Callback.Completable();
                    getEndPoint().fillInterested(readable);
                    await(readable);
                }
            }
            int taken = Math.min(length, read.remaining());
            read.get(bytes, offset, taken);
            return taken;
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Callback.Completable written = new Callback.Completable();
            getEndPoint().write(written, ByteBuffer.wrap(bytes, offset, length));
            await(written);
        }
    }
}
