package dev.fresnel.kube.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a WebSocket (RFC 6455), without extensions, over a connection that has been upgraded:
 *
 * <pre>
 *   | last, kind | masked, length | more length | mask | content |
 *       1 byte        1 byte        0, 2 or 8      4
 * </pre>
 *
 * <p>Sending waits until the connection has taken the message, and nothing is read ahead: who reads slowly slows the server
 * down. One thread may receive while others send.
 */
public final class WebSocket implements AutoCloseable {

    /** Bytes of the largest message that is taken; API servers send some 32 KB at a time. */
    public static final int LARGEST_MESSAGE = 4 << 20;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int RESERVED = 0x70;
    private static final int LONGEST_CONTROL = 125;
    private static final byte[] NOTHING = {};

    private final DataInputStream in;
    private final OutputStream out;
    private final SecureRandom masks = new SecureRandom();
    private boolean closing;
    /** Since when a message has been waited for, by {@link System#nanoTime}; meaningful while {@link #waiting}. */
    private volatile long waitingSince;

    private volatile boolean waiting;

    /** Over a connection on which nothing but the answer to the handshake has been read. */
    public WebSocket(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /**
     * The next message, text or binary; null when the server has said goodbye. Pings are answered meanwhile.
     *
     * @throws IOException where the connection ends without a goodbye, or what comes is no WebSocket
     */
    public byte @Nullable [] receive() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean begun = false;
        while (true) {
            int head = head();
            boolean last = (head & LAST) != 0;
            int kind = head & 0x0f;
            byte[] content = content(kind, last, LARGEST_MESSAGE - message.size());
            switch (kind) {
                case CONTINUATION, TEXT, BINARY -> {
                    if (begun != (kind == CONTINUATION)) {
                        throw refuse(1002, "a piece of a message has no beginning or no end");
                    }
                    if (last && !begun) {
                        return content;
                    }
                    begun = true;
                    message.writeBytes(content);
                    if (last) {
                        return message.toByteArray();
                    }
                }
                case CLOSE -> {
                    sayGoodbye(content);
                    return null;
                }
                case PING -> send(PONG, content, 0, content.length);
                case PONG -> {
                    // It is there: that was the question.
                }
                default -> throw refuse(1002, "a message is of an unknown kind");
            }
        }
    }

    private int head() throws IOException {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            int head = in.readUnsignedByte();
            if ((head & RESERVED) != 0) {
                throw refuse(1002, "a message uses an extension that was not agreed on");
            }
            return head;
        } finally {
            waiting = false;
        }
    }

    private byte[] content(int kind, boolean last, int most) throws IOException {
        int second = in.readUnsignedByte();
        if ((second & MASKED) != 0) {
            throw refuse(1002, "a server must not mask what it sends");
        }
        long length = second;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (kind >= CLOSE && (length > LONGEST_CONTROL || !last)) {
            throw refuse(1002, "a control message is too long or in pieces");
        }
        if (length < 0 || length > most) {
            throw refuse(1009, "a message is larger than " + LARGEST_MESSAGE + " bytes");
        }
        byte[] content = in.readNBytes((int) length);
        if (content.length < length) {
            throw new EOFException("The server left in the middle of a message.");
        }
        return content;
    }

    /** For how long a message has been waited for in vain, in nanoseconds; 0 while nobody waits. */
    long silence() {
        return waiting ? Math.max(0, System.nanoTime() - waitingSince) : 0;
    }

    private IOException refuse(int code, String why) throws IOException {
        byte[] reason = why.getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[2 + reason.length];
        content[0] = (byte) (code >>> 8);
        content[1] = (byte) code;
        System.arraycopy(reason, 0, content, 2, reason.length);
        sayGoodbye(content);
        return new IOException("What the server sent is no WebSocket: " + why + ".");
    }

    /** Sends one binary message. */
    public void send(byte[] message, int offset, int length) throws IOException {
        send(BINARY, message, offset, length);
    }

    /** Asks whether the server is there: its answer ends the {@link #silence}. */
    void ping() throws IOException {
        send(PING, NOTHING, 0, 0);
    }

    private synchronized void send(int kind, byte[] content, int offset, int length) throws IOException {
        if (closing) {
            throw new IOException("The WebSocket is closed.");
        }
        int extra = length < 126 ? 0 : length < 65536 ? 2 : 8;
        byte[] mask = new byte[4];
        masks.nextBytes(mask);
        byte[] frame = new byte[2 + extra + 4 + length];
        frame[0] = (byte) (LAST | kind);
        frame[1] = (byte) (MASKED | (extra == 0 ? length : extra == 2 ? 126 : 127));
        for (int i = 0; i < extra; i++) {
            frame[2 + i] = (byte) ((long) length >>> (8 * (extra - 1 - i)));
        }
        System.arraycopy(mask, 0, frame, 2 + extra, 4);
        int start = 2 + extra + 4;
        for (int i = 0; i < length; i++) {
            frame[start + i] = (byte) (content[offset + i] ^ mask[i & 3]);
        }
        out.write(frame);
        out.flush();
    }

    private synchronized void sayGoodbye(byte[] content) throws IOException {
        if (!closing) {
            send(CLOSE, content, 0, content.length);
            closing = true;
        }
    }

    /** Says goodbye; the connection itself is whose it is. */
    @Override
    public void close() throws IOException {
        sayGoodbye(new byte[] {1000 >>> 8, (byte) 1000});
    }
}
