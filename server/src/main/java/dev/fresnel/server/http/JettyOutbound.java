package dev.fresnel.server.http;

import dev.fresnel.server.connection.Outbound;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Sends by a Jetty socket, one message at a time: the next one waits until the network has taken the last. */
final class JettyOutbound implements Outbound {

    private final Session session;

    JettyOutbound(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text) throws IOException, InterruptedException {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        session.sendText(text, Callback.from(() -> taken.complete(null), taken::completeExceptionally));
        try {
            taken.get();
        } catch (ExecutionException e) {
            throw new IOException("the browser does not take messages", e);
        }
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
