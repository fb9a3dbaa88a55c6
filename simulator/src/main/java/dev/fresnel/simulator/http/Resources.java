package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.StatusException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Finds who answers a request to a type, an object or a subresource. */
final class Resources {

    private final Reads reads;
    private final Watches watches;

    Resources(ObjectStorage storage, PodLogs logs, PodMetrics metrics, Clock clock) {
        this.reads = new Reads(storage, clock);
        this.watches = new Watches(storage, reads);
    }

    void answer(Exchange exchange, ResourcePath path) throws IOException {
        switch (verb(exchange, path)) {
            case "get" -> reads.get(exchange, path);
            case "list" -> reads.list(exchange, path);
            case "watch" -> watches.watch(exchange, path);
            default -> throw notAllowed();
        }
    }

    private static String verb(Exchange exchange, ResourcePath path) {
        boolean collection = path.name() == null;
        String verb = switch (exchange.method()) {
            case "GET" -> exchange.isSet("watch") ? "watch" : collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> "";
        };
        if (path.subresource().isEmpty() && !path.type().verbs().contains(verb)) {
            throw notAllowed();
        }
        return verb;
    }

    static StatusException notAllowed() {
        return new StatusException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Map.of());
    }
}
