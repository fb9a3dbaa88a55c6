package dev.fresnel.simulator.stream.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The server's end of a SPDY/3.1 connection, as far as Kubernetes uses it: clients open streams, nobody counts windows.
 *
 * <pre>
 *   control frame  | 1, version 3 | type | flags, length | content |
 *   data frame     | 0, stream id        | flags, length | data    |
 * </pre>
 *
 * <p>One thread serves it; any may write to its streams.
 */
public final class SpdyConnection implements AutoCloseable {

    private static final int SYN_STREAM = 1;
    private static final int SYN_REPLY = 2;
    private static final int RST_STREAM = 3;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int CONTROL = 0x80030000;
    private static final int FIN = 1;
    private static final int CANCEL = 5;
    /** Bytes of a data frame that a client takes at once. */
    private static final int LARGEST_DATA = 32 * 1024;
    /** Bytes of the largest frame that is read. */
    private static final int LARGEST_FRAME = 1 << 20;
    /** Streams that a client may have open. */
    private static final int MOST_STREAMS = 1000;

    private final Wire wire;
    private final DataInputStream in;
    private final OutputStream out;
    private final SpdyHeaders headers = new SpdyHeaders();
    private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();

    public SpdyConnection(Wire wire) {
        this.wire = wire;
        this.in = new DataInputStream(wire.input());
        this.out = wire.output();
    }

    /**
     * Reads what the client sends, until it leaves.
     *
     * @param opened is told of each stream that the client opens; must not block
     */
    public void serve(Consumer<SpdyStream> opened) throws IOException {
        try {
            while (true) {
                int head = in.readInt();
                int flagsAndLength = in.readInt();
                int length = flagsAndLength & 0xffffff;
                if (length > LARGEST_FRAME) {
                    throw new IOException("SPDY: a frame of " + length + " bytes; the most is " + LARGEST_FRAME + ".");
                }
                byte[] content = in.readNBytes(length);
                if (content.length < length) {
                    return;
                }
                boolean last = (flagsAndLength >>> 24 & FIN) != 0;
                if (head >= 0) {
                    data(head, content, last);
                } else if (!control(head & 0xffff, content, last, opened)) {
                    return;
                }
            }
        } catch (EOFException e) {
            // the client has left
        } finally {
            for (SpdyStream stream : streams.values()) {
                stream.ended();
            }
        }
    }

    private void data(int id, byte[] content, boolean last) throws IOException {
        SpdyStream stream = streams.get(id);
        if (stream == null) {
            return;
        }
        stream.received(content);
        if (last) {
            stream.ended();
        }
    }

    /** Returns false for the last frame of all. */
    private boolean control(int type, byte[] content, boolean last, Consumer<SpdyStream> opened) throws IOException {
        DataInputStream frame = new DataInputStream(new java.io.ByteArrayInputStream(content));
        switch (type) {
            case SYN_STREAM -> {
                int id = frame.readInt();
                frame.skipNBytes(6);
                open(id, headers.read(frame.readAllBytes()), last, opened);
            }
            case RST_STREAM -> {
                SpdyStream stream = streams.remove(frame.readInt());
                if (stream != null) {
                    stream.ended();
                }
            }
            case PING -> sendControl(PING, content);
            case GOAWAY -> {
                return false;
            }
            default -> {
                // settings and windows, which nobody minds here
            }
        }
        return true;
    }

    private void open(int id, Map<String, String> with, boolean last, Consumer<SpdyStream> opened) throws IOException {
        if (streams.size() >= MOST_STREAMS) {
            sendReset(id);
            return;
        }
        SpdyStream stream = new SpdyStream(this, id, with);
        streams.put(id, stream);
        synchronized (this) {
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(reply);
            fields.writeInt(id);
            fields.write(headers.write(Map.of()));
            sendControl(SYN_REPLY, reply.toByteArray());
        }
        if (last) {
            stream.ended();
        }
        opened.accept(stream);
    }

    void sendReset(int id) throws IOException {
        streams.remove(id);
        sendControl(
                RST_STREAM,
                new byte[] {(byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id, 0, 0, 0, CANCEL});
    }

    private void sendControl(int type, byte[] content) throws IOException {
        send(CONTROL | type, false, content, 0, content.length);
    }

    void sendData(int id, boolean last, byte[] data, int offset, int length) throws IOException {
        int sent = 0;
        do {
            int part = Math.min(LARGEST_DATA, length - sent);
            send(id, last && sent + part == length, data, offset + sent, part);
            sent += part;
        } while (sent < length);
    }

    private synchronized void send(int head, boolean last, byte[] content, int offset, int length) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(8 + length);
        DataOutputStream fields = new DataOutputStream(frame);
        fields.writeInt(head);
        fields.writeInt((last ? FIN << 24 : 0) | length);
        fields.write(content, offset, length);
        out.write(frame.toByteArray());
        out.flush();
    }

    /** Lets go of a stream that both sides have ended. */
    public void forget(SpdyStream stream) {
        streams.values().remove(stream);
    }

    /** Says that no more streams are taken, and ends the connection. */
    @Override
    public void close() {
        try {
            sendControl(GOAWAY, new byte[8]);
        } catch (IOException e) {
            // the client has gone
        }
        headers.close();
        wire.close();
    }
}
