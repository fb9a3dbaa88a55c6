package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over a real socket. */
class SocketTest {

    private final TestServer server;
    private final Tab tab = new Tab();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    SocketTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        socket = client.newWebSocketBuilder()
                .header("Cookie", server.cookie().substring("Cookie: ".length()))
                .header("Origin", server.origin().substring("Origin: ".length()))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.server.port() + "/api/connect"), tab)
                .join();
    }

    @AfterEach
    void close() {
        socket.abort();
        client.shutdownNow();
        server.close();
    }

    private void say(String text) {
        socket.sendText(text, true).join();
    }

    @Test
    void a_view_is_opened_and_closed_with_its_tab() throws Exception {
        say("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
        assertThat(tab.next()).contains("\"type\":\"welcome\"");
        say("{\"type\":\"open\",\"id\":1,\"view\":{\"type\":\"home\"}}");
        assertThat(tab.next()).startsWith("{\"type\":\"snapshot\",\"id\":1,\"data\":{\"type\":\"homeData\"");

        socket.abort();
        assertThat(server.viewClosed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_not_a_message_ends_the_socket() throws Exception {
        say("launch the missiles");

        assertThat(tab.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1002);
    }

    @Test
    void a_message_that_is_too_long_ends_the_socket() throws Exception {
        say("{\"type\":\"retry\",\"cluster\":\"" + "a".repeat(64 * 1024) + "\"}");

        assertThat(tab.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void views_are_closed_when_the_server_stops() throws Exception {
        say("{\"type\":\"open\",\"id\":1,\"view\":{\"type\":\"home\"}}");
        tab.next();
        server.server.close();

        assertThat(server.viewClosed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static final class Tab implements WebSocket.Listener {
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        String next() throws InterruptedException {
            String message = messages.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message in 20 s");
            }
            return message;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
