package dev.fresnel.simulator.stream.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Another protocol, tunnelled through a WebSocket: where messages begin and end means nothing. */
public final class WebSocketWire implements Wire {

    private final WebSocket socket;

    public WebSocketWire(WebSocket socket) {
        this.socket = socket;
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            private ByteArrayInputStream message = new ByteArrayInputStream(new byte[0]);

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                while (message.available() == 0 && length > 0) {
                    byte @Nullable [] next = socket.receive();
                    if (next == null) {
                        return -1;
                    }
                    message = new ByteArrayInputStream(next);
                }
                return message.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                socket.send(bytes, offset, length);
            }
        };
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // the client has gone
        }
        socket.abandon();
    }
}
