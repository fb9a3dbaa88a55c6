package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the real components do: one that repeats raises the count of the one that is there.
 *
 * <p>Belongs to the thread of the cluster's loop.
 */
public final class EventRecorder {
    /** How long the API server keeps events. */
    public static final Duration KEPT = Duration.ofHours(1);

    private static final int REMEMBERED = 4096;

    private final Cluster cluster;
    private final Map<String, String> names = remembering();
    private @Nullable Map<String, Map<String, Object>> past;
    private long made;

    EventRecorder(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * From now on until {@link #endPast}, events are told in the order of their objects rather than of time, and kept
     * aside: only those of the last hour become objects.
     */
    public void beginPast() {
        past = new LinkedHashMap<>();
    }

    /** Stores what has been kept aside. */
    public void endPast() {
        Map<String, Map<String, Object>> told = past == null ? Map.of() : past;
        past = null;
        Instant oldest = cluster.now().minus(KEPT);
        for (Map<String, Object> event : told.values()) {
            Instant last = last(event);
            if (last.isAfter(oldest)) {
                cluster.create(Kinds.EVENT, event);
            }
        }
    }

    /** When the event was last seen. */
    public static Instant last(Map<String, Object> event) {
        Instant created = Times.at(event, Instant.EPOCH, "metadata", "creationTimestamp");
        Instant seen = Times.at(event, created, "lastTimestamp");
        return Times.at(event, seen, "series", "lastObservedTime");
    }

    /** Records an event of now. */
    public void record(Source source, Map<String, Object> object, String type, String reason, String message) {
        record(source, object, "", type, reason, message, cluster.now(), 1);
    }

    /** Records an event about one field of the object, such as {@code spec.containers{api}}. */
    public void record(
            Source source, Map<String, Object> object, String field, String type, String reason, String message) {
        record(source, object, field, type, reason, message, cluster.now(), 1);
    }

    /**
     * Records an event that happened {@code count} times until {@code last}; the first of them is taken from what is
     * there, else it is the last as well.
     */
    public void record(
            Source source,
            Map<String, Object> object,
            String field,
            String type,
            String reason,
            String message,
            Instant last,
            int count) {
        String about = source.component() + "|" + source.host() + "|" + Meta.uid(object) + Meta.name(object);
        String alike = String.join("|", about, field, type, reason, message);
        String namespace = Meta.namespace(object).isEmpty() ? "default" : Meta.namespace(object);
        String known = names.get(alike);
        if (known != null && repeat(namespace, known, event -> again(event, source, last, count))) {
            return;
        }
        String name = Meta.name(object) + "." + Long.toHexString(cluster.startNanos() + ++made * 7919);
        Map<String, Object> event = describe(source, object, field, type, reason, message, last, count);
        Tree.put(event, name, "metadata", "name");
        Tree.put(event, namespace, "metadata", "namespace");
        names.put(alike, name);
        if (past != null) {
            past.put(namespace + "/" + name, event);
            return;
        }
        try {
            cluster.create(Kinds.EVENT, event);
        } catch (StatusException namespaceIsGoing) {
            names.remove(alike); // as in a real cluster, what happens in a vanishing namespace is not written down
        }
    }

    private boolean repeat(String namespace, String name, Consumer<Map<String, Object>> change) {
        Map<String, Object> aside = past == null ? null : past.get(namespace + "/" + name);
        if (aside != null) {
            change.accept(aside);
            return true;
        }
        return cluster.change(Kinds.EVENT, namespace, name, change).isPresent();
    }

    private static void again(Map<String, Object> event, Source source, Instant last, int count) {
        if (source.series()) {
            Tree.put(event, Tree.number(event, 1, "series", "count") + count, "series", "count");
            Tree.put(event, Times.micros(last), "series", "lastObservedTime");
        } else {
            Tree.put(event, Tree.number(event, 1, "count") + count, "count");
            Tree.put(event, Times.seconds(last), "lastTimestamp");
        }
    }

    private static Map<String, Object> describe(
            Source source,
            Map<String, Object> object,
            String field,
            String type,
            String reason,
            String message,
            Instant at,
            int count) {
        Map<String, Object> involved = Stream.of(
                        Map.entry("kind", Tree.text(object, "kind")),
                        Map.entry("namespace", Meta.namespace(object)),
                        Map.entry("name", Meta.name(object)),
                        Map.entry("uid", Meta.uid(object)),
                        Map.entry("apiVersion", Tree.text(object, "apiVersion")),
                        Map.entry("resourceVersion", Tree.text(object, "metadata", "resourceVersion")),
                        Map.entry("fieldPath", field))
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        Map<String, Object> event = Tree.of(
                "apiVersion",
                "v1",
                "kind",
                "Event",
                "metadata",
                Tree.of(),
                "involvedObject",
                involved,
                "reason",
                reason,
                "message",
                message,
                "type",
                type);
        Tree.put(event, Times.seconds(at), "metadata", "creationTimestamp");
        if (source.series()) {
            event.put("eventTime", Times.micros(at));
            event.put("action", source.action());
            event.put("reportingComponent", source.component());
            event.put("reportingInstance", source.component() + "-" + source.host());
            event.put("source", Tree.of());
        } else {
            event.put("firstTimestamp", Times.seconds(at));
            event.put("lastTimestamp", Times.seconds(at));
            event.put("count", (long) count);
            event.put(
                    "source",
                    source.host().isEmpty()
                            ? Tree.of("component", source.component())
                            : Tree.of("component", source.component(), "host", source.host()));
            event.put("reportingComponent", source.component());
            event.put("reportingInstance", source.host());
        }
        return event;
    }

    private static <V> Map<String, V> remembering() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /**
     * Who reports.
     *
     * @param host the node for a kubelet, else usually empty
     * @param action for components of the newer events API (with {@code series}), what was tried; else empty
     */
    public record Source(String component, String host, String action) {

        public static Source of(String component) {
            return new Source(component, "", "");
        }

        public static Source kubelet(String node) {
            return new Source("kubelet", node, "");
        }

        /** The newer API counts in {@code series} and times in microseconds. */
        boolean series() {
            return !action.isEmpty();
        }
    }
}
