package dev.fresnel.server.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A tab that is let in and speaks the protocol over a real socket. */
final class Tab implements AutoCloseable {

    static final String HOME = "{\"type\":\"home\"}";

    private static final long PATIENCE_SECONDS = 20;

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Tab(HttpClient client, TestServer server, String cookie) {
        socket = client.newWebSocketBuilder()
                .header("Cookie", cookie.substring("Cookie: ".length()))
                .header("Origin", server.origin().substring("Origin: ".length()))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.server.port() + "/api/connect"), new Ear())
                .join();
    }

    static Tab open(HttpClient client, TestServer server) throws IOException {
        return new Tab(client, server, server.cookie());
    }

    static Tab open(HttpClient client, TestServer server, String cookie) {
        return new Tab(client, server, cookie);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void openView(int id, String view) {
        say("{\"type\":\"open\",\"id\":" + id + ",\"view\":" + view + "}");
    }

    WebSocket socket() {
        return socket;
    }

    /** The next message. */
    String next() throws InterruptedException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message in " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    /** Waits for the code that the socket ends with. */
    int code() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}
