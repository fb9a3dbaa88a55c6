package dev.fresnel.server.http;

import dev.fresnel.server.connection.BrowserStuckException;
import dev.fresnel.server.connection.Outbound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Sends by a Jetty socket, one message at a time: the next one waits until the network has taken the last. */
final class JettyOutbound implements Outbound {

    /** How long the last word, that it ends, may wait for the network. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final Session session;
    private final Duration patience;

    /** @param patience how long the network may take nothing */
    JettyOutbound(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
    }

    @Override
    public void send(String text) throws IOException, InterruptedException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        session.sendText(text, Callback.from(() -> taken.complete(null), taken::completeExceptionally));
        await(taken);
    }

    @Override
    public void send(byte[] message) throws IOException, InterruptedException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        session.sendBinary(
                ByteBuffer.wrap(message), Callback.from(() -> taken.complete(null), taken::completeExceptionally));
        await(taken);
    }

    private void await(CompletableFuture<Void> taken) throws IOException, InterruptedException {
        try {
            taken.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new BrowserStuckException("it has taken no message for " + patience.toMillis() / 1_000.0 + " s");
        } catch (ExecutionException e) {
            throw new IOException("the browser does not take messages", e);
        }
    }

    @Override
    public void close(int code, String reason) {
        CompletableFuture<Void> said = new CompletableFuture<>();
        session.close(code, reason, Callback.from(() -> said.complete(null), said::completeExceptionally));
        var _ = said.orTimeout(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, failure) -> {
            if (failure != null) {
                session.disconnect();
            }
        });
    }
}
