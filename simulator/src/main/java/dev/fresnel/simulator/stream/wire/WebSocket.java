package dev.fresnel.simulator.stream.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a WebSocket (RFC 6455), without extensions:
 *
 * <pre>
 *   | last, kind | masked, length | more length | mask | content |
 *       1 byte        1 byte        0, 2 or 8      4
 * </pre>
 *
 * <p>One thread may receive while others send.
 */
public final class WebSocket implements AutoCloseable {

    /** Bytes of the largest message that is taken. */
    static final int LARGEST_MESSAGE = 1 << 20;

    private static final String AGREED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int LAST = 0x80;

    private final Wire wire;
    private final DataInputStream in;
    private final OutputStream out;
    private boolean closing;

    public WebSocket(Wire wire) {
        this.wire = wire;
        this.in = new DataInputStream(wire.input());
        this.out = wire.output();
    }

    /** What answers the {@code Sec-WebSocket-Key} of a client. */
    public static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + AGREED).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-1", e);
        }
    }

    /** The next message, text or binary; null when the client has said goodbye. Pings are answered meanwhile. */
    public byte @Nullable [] receive() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int head;
            try {
                head = in.readUnsignedByte();
            } catch (EOFException e) {
                return null;
            }
            int kind = head & 0x0f;
            byte[] content = content(kind, LARGEST_MESSAGE - message.size());
            switch (kind) {
                case CONTINUATION, TEXT, BINARY -> {
                    message.writeBytes(content);
                    if ((head & LAST) != 0) {
                        return message.toByteArray();
                    }
                }
                case CLOSE -> {
                    sayGoodbye(content);
                    return null;
                }
                case PING -> send(PING + 1, content, 0, content.length);
                default -> {
                    // an answer to a ping that nobody sent
                }
            }
        }
    }

    private byte[] content(int kind, int most) throws IOException {
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw refuse(1002, "a client must mask what it sends");
        }
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > most || (kind >= CLOSE && length > 125)) {
            throw refuse(1009, "a message is larger than " + LARGEST_MESSAGE + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] content = in.readNBytes((int) length);
        if (mask.length < 4 || content.length < length) {
            throw new EOFException("The client left in the middle of a message.");
        }
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i & 3];
        }
        return content;
    }

    private IOException refuse(int code, String why) throws IOException {
        close(code, why);
        return new IOException("WebSocket: " + why);
    }

    /** Sends one binary message. */
    public void send(byte[] message, int offset, int length) throws IOException {
        send(BINARY, message, offset, length);
    }

    /** Sends one message of text. */
    public void sendText(String text) throws IOException {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        send(TEXT, message, 0, message.length);
    }

    private synchronized void send(int kind, byte[] content, int offset, int length) throws IOException {
        if (closing) {
            throw new IOException("The WebSocket is closed.");
        }
        int extra = length < 126 ? 0 : length < 65536 ? 2 : 8;
        byte[] frame = new byte[2 + extra + length];
        frame[0] = (byte) (LAST | kind);
        frame[1] = (byte) (extra == 0 ? length : extra == 2 ? 126 : 127);
        for (int i = 0; i < extra; i++) {
            frame[2 + i] = (byte) ((long) length >>> (8 * (extra - 1 - i)));
        }
        System.arraycopy(content, offset, frame, 2 + extra, length);
        out.write(frame);
        out.flush();
    }

    private synchronized void sayGoodbye(byte[] content) throws IOException {
        if (!closing) {
            send(CLOSE, content, 0, content.length);
            closing = true;
        }
    }

    private void close(int code, String why) throws IOException {
        byte[] reason = why.getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[2 + reason.length];
        content[0] = (byte) (code >>> 8);
        content[1] = (byte) code;
        System.arraycopy(reason, 0, content, 2, reason.length);
        sayGoodbye(content);
    }

    /** Says goodbye. The connection itself ends when the client does, or with its session. */
    @Override
    public void close() throws IOException {
        close(1000, "");
    }

    /** Ends the connection at once. */
    public void abandon() {
        wire.close();
    }
}
