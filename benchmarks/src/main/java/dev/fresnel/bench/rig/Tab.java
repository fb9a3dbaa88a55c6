package dev.fresnel.bench.rig;

import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.server.protocol.ClientMessage;
import dev.fresnel.server.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser tab without a browser: says what one says and hears what one hears, at once. For one thread. */
public final class Tab implements AutoCloseable {

    /** How long anything may take before the measurement is given up. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final WebSocket socket;
    private final BlockingQueue<Heard> heard;
    private int lastView;

    private Tab(HttpClient http, WebSocket socket, BlockingQueue<Heard> heard) {
        this.http = http;
        this.socket = socket;
        this.heard = heard;
    }

    /**
     * A message of the server.
     *
     * @param at the {@link System#nanoTime} when its last byte was here
     * @param epochMillis the same by the clock, with fractions
     * @param bytes of its text, not compressed
     * @param type {@code snapshot}, {@code delta}, …
     * @param data what a snapshot or delta holds, else the message
     */
    public record Heard(long at, double epochMillis, int bytes, String type, int id, JsonNode data) {}

    /** Opens a tab as a browser does: launch token, cookie, socket, hello. */
    public static Tab open(ServerProcess server) throws IOException, InterruptedException {
        return open(server, cookie(server));
    }

    /** What a browser keeps that has been let in: so tabs can be opened when the launch token is spent. */
    public static String cookie(ServerProcess server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(server.address())).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow(() -> new IOException("the launch token was refused"))
                    .split(";", 2)[0];
        }
    }

    /** Opens a tab of a browser that has been let in. */
    public static Tab open(ServerProcess server, String cookie) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        String origin = server.base().substring(0, server.base().length() - 1);
        WebSocket socket;
        try {
            socket = http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create("ws" + server.base().substring("http".length()) + "api/connect"), new Ear(heard))
                    .join();
        } catch (CompletionException e) {
            throw new IOException("the WebSocket was refused: " + e.getCause(), e);
        }
        Tab tab = new Tab(http, socket, heard);
        tab.say(new ClientMessage.Hello(1, "en"));
        tab.await(message -> message.type().equals("welcome"));
        return tab;
    }

    /** Opens a view and returns its id. */
    public int open(ViewRequest view) {
        say(new ClientMessage.Open(++lastView, view));
        return lastView;
    }

    /** Looks at something else. */
    public void adjust(int id, ViewRequest view) {
        say(new ClientMessage.Adjust(id, view));
    }

    /** No longer looks. */
    public void close(int id) {
        say(new ClientMessage.Close(id));
    }

    /** Looks away: rows of a table that no longer match may go. */
    public void dropGone(int id) {
        say(new ClientMessage.DropGone(id));
    }

    private void say(ClientMessage message) {
        socket.sendText(Json.write(message), true).join();
    }

    /** The next message that is wanted; others before it are dropped. */
    public Heard await(Predicate<Heard> wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Heard next = poll(Duration.ofNanos(until - System.nanoTime()));
            if (next == null) {
                throw new IOException(
                        "the server said nothing of what was waited for in " + PATIENCE.toSeconds() + " s");
            }
            if (next.type().equals("failure") || next.type().equals("closed")) {
                throw new IOException("the server refused: " + next.data());
            }
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    /** The next message, or null where none comes in time. */
    public @Nullable Heard poll(Duration atMost) throws InterruptedException {
        return heard.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    /** Puts frames together to messages. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<Heard> heard;
        private final StringBuilder text = new StringBuilder();

        Ear(BlockingQueue<Heard> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void hear(String message) {
            long at = System.nanoTime();
            double now = EpochMillis.now();
            JsonNode tree = JSON.readTree(message);
            JsonNode data = tree.has("data") ? tree.path("data") : tree.has("delta") ? tree.path("delta") : tree;
            heard.add(new Heard(
                    at,
                    now,
                    message.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                    tree.path("type").asString(""),
                    tree.path("id").asInt(0),
                    data));
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed(error.toString());
        }

        private void closed(String why) {
            heard.add(new Heard(
                    System.nanoTime(),
                    EpochMillis.now(),
                    0,
                    "closed",
                    0,
                    JSON.getNodeFactory().stringNode(why)));
        }
    }
}
