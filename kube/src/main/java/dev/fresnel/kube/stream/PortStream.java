package dev.fresnel.kube.stream;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a port of a pod. The node's own protocol: two channels, for data and for what went wrong, each of which begins
 * with the port's number. One thread reads; any may write and close.
 */
public final class PortStream implements AutoCloseable {

    private static final int DATA = 0;
    private static final int ERROR = 1;
    private static final int PIECE = 32 * 1024;

    private final ChannelSocket socket;
    private boolean dataBegun;
    private boolean errorBegun;

    private PortStream(ChannelSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects.
     *
     * @throws dev.fresnel.kube.api.ApiServerException where the server says no
     */
    public static PortStream open(ApiServer server, String namespace, String pod, int port)
            throws IOException, InterruptedException {
        ApiRequest request = ApiRequest.get("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/portforward")
                .with("ports", String.valueOf(port));
        return new PortStream(ChannelSocket.open(server, request, List.of(ChannelSocket.V4)));
    }

    /**
     * What comes from the port; null when it has ended the connection.
     *
     * @throws IOException where nobody listens there, in the node's words, or the connection was lost
     */
    public byte @Nullable [] read() throws IOException {
        while (true) {
            ChannelSocket.Message message = next();
            if (message == null) {
                return null;
            }
            byte[] content = message.content();
            if (message.channel() == DATA) {
                if (dataBegun && content.length > 0) {
                    return content;
                }
                dataBegun = true;
            } else if (message.channel() == ERROR) {
                if (errorBegun && content.length > 0) {
                    throw new IOException(new String(content, StandardCharsets.UTF_8).strip());
                }
                errorBegun = true;
            }
        }
    }

    /** Some nodes end a connection without a goodbye. */
    private ChannelSocket.@Nullable Message next() throws IOException {
        try {
            return socket.receive();
        } catch (EOFException e) {
            return null;
        }
    }

    /** Sends to the port; returns when the connection has taken it. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            socket.send(DATA, bytes, offset + done, Math.min(PIECE, length - done));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
