package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Access;
import dev.fresnel.simulator.access.Tokens;
import dev.fresnel.simulator.openapi.OpenApi;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.stream.PodStreams;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front door: has the guard look, finds who answers a path, and turns refusals into Status objects. */
final class ApiHandler implements Request.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Guard guard;
    private final ObjectStorage storage;
    private final Discovery discovery;
    private final OpenApiReads openApi;
    private final Resources resources;

    ApiHandler(ObjectStorage storage, PodLogs logs, PodMetrics metrics, PodStreams streams, ApiServerOptions options) {
        Tokens tokens = new Tokens(options.users(), options.clock());
        Access access = new Access(storage);
        this.guard = new Guard(tokens, access);
        this.storage = storage;
        this.discovery = new Discovery(storage.types(), options.version());
        this.openApi = new OpenApiReads(new OpenApi(storage, options.version()));
        this.resources = new Resources(
                storage,
                logs,
                metrics,
                new Streams(new Reads(storage, options.clock()), streams, guard),
                access,
                tokens,
                options.clock());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            Exchange exchange = new Exchange(request, response);
            try {
                answer(exchange);
            } catch (StatusException e) {
                refuse(exchange, e);
            }
            callback.succeeded();
        } catch (StatusException e) {
            Response.writeError(request, response, callback, e.code(), e.getMessage());
        } catch (IOException e) {
            // the client has gone, or cannot be read
            callback.failed(e);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            Response.writeError(request, response, callback, 500, "InternalError");
        }
        return true;
    }

    private void refuse(Exchange exchange, StatusException refusal) throws IOException {
        if (exchange.isAnswered()) {
            throw new IOException(refusal.getMessage(), refusal);
        }
        exchange.takeBody();
        exchange.setCoding(Accept.preferred(exchange.header("Accept")));
        long retryAfter = Tree.number(refusal.status(), 0, "details", "retryAfterSeconds");
        if (retryAfter > 0) {
            exchange.retryAfter(retryAfter);
        }
        exchange.object(refusal.code(), refusal.status());
    }

    private void answer(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        exchange.setUser(guard.admit(exchange));
        switch (first) {
            case "healthz", "livez", "readyz" -> exchange.text(200, "ok");
            case "version" -> exchange.json(200, discovery.version());
            case "" -> exchange.json(200, discovery.paths());
            case "api", "apis" -> {
                if (first.equals("apis") && path.size() > 1 && !serves(path)) {
                    exchange.text(404, "404 page not found\n");
                } else if (path.size() <= (first.equals("api") ? 2 : 3)) {
                    discovery.answer(exchange);
                } else {
                    resources.answer(
                            exchange, ResourcePath.parse(path, storage.types()).orElseThrow(() -> notFound()));
                }
            }
            case "openapi" -> openApi.answer(exchange);
            default -> exchange.text(404, "404 page not found\n");
        }
    }

    /** Of groups that only definitions make, what is not served has no one to say so in a better way. */
    private boolean serves(List<String> path) {
        return storage.types().all().stream()
                .anyMatch(type -> type.group().equals(path.get(1))
                        && (!type.isCustom()
                                || path.size() < 3
                                || type.version().equals(path.get(2))));
    }

    static StatusException notFound() {
        return new StatusException(404, "NotFound", "the server could not find the requested resource", Map.of());
    }
}
