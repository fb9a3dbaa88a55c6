package dev.fresnel.server.connection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network to a browser that takes messages at once, or only as many as it is let. */
final class ScriptedOutbound implements Outbound {

    private static final long PATIENCE_SECONDS = 20;

    /** How many messages the network still takes. */
    final Semaphore room = new Semaphore(1_000_000);
    /** A message waits for the network. */
    final Semaphore waiting = new Semaphore(0);

    /** The browser has taken nothing for too long. */
    volatile boolean tooSlow;

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

    /** From now on nothing is taken until {@link #room} is released. */
    ScriptedOutbound stuck() {
        room.drainPermits();
        return this;
    }

    @Override
    public void send(byte[] message) throws IOException, InterruptedException {
        send("[\"" + HexFormat.of().formatHex(message) + "\"]");
    }

    @Override
    public void send(String text) throws IOException, InterruptedException {
        if (closed.isDone()) {
            throw new IOException("the socket is closed");
        }
        if (tooSlow) {
            throw new BrowserStuckException("it has taken no message for an hour");
        }
        waiting.release();
        room.acquire();
        sent.add(text);
    }

    @Override
    public void close(int code, String reason) {
        closed.complete(code);
    }

    /** The next message that the network took. */
    JsonNode next() throws InterruptedException {
        String text = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing was sent in " + PATIENCE_SECONDS + " s");
        }
        return JsonMapper.shared().readTree(text);
    }

    /** Everything that the network took and nobody looked at. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        sent.drainTo(rest);
        return rest;
    }

    /** The code that the connection was closed with. */
    int code() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until a message waits for the network. */
    void awaitWaiting() throws InterruptedException {
        if (!waiting.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was to be sent in " + PATIENCE_SECONDS + " s");
        }
    }
}
