package dev.fresnel.simulator.http;

import dev.fresnel.simulator.selector.LabelSelector;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.Deletion.Propagation;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers delete, of one object or all that fit, and eviction. */
final class Deletes {

    /** Of these a deletion tells the object, even when it is gone; of others only that it is. */
    private static final Set<String> TOLD = Set.of("pods", "services", "persistentvolumes", "persistentvolumeclaims");

    private static final ResourceType BUDGETS = ResourceTypes.builtIn("policy", "PodDisruptionBudget");

    private final ObjectStorage storage;
    private final Reads reads;

    Deletes(ObjectStorage storage, Reads reads) {
        this.storage = storage;
        this.reads = reads;
    }

    void delete(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Options options = Options.read(exchange);
        ResourceType stored = EventForm.stored(path.type());
        String name = String.valueOf(path.name());
        Map<String, Object> object = storage.delete(stored, path.namespace(), name, options.deletion, options.dryRun);
        boolean waits = Tree.at(object, "metadata", "deletionTimestamp") != null;
        if (waits || TOLD.contains(path.type().resource())) {
            exchange.object(200, shape.one(object));
        } else {
            Map<String, Object> done = Exchange.success();
            done.put("details", details(path.type(), object));
            exchange.object(200, done);
        }
    }

    private static Map<String, Object> details(ResourceType type, Map<String, Object> object) {
        Map<String, Object> details = Tree.of("name", Tree.text(object, "metadata", "name"));
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural());
        details.put("uid", Tree.text(object, "metadata", "uid"));
        return details;
    }

    /** Deletes all objects that the selectors let through, and tells them. */
    void deleteCollection(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Options options = Options.read(exchange);
        Predicate<Map<String, Object>> selection = reads.selection(exchange, path);
        ResourceType stored = EventForm.stored(path.type());
        List<Map<String, Object>> deleted = new ArrayList<>();
        for (Map<String, Object> object : storage.list(stored, path.namespace())) {
            if (selection.test(object)) {
                String namespace = path.type().namespaced() ? Tree.text(object, "metadata", "namespace") : null;
                deleted.add(deleteIfThere(stored, namespace, Tree.text(object, "metadata", "name"), options, object));
            }
        }
        exchange.object(200, shape.list(deleted, Tree.of("resourceVersion", Long.toString(storage.resourceVersion()))));
    }

    private Map<String, Object> deleteIfThere(
            ResourceType type, @Nullable String namespace, String name, Options options, Map<String, Object> object) {
        try {
            return storage.delete(type, namespace, name, options.deletion, options.dryRun);
        } catch (StatusException e) {
            if (e.code() == 404) {
                return object;
            }
            throw e;
        }
    }

    /** Deletes a pod unless a disruption budget needs it. */
    void evict(Exchange exchange, ResourcePath path) throws IOException {
        Options options = Options.read(exchange);
        Map<String, Object> pod = reads.object(path);
        boolean runs = Tree.text(pod, "status", "phase").equals("Running")
                && Tree.at(pod, "metadata", "deletionTimestamp") == null;
        for (Map<String, Object> budget : storage.list(BUDGETS, path.namespace())) {
            Map<String, Object> selector = Tree.map(budget, "spec", "selector");
            if (runs
                    && LabelSelector.ofTree(selector).test(pod)
                    && Tree.number(budget, 0, "status", "disruptionsAllowed") <= 0) {
                throw overBudget(budget);
            }
        }
        storage.delete(path.type(), path.namespace(), String.valueOf(path.name()), options.deletion, options.dryRun);
        Map<String, Object> done = Exchange.success();
        done.put("code", 201L);
        exchange.object(201, done);
    }

    private static StatusException overBudget(Map<String, Object> budget) {
        String name = Tree.text(budget, "metadata", "name");
        return new StatusException(
                429,
                "TooManyRequests",
                "Cannot evict pod as it would violate the pod's disruption budget.",
                Tree.of(
                        "causes",
                        List.of(Tree.of(
                                "reason",
                                "DisruptionBudget",
                                "message",
                                "The disruption budget " + name + " needs "
                                        + Tree.number(budget, 0, "status", "desiredHealthy")
                                        + " healthy pods and has "
                                        + Tree.number(budget, 0, "status", "currentHealthy") + " currently"))));
    }

    private record Options(Deletion deletion, boolean dryRun) {

        private static final Set<String> OPTIONS = Set.of("", "DeleteOptions", "Eviction");

        /** Options stand in the body, in the query, or in neither. An eviction carries them inside. */
        static Options read(Exchange exchange) throws IOException {
            Map<String, Object> body = exchange.body().length > 0 ? Tree.map(Body.read(exchange)) : Map.of();
            String kind = Tree.text(body, "kind");
            if (!OPTIONS.contains(kind)) {
                throw StatusException.badRequest("no kind \"" + kind + "\" is registered for version \""
                        + Tree.text(body, "apiVersion") + "\" in scheme \"pkg/runtime/scheme.go:111\"");
            }
            if (kind.equals("Eviction")) {
                body = Tree.map(body, "deleteOptions");
            }
            Long grace = Tree.at(body, "gracePeriodSeconds") instanceof Long seconds
                    ? seconds
                    : exchange.number("gracePeriodSeconds");
            String policy = Tree.text(body, "propagationPolicy");
            if (policy.isEmpty()) {
                policy = exchange.query("propagationPolicy");
            }
            boolean orphan = Tree.isTrue(body, "orphanDependents") || exchange.isSet("orphanDependents");
            boolean dryRun =
                    Writes.isDryRun(exchange) || Tree.list(body, "dryRun").contains("All");
            return new Options(
                    new Deletion(
                            grace,
                            orphan ? Propagation.ORPHAN : propagation(policy),
                            textOrNull(body, "uid"),
                            textOrNull(body, "resourceVersion")),
                    dryRun);
        }

        private static Propagation propagation(String policy) {
            return switch (policy) {
                case "", "Background" -> Propagation.BACKGROUND;
                case "Foreground" -> Propagation.FOREGROUND;
                case "Orphan" -> Propagation.ORPHAN;
                default ->
                    throw StatusException.invalidOptions(
                            "DeleteOptions",
                            List.of(new StatusException.Cause(
                                    "FieldValueNotSupported",
                                    "propagationPolicy",
                                    "Unsupported value: \"" + policy
                                            + "\": supported values: \"Foreground\", \"Background\", \"Orphan\","
                                            + " \"nil\"")));
            };
        }

        private static @Nullable String textOrNull(Map<String, Object> body, String field) {
            String text = Tree.text(body, "preconditions", field);
            return text.isEmpty() ? null : text;
        }
    }
}
