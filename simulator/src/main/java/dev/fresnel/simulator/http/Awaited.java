package dev.fresnel.simulator.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before what is not there yet: requests wait for it, each on its own virtual thread. Thread-safe. */
final class Awaited extends Handler.Abstract {

    private final CompletableFuture<Request.Handler> answerer = new CompletableFuture<>();

    /** It is there. */
    void come(Request.Handler answerer) {
        this.answerer.complete(answerer);
    }

    /** It will not come: those who still wait are told so. */
    void giveUp() {
        answerer.complete((request, response, callback) -> {
            Response.writeError(request, response, callback, 503, "The simulated cluster has ended.");
            return true;
        });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return answerer.get().handle(request, response, callback);
    }
}
