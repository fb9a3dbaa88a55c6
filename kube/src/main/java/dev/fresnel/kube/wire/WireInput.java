package dev.fresnel.kube.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of an answer as they arrive, in one array that holds as many as are needed at once. For one thread. */
final class WireInput {

    /** Well above what etcd stores for an object (1.5 MB by default) or an API server accepts. */
    static final int LARGEST = 64 << 20;

    private final InputStream in;
    private byte[] bytes = new byte[64 << 10];
    private int from;
    private int to;

    WireInput(InputStream in) {
        this.in = in;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the unread bytes begin in {@link #bytes}. Changes when more are asked for. */
    int from() {
        return from;
    }

    /** How many unread bytes are there. */
    int there() {
        return to - from;
    }

    /** Whether there are unread bytes, or some have arrived. */
    boolean more() throws IOException {
        return to > from || in.available() > 0;
    }

    /** Waits for so many unread bytes, or for the end of the answer. Returns whether they are there. */
    boolean await(int count) throws IOException {
        if (count > bytes.length - from) {
            byte[] larger = count > bytes.length ? new byte[Math.max(count, bytes.length * 2)] : bytes;
            System.arraycopy(bytes, from, larger, 0, to - from);
            bytes = larger;
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            int read = in.read(bytes, to, bytes.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    /** Waits for so many unread bytes. */
    void need(long count, String what) throws IOException {
        if (count < 0 || count > LARGEST) {
            throw new UnreadableAnswerException(
                    what + " says that it has " + count + " bytes, which no Kubernetes object has");
        }
        if (!await((int) count)) {
            throw new EOFException("the answer ends " + (count - there()) + " bytes before the end of " + what);
        }
    }

    /** Passes over bytes that are there. */
    void advance(int count) {
        from += count;
    }

    /** Passes over bytes as they arrive. */
    void skip(long count, String what) throws IOException {
        for (long left = count; left > 0; ) {
            need(1, what);
            int step = (int) Math.min(left, there());
            from += step;
            left -= step;
        }
    }

    /** A copy of unread bytes, for messages about them. */
    byte[] peek(int most) {
        return Arrays.copyOfRange(bytes, from, Math.min(to, from + most));
    }
}
