package dev.fresnel.simulator.stream.wire;

import dev.fresnel.simulator.stream.pipe.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** One of the streams of a SPDY connection: both directions, each ended by itself. */
public final class SpdyStream {

    private final SpdyConnection connection;
    private final int id;
    private final Map<String, String> headers;
    private final Pipe incoming = new Pipe();
    private final OutputStream fromClient = incoming.writer();

    SpdyStream(SpdyConnection connection, int id, Map<String, String> headers) {
        this.connection = connection;
        this.id = id;
        this.headers = Map.copyOf(headers);
    }

    /** A header that the client opened it with, its name in lower case; {@code ""} where it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** What the client sends; closing it lets the rest be dropped. */
    public InputStream input() {
        return incoming.reader();
    }

    /** What the client gets; closing it says that nothing more comes. */
    public OutputStream output() {
        return new OutputStream() {
            private boolean ended;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                connection.sendData(id, false, bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (!ended) {
                    ended = true;
                    connection.sendData(id, true, new byte[0], 0, 0);
                }
            }
        };
    }

    /** Ends both directions at once, as a connection that is reset. */
    public void reset() throws IOException {
        incoming.reader().close();
        connection.sendReset(id);
    }

    void received(byte[] data) throws IOException {
        try {
            fromClient.write(data);
        } catch (Pipe.BrokenPipeException e) {
            // nobody reads it any more
        }
    }

    void ended() throws IOException {
        fromClient.close();
    }
}
