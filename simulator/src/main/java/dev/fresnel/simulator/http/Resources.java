package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Access;
import dev.fresnel.simulator.access.Tokens;
import dev.fresnel.simulator.schema.CustomDefinition;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Finds who answers a request to a type, an object or a subresource. */
final class Resources {

    private final Reads reads;
    private final Watches watches;
    private final Writes writes;
    private final Deletes deletes;
    private final Scales scales;
    private final LogReads logs;
    private final Streams streams;
    private final MetricReads metrics;
    private final TokenRequests tokenRequests;
    private final Reviews reviews;

    Resources(
            ObjectStorage storage,
            PodLogs logs,
            PodMetrics metrics,
            Streams streams,
            Access access,
            Tokens tokens,
            Clock clock) {
        this.reads = new Reads(storage, clock);
        this.watches = new Watches(storage, reads);
        this.writes = new Writes(storage, reads, clock);
        this.deletes = new Deletes(storage, reads);
        this.scales = new Scales(reads, writes);
        this.logs = new LogReads(reads, logs, clock);
        this.streams = streams;
        this.metrics = new MetricReads(storage, reads, metrics, clock);
        this.tokenRequests = new TokenRequests(reads, tokens, clock);
        this.reviews = new Reviews(access, tokens, clock);
    }

    void answer(Exchange exchange, ResourcePath path) throws IOException {
        String verb = verb(exchange, path);
        CustomDefinition.deprecation(reads.definition(path.type()), path.type()).ifPresent(exchange::warn);
        if (!path.subresource().isEmpty()) {
            answerSubresource(exchange, path, verb);
        } else if (!path.type().verbs().contains(verb)) {
            throw notAllowed();
        } else if (path.type().group().equals(MetricReads.GROUP)) {
            metrics.answer(exchange, path);
        } else if (Reviews.answers(path)) {
            reviews.create(exchange, path);
        } else {
            switch (verb) {
                case "get" -> reads.get(exchange, path);
                case "list" -> reads.list(exchange, path);
                case "watch" -> watches.watch(exchange, path);
                case "create" -> writes.create(exchange, path);
                case "update" -> writes.update(exchange, path);
                case "patch" -> writes.patch(exchange, path);
                case "delete" -> deletes.delete(exchange, path);
                default -> deletes.deleteCollection(exchange, path);
            }
        }
    }

    private void answerSubresource(Exchange exchange, ResourcePath path, String verb) throws IOException {
        String name = path.subresource();
        if (!path.type().subresources().contains(name)) {
            throw ApiHandler.notFound();
        }
        if (!Subresource.of(name, path.type()).verbs().contains(verb)) {
            throw notAllowed();
        }
        switch (name) {
            case "log" -> logs.get(exchange, path);
            case "exec", "attach", "portforward" -> streams.open(exchange, path);
            case "eviction" -> deletes.evict(exchange, path);
            case "binding" -> bind(exchange, path);
            case "token" -> tokenRequests.create(exchange, path);
            case "scale" -> {
                if (verb.equals("get")) {
                    scales.get(exchange, path);
                } else {
                    scales.write(exchange, path);
                }
            }
            default -> {
                switch (verb) {
                    case "get" -> reads.get(exchange, path);
                    case "update" -> writes.update(exchange, path);
                    default -> writes.patch(exchange, path);
                }
            }
        }
    }

    /** What a scheduler does: puts a pod on a node. */
    private void bind(Exchange exchange, ResourcePath path) throws IOException {
        String node = Tree.text(Body.read(exchange), "target", "name");
        writes.change(exchange, path, object -> {
            if (!Tree.text(object, "spec", "nodeName").isEmpty()) {
                throw new StatusException(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on pods/binding \"" + path.name() + "\": pod " + path.name()
                                + " is already assigned to node \"" + Tree.text(object, "spec", "nodeName") + "\"",
                        Tree.of("name", String.valueOf(path.name()), "kind", "pods/binding"));
            }
            Tree.put(object, node, "spec", "nodeName");
            return object;
        });
        Map<String, Object> done = Exchange.success();
        done.put("code", 201L);
        exchange.object(201, done);
    }

    private static String verb(Exchange exchange, ResourcePath path) {
        boolean collection = path.name() == null;
        return switch (exchange.method()) {
            case "GET", "HEAD" -> !collection ? "get" : exchange.isSet("watch") ? "watch" : "list";
            case "POST" -> !collection && path.subresource().isEmpty() ? "" : "create";
            case "PUT" -> collection ? "" : "update";
            case "PATCH" -> collection ? "" : "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> "";
        };
    }

    static StatusException notAllowed() {
        return new StatusException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Map.of());
    }
}
