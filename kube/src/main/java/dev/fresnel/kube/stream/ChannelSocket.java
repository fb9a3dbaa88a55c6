package dev.fresnel.kube.stream;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.UpgradedConnection;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Numbered channels in one WebSocket: the first byte of each message is the channel's number. One thread may receive while others
 * send; any may close it. A server that has gone silent is noticed within a minute.
 */
final class ChannelSocket implements AutoCloseable {

    static final String V5 = "v5.channel.k8s.io";
    static final String V4 = "v4.channel.k8s.io";

    /** From version 5 on: the channel named by the next byte ends. */
    private static final int END_OF_CHANNEL = 255;

    private static final String AGREED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Duration PING = Duration.ofSeconds(15);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final UpgradedConnection connection;
    private final WebSocket socket;
    private final boolean tellsEnds;
    private final CountDownLatch closed = new CountDownLatch(1);

    private ChannelSocket(UpgradedConnection connection) {
        this.connection = connection;
        this.socket = new WebSocket(connection.input(), connection.output());
        this.tellsEnds =
                connection.header("Sec-WebSocket-Protocol").filter(V5::equals).isPresent();
        Thread.ofVirtual().name("stream pings").start(this::ping);
    }

    /** A message that came. */
    record Message(int channel, byte[] content) {}

    /**
     * Opens it, with one more try where credentials had expired.
     *
     * @param protocols that can be spoken, the best first
     * @throws ApiServerException where the server says no
     */
    static ChannelSocket open(ApiServer server, ApiRequest request, List<String> protocols)
            throws IOException, InterruptedException {
        try {
            return once(server, request, protocols);
        } catch (ApiServerException e) {
            if (e.status() == HttpURLConnection.HTTP_UNAUTHORIZED && server.refreshCredentials()) {
                return once(server, request, protocols);
            }
            throw e;
        }
    }

    private static ChannelSocket once(ApiServer server, ApiRequest request, List<String> protocols)
            throws IOException, InterruptedException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String key = Base64.getEncoder().encodeToString(random);
        // The node answers as well, and it has no JSON to give.
        UpgradedConnection connection = server.upgrade(
                request.accepting("*/*"),
                Map.of(
                        "Upgrade",
                        "websocket",
                        "Sec-WebSocket-Version",
                        "13",
                        "Sec-WebSocket-Key",
                        key,
                        "Sec-WebSocket-Protocol",
                        String.join(", ", protocols)));
        boolean agreed = connection
                .header("Sec-WebSocket-Accept")
                .filter(answer(key)::equals)
                .isPresent();
        String protocol = connection.header("Sec-WebSocket-Protocol").orElse("");
        if (!agreed || !protocols.contains(protocol)) {
            connection.close();
            throw new IOException("The server does not speak " + String.join(" or ", protocols) + ".");
        }
        return new ChannelSocket(connection);
    }

    private static String answer(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + AGREED).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-1", e);
        }
    }

    /** The next message; null when the server has said goodbye. */
    @Nullable
    Message receive() throws IOException {
        while (true) {
            byte[] message = socket.receive();
            if (message == null) {
                return null;
            }
            if (message.length > 0) {
                byte[] content = new byte[message.length - 1];
                System.arraycopy(message, 1, content, 0, content.length);
                return new Message(message[0] & 0xff, content);
            }
        }
    }

    /** Sends one message; returns when the connection has taken it. */
    void send(int channel, byte[] bytes, int offset, int length) throws IOException {
        byte[] message = new byte[1 + length];
        message[0] = (byte) channel;
        System.arraycopy(bytes, offset, message, 1, length);
        socket.send(message, 0, message.length);
    }

    /** Whether one channel can end before the others. */
    boolean tellsEnds() {
        return tellsEnds;
    }

    /** Nothing more will be sent on a channel. */
    void end(int channel) throws IOException {
        if (!tellsEnds) {
            throw new IOException("This cluster cannot be told that an input ends: that needs Kubernetes 1.30.");
        }
        socket.send(new byte[] {(byte) END_OF_CHANNEL, (byte) channel}, 0, 2);
    }

    private void ping() {
        try {
            while (!closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
                if (socket.silence() > LONGEST_SILENCE.toNanos()) {
                    connection.close();
                    return;
                }
                socket.ping();
            }
        } catch (IOException e) {
            // Whoever reads is told the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once; a goodbye is said where the connection takes it. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        Thread.ofVirtual().name("stream goodbye").start(this::leave);
    }

    private void leave() {
        Thread goodbye = Thread.ofVirtual().start(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                // The server has left before.
            }
        });
        try {
            boolean _ = goodbye.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }
}
