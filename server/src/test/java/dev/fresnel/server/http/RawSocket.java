package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand, frame by frame: sends what no client library would, and reads only when it is told to. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int PING = 9;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    RawSocket(TestServer server) throws IOException {
        this(server, server.cookie());
    }

    RawSocket(TestServer server, String cookie) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port());
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        out.write(String.join(
                        "\r\n",
                        "GET /api/connect HTTP/1.1",
                        server.host(),
                        server.origin(),
                        cookie,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "")
                .getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("not let in: " + head);
        }
    }

    /** The head of a frame of that length, masked with zeros as if not at all. */
    void head(int type, boolean last, long length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(14);
        head.put((byte) ((last ? 0x80 : 0) | type));
        if (length < 126) {
            head.put((byte) (0x80 | length));
        } else if (length < 65_536) {
            head.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            head.put((byte) (0x80 | 127)).putLong(length);
        }
        out.write(head.putInt(0).array(), 0, head.position());
    }

    /** More of a frame whose head has been sent, or as much as the server takes of it. */
    void rest(byte[] content) {
        try {
            out.write(content);
        } catch (IOException e) {
            assertThat(e).as("the server has closed the socket").isNotNull();
        }
    }

    void frame(int type, boolean last, byte[] content) throws IOException {
        head(type, last, content.length);
        out.write(content);
    }

    void say(String text) throws IOException {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame, which is a message and no longer than 64 KiB. */
    String message() throws IOException {
        int type = in.readUnsignedByte() & 15;
        return new String(in.readNBytes((int) length()), StandardCharsets.UTF_8) + (type == TEXT ? "" : " in " + type);
    }

    private long length() throws IOException {
        int length = in.readUnsignedByte();
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
    }

    /** Reads what comes until the server closes the socket; its code, 1006 where it says none. */
    int code() throws IOException {
        try {
            while (true) {
                int type = in.readUnsignedByte() & 15;
                long length = length();
                if (type == CLOSE) {
                    return in.readUnsignedShort();
                }
                in.skipNBytes(length);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return 1006;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
