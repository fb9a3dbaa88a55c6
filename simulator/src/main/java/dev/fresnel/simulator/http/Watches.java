package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.Snapshot;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Answers watch: opens a {@link WatchStream} where the request wants it to begin. */
final class Watches {

    private final ObjectStorage storage;
    private final Reads reads;

    Watches(ObjectStorage storage, Reads reads) {
        this.storage = storage;
        this.reads = reads;
    }

    void watch(Exchange exchange, ResourcePath path) throws IOException {
        boolean bookmarks = exchange.isSet("allowWatchBookmarks");
        ListOptions options = ListOptions.read(exchange, true);
        boolean initialEvents = Boolean.TRUE.equals(options.initialEvents());
        Long timeout = options.timeoutSeconds();
        long seconds =
                timeout == null || timeout <= 0 ? ThreadLocalRandom.current().nextLong(1800, 3600) : timeout;
        Shape shape = reads.shape(exchange, path.type());
        if (exchange.coding() == Accept.Coding.YAML) {
            throw Accept.notWatchable();
        }
        WatchStream.Filter filter = new WatchStream.Filter(path.namespace(), reads.selection(exchange, path));
        long from = options.version(500);
        boolean fromPresent = initialEvents || (from == 0 && options.initialEvents() == null);
        try (OutputStream out = exchange.stream(
                        200, exchange.coding() == Accept.Coding.PROTOBUF ? ProtobufAnswer.STREAM : "application/json");
                WatchStream stream = new WatchStream(events(exchange, out), out, shape, filter, bookmarks, seconds);
                ClientGone _ = exchange.onGone(stream::stop)) {
            try {
                if (fromPresent) {
                    tellPresent(stream, path);
                } else {
                    stream.subscribe(
                            storage, EventForm.stored(path.type()), from == 0 ? storage.resourceVersion() : from);
                }
                if (initialEvents && bookmarks) {
                    stream.bookmark(Map.of("k8s.io/initial-events-end", "true"));
                }
                stream.follow();
            } catch (StatusException refusal) {
                stream.fail(refusal);
            }
        }
    }

    private static WatchStream.Events events(Exchange exchange, OutputStream out) {
        if (exchange.coding() != Accept.Coding.PROTOBUF) {
            return (type, object) -> {
                Json.write(Tree.of("type", type, "object", object), out);
                out.write('\n');
            };
        }
        ProtobufAnswer answer = new ProtobufAnswer();
        return (type, object) -> answer.writeEvent(type, object, out);
    }

    /** Tells what is there; a method of its own, so that a long watch does not hold on to the objects of its beginning. */
    private void tellPresent(WatchStream stream, ResourcePath path) throws IOException {
        ResourceType stored = EventForm.stored(path.type());
        Snapshot snapshot = storage.snapshot(stored, path.namespace());
        stream.subscribe(storage, stored, snapshot.resourceVersion());
        stream.tellAll(snapshot);
    }
}
