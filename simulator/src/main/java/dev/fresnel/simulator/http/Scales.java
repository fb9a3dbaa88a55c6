package dev.fresnel.simulator.http;

import dev.fresnel.simulator.patch.JsonPatch;
import dev.fresnel.simulator.patch.MergePatch;
import dev.fresnel.simulator.schema.CustomDefinition;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers the subresource {@code scale}: an object's replicas, in the same form for all types that have some. */
final class Scales {

    private static final ResourceType SCALE = new ResourceType(
            "autoscaling", "v1", "Scale", "scales", "scale", List.of(), true, List.of(), Set.of(), Set.of());

    private final Reads reads;
    private final Writes writes;

    Scales(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** Where a type keeps what a Scale shows. */
    private record Paths(String[] wanted, String[] actual, String[] selector) {}

    void get(Exchange exchange, ResourcePath path) throws IOException {
        Accept.requireJson(exchange.header("Accept"));
        exchange.json(200, scale(reads.object(path), paths(path.type())));
    }

    void write(Exchange exchange, ResourcePath path) throws IOException {
        Accept.requireJson(exchange.header("Accept"));
        Paths paths = paths(path.type());
        Object body = Body.read(exchange);
        ResourcePath whole = new ResourcePath(path.type(), path.namespace(), path.name(), "");
        Map<String, Object> stored = writes.change(exchange, whole, object -> {
            Map<String, Object> scale = scale(object, paths);
            Map<String, Object> changed = switch (exchange.contentType()) {
                case "application/json-patch+json" -> JsonPatch.apply(scale, body);
                case "application/merge-patch+json", "application/strategic-merge-patch+json" ->
                    MergePatch.apply(scale, Tree.map(body));
                default -> Tree.map(body);
            };
            long replicas = Tree.number(changed, 0, "spec", "replicas");
            if (replicas < 0) {
                throw StatusException.invalid(
                        SCALE,
                        String.valueOf(path.name()),
                        List.of(new StatusException.Cause(
                                "FieldValueInvalid",
                                "spec.replicas",
                                "Invalid value: " + Tree.text(changed, "spec", "replicas")
                                        + ": must be greater than or equal to 0")));
            }
            String version = Tree.text(changed, "metadata", "resourceVersion");
            Tree.put(object, replicas, paths.wanted);
            if (!version.isEmpty()) {
                Tree.put(object, version, "metadata", "resourceVersion");
            }
            return object;
        });
        exchange.json(200, scale(stored, paths));
    }

    private Paths paths(ResourceType type) {
        if (!type.isCustom()) {
            return new Paths(new String[] {"spec", "replicas"}, new String[] {"status", "replicas"}, new String[] {
                "spec", "selector"
            });
        }
        Map<String, Object> scale =
                Tree.map(CustomDefinition.version(reads.definition(type), type), "subresources", "scale");
        return new Paths(
                path(Tree.text(scale, "specReplicasPath")),
                path(Tree.text(scale, "statusReplicasPath")),
                path(Tree.text(scale, "labelSelectorPath")));
    }

    private static String[] path(String jsonPath) {
        return jsonPath.replaceFirst("^\\.", "").split("\\.", -1);
    }

    private static Map<String, Object> scale(Map<String, Object> object, Paths paths) {
        Map<String, Object> metadata = Tree.of();
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            Object value = Tree.at(object, "metadata", field);
            if (value != null) {
                metadata.put(field, value);
            }
        }
        long wanted = Tree.number(object, 0, paths.wanted);
        Map<String, Object> status = Tree.of("replicas", Tree.number(object, 0, paths.actual));
        String selector = selector(object, paths.selector);
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return Tree.of(
                "kind",
                "Scale",
                "apiVersion",
                "autoscaling/v1",
                "metadata",
                metadata,
                "spec",
                wanted == 0 ? Tree.of() : Tree.of("replicas", wanted),
                "status",
                status);
    }

    private static String selector(Map<String, Object> object, String[] path) {
        if (!(Tree.at(object, path) instanceof Map<?, ?> selector)) {
            return Tree.text(object, path);
        }
        Map<String, Object> labels = Tree.map(selector, "matchLabels");
        List<String> terms = new ArrayList<>();
        (labels.isEmpty() ? Tree.map(selector) : labels).forEach((key, value) -> terms.add(key + "=" + value));
        return String.join(",", terms);
    }
}
