package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers the types of {@code metrics.k8s.io}, which are never stored: metrics-server's part. */
final class MetricReads {

    static final String GROUP = "metrics.k8s.io";

    private static final ResourceType NODES = ResourceTypes.builtIn("", "Node");
    private static final ResourceType PODS = ResourceTypes.builtIn("", "Pod");

    private final ObjectStorage storage;
    private final Reads reads;
    private final PodMetrics metrics;
    private final Clock clock;

    MetricReads(ObjectStorage storage, Reads reads, PodMetrics metrics, Clock clock) {
        this.storage = storage;
        this.reads = reads;
        this.metrics = metrics;
        this.clock = clock;
    }

    void answer(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Predicate<Map<String, Object>> selection = reads.selection(exchange, path);
        boolean nodes = path.type().kind().equals("NodeMetrics");
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> object : storage.list(nodes ? NODES : PODS, path.namespace())) {
            if (selection.test(object)) {
                (nodes ? ofNode(object) : ofPod(object)).ifPresent(found::add);
            }
        }
        if (path.name() == null) {
            exchange.json(200, shape.list(found, Tree.of()));
        } else if (found.isEmpty()) {
            throw nothingOf(path, nodes);
        } else {
            exchange.json(200, shape.one(found.getFirst()));
        }
    }

    /** As metrics-server words it, which tells apart what is not there and what nothing is known of yet. */
    private StatusException nothingOf(ResourcePath path, boolean nodes) {
        String name = String.valueOf(path.name());
        if (storage.get(nodes ? NODES : PODS, path.namespace(), name).isPresent()) {
            return nodes
                    ? notFound(GROUP, "nodemetrics", name)
                    : notFound(GROUP, "podmetrics", path.namespace() + "/" + name);
        }
        return notFound("", nodes ? "node" : "pods", name);
    }

    private static StatusException notFound(String group, String resource, String name) {
        Map<String, Object> details = Tree.of("name", name, "kind", resource);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        return new StatusException(
                404,
                "NotFound",
                resource + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\" not found",
                details);
    }

    private Optional<Map<String, Object>> ofNode(Map<String, Object> node) {
        return metrics.ofNode(Tree.text(node, "metadata", "name")).map(usage -> {
            Map<String, Object> told = told("NodeMetrics", node);
            told.put("usage", usage(usage));
            return told;
        });
    }

    private Optional<Map<String, Object>> ofPod(Map<String, Object> pod) {
        Map<String, PodMetrics.Usage> usages =
                metrics.ofPod(Tree.text(pod, "metadata", "namespace"), Tree.text(pod, "metadata", "name"));
        if (usages.isEmpty()) {
            return Optional.empty();
        }
        List<Object> containers = new ArrayList<>();
        usages.forEach((name, usage) -> containers.add(Tree.of("name", name, "usage", usage(usage))));
        Map<String, Object> told = told("PodMetrics", pod);
        told.put("containers", containers);
        return Optional.of(told);
    }

    private Map<String, Object> told(String kind, Map<String, Object> object) {
        String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> metadata = Tree.of("name", Tree.text(object, "metadata", "name"));
        String namespace = Tree.text(object, "metadata", "namespace");
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("creationTimestamp", now);
        Map<String, Object> labels = Tree.map(object, "metadata", "labels");
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        return Tree.of(
                "kind",
                kind,
                "apiVersion",
                GROUP + "/v1beta1",
                "metadata",
                metadata,
                "timestamp",
                now,
                "window",
                "30s");
    }

    private static Map<String, Object> usage(PodMetrics.Usage usage) {
        return Tree.of("cpu", usage.cpuNanocores() + "n", "memory", usage.memoryBytes() / 1024 + "Ki");
    }
}
