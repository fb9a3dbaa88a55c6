package dev.fresnel.simulator.http;

import dev.fresnel.simulator.patch.JsonPatch;
import dev.fresnel.simulator.patch.MergePatch;
import dev.fresnel.simulator.patch.Ownership;
import dev.fresnel.simulator.patch.StrategicMergePatch;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Answers create, update and patch, of objects and of the subresources that are parts of them. */
final class Writes {

    /** What only the API server writes into the metadata of new objects. */
    private static final List<String> SERVER_FIELDS = List.of(
            "uid",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "resourceVersion",
            "managedFields",
            "selfLink");

    /** What etcd takes in one request. */
    private static final int MOST_STORED = 3 << 19;

    private final ObjectStorage storage;
    private final Reads reads;
    private final Admission admission;
    private final Clock clock;

    Writes(ObjectStorage storage, Reads reads, Clock clock) {
        this.storage = storage;
        this.reads = reads;
        this.admission = new Admission(storage);
        this.clock = clock;
    }

    void create(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Map<String, Object> object = Body.object(exchange, path);
        if (!Tree.text(object, "metadata", "resourceVersion").isEmpty()) {
            throw StatusException.internal("resourceVersion should not be set on objects to be created");
        }
        Fields fields = fields(path.type());
        dropServerFields(path.type(), object);
        Ownership ownership = new Ownership(fields.lists());
        Ownership.Writer writer = writer(exchange, path);
        exchange.object(
                201,
                shape.one(store(
                        exchange, path, fields, object, (before, after) -> ownership.update(before, after, writer))));
    }

    private Map<String, Object> store(
            Exchange exchange,
            ResourcePath path,
            Fields fields,
            Map<String, Object> object,
            ObjectStorage.LastTouch touch)
            throws IOException {
        fields.admit(exchange, object, null);
        admission.create(path.type(), object);
        if (exchange.body().length > MOST_STORED) {
            throw new StatusException(500, "", "etcdserver: request is too large", null);
        }
        return storage.create(EventForm.stored(path.type()), object, touch, isDryRun(exchange));
    }

    private static void dropServerFields(ResourceType type, Map<String, Object> object) {
        Tree.map(object, "metadata").keySet().removeAll(SERVER_FIELDS);
        if (type.subresources().contains("status")) {
            object.remove("status");
        }
    }

    void update(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Map<String, Object> object = Body.object(exchange, path);
        if (path.type().isCustom()
                && Tree.text(object, "metadata", "resourceVersion").isEmpty()) {
            throw StatusException.invalid(
                    path.type(),
                    path.type().plural(),
                    Tree.text(object, "metadata", "name"),
                    List.of(new StatusException.Cause(
                            "FieldValueInvalid",
                            "metadata.resourceVersion",
                            "Invalid value: 0: must be specified for an update")));
        }
        exchange.object(200, shape.one(change(exchange, path, _ -> object)));
    }

    void patch(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = reads.shape(exchange, path.type());
        Object patch = Body.read(exchange);
        Fields fields = fields(path.type());
        if (exchange.isSet("force") && !exchange.contentType().equals("application/apply-patch+yaml")) {
            throw StatusException.invalidOptions(
                    "PatchOptions",
                    List.of(new StatusException.Cause(
                            "FieldValueForbidden", "force", "Forbidden: may not be specified for non-apply patch")));
        }
        switch (exchange.contentType()) {
            case "application/json-patch+json" ->
                exchange.object(200, shape.one(change(exchange, path, object -> JsonPatch.apply(object, patch))));
            case "application/merge-patch+json" -> {
                Map<String, Object> changes = changes(patch);
                exchange.object(200, shape.one(change(exchange, path, object -> MergePatch.apply(object, changes))));
            }
            case "application/strategic-merge-patch+json" -> {
                if (path.type().isCustom()) {
                    throw unsupportedPatch(exchange);
                }
                Map<String, Object> changes = changes(patch);
                StrategicMergePatch strategic = new StrategicMergePatch(fields.lists());
                exchange.object(200, shape.one(change(exchange, path, object -> strategic.apply(object, changes))));
            }
            case "application/apply-patch+yaml" -> apply(exchange, path, shape, fields, patch);
            default -> throw unsupportedPatch(exchange);
        }
    }

    private static Map<String, Object> changes(Object patch) {
        if (!(patch instanceof Map<?, ?>)) {
            throw StatusException.badRequest("error decoding patch: json: cannot unmarshal "
                    + (patch instanceof List<?> ? "array" : "string")
                    + " into Go value of type map[string]interface {}");
        }
        return Tree.map(patch);
    }

    private static StatusException unsupportedPatch(Exchange exchange) {
        return exchange.contentType().equals("application/strategic-merge-patch+json")
                ? new StatusException(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json,"
                                + " application/apply-patch+yaml",
                        null)
                : new StatusException(415, "UnsupportedMediaType", "415: Unsupported Media Type", Map.of());
    }

    private void apply(Exchange exchange, ResourcePath path, Shape shape, Fields fields, Object patch)
            throws IOException {
        if (exchange.query("fieldManager").isEmpty()) {
            throw StatusException.invalidOptions(
                    "PatchOptions",
                    List.of(new StatusException.Cause(
                            "FieldValueRequired", "fieldManager", "Required value: is required for apply patch")));
        }
        Map<String, Object> wanted = Body.complete(patch, path);
        if (Tree.text(patch, "kind").isEmpty() || Tree.text(patch, "apiVersion").isEmpty()) {
            throw StatusException.badRequest("invalid object type: /, Kind=" + Tree.text(patch, "kind"));
        }
        if (Tree.at(wanted, "metadata", "managedFields") != null) {
            throw StatusException.badRequest("metadata.managedFields must be nil");
        }
        fields.checkApplied(wanted);
        Ownership ownership = new Ownership(fields.lists());
        Ownership.Writer writer = writer(exchange, path);
        boolean force = exchange.isSet("force");
        String name = Tree.text(wanted, "metadata", "name");
        if (storage.get(EventForm.stored(path.type()), path.namespace(), name).isEmpty()
                && path.subresource().isEmpty()) {
            dropServerFields(path.type(), wanted);
            Map<String, Object> object = ownership.apply(identity(wanted), wanted, writer, force);
            exchange.object(201, shape.one(store(exchange, path, fields, object, (_, _) -> {})));
            return;
        }
        Map<String, Object> stored = storage.update(
                EventForm.stored(path.type()),
                path.namespace(),
                name,
                object -> {
                    Map<String, Object> after = ownership.apply(object, wanted, writer, force);
                    keepOtherPart(path, object, after);
                    return admitted(exchange, path, fields, object, after);
                },
                (_, _) -> {},
                path.subresource().isEmpty(),
                isDryRun(exchange));
        exchange.object(200, shape.one(stored));
    }

    private static Map<String, Object> identity(Map<String, Object> wanted) {
        return Tree.of(
                "apiVersion",
                Tree.text(wanted, "apiVersion"),
                "kind",
                Tree.text(wanted, "kind"),
                "metadata",
                Tree.of());
    }

    /** Changes an object as a client wants, within what the path lets it change. */
    Map<String, Object> change(Exchange exchange, ResourcePath path, UnaryOperator<Map<String, Object>> change) {
        Fields fields = fields(path.type());
        Ownership ownership = new Ownership(fields.lists());
        return storage.update(
                EventForm.stored(path.type()),
                path.namespace(),
                String.valueOf(path.name()),
                object -> {
                    Map<String, Object> before = Tree.copy(object);
                    Map<String, Object> after = Body.complete(change.apply(object), path);
                    keepOtherPart(path, before, after);
                    Tree.put(after, Tree.list(before, "metadata", "managedFields"), "metadata", "managedFields");
                    return admitted(exchange, path, fields, before, after);
                },
                (before, after) -> ownership.update(before, after, writer(exchange, path)),
                !path.subresource().equals("status"),
                isDryRun(exchange));
    }

    private Map<String, Object> admitted(
            Exchange exchange,
            ResourcePath path,
            Fields fields,
            Map<String, Object> before,
            Map<String, Object> after) {
        fields.admit(exchange, after, before);
        if (path.subresource().isEmpty()) {
            admission.update(path.type(), before, after);
        }
        return after;
    }

    /** The status is changed through its own path only, and nothing else is changed through that. */
    private static void keepOtherPart(ResourcePath path, Map<String, Object> before, Map<String, Object> after) {
        String version = Tree.text(after, "metadata", "resourceVersion");
        switch (path.subresource()) {
            case "status" -> {
                Object status = Tree.at(after, "status");
                after.clear();
                after.putAll(Tree.copy(before));
                put(after, "status", status == null ? Tree.NULL : status);
            }
            case "ephemeralcontainers" -> {
                List<Object> containers = Tree.list(after, "spec", "ephemeralContainers");
                EphemeralRules.check(path, before, containers);
                after.clear();
                after.putAll(Tree.copy(before));
                Tree.put(after, containers, "spec", "ephemeralContainers");
            }
            case "finalize" -> {
                List<Object> finalizers = Tree.list(after, "spec", "finalizers");
                after.clear();
                after.putAll(Tree.copy(before));
                Tree.put(after, finalizers, "spec", "finalizers");
            }
            default -> {
                if (path.type().subresources().contains("status")) {
                    Object status = Tree.at(before, "status");
                    put(after, "status", status == null ? Tree.NULL : status);
                }
            }
        }
        if (!version.isEmpty()) {
            Tree.put(after, version, "metadata", "resourceVersion");
        }
    }

    private static void put(Map<String, Object> object, String field, Object value) {
        if (value.equals(Tree.NULL)) {
            object.remove(field);
        } else {
            object.put(field, value);
        }
    }

    private Fields fields(ResourceType type) {
        return new Fields(type, reads.definition(type));
    }

    private Ownership.Writer writer(Exchange exchange, ResourcePath path) {
        String manager = exchange.query("fieldManager");
        if (manager.isEmpty()) {
            String agent = exchange.header("User-Agent");
            manager = agent.isEmpty() ? "unknown" : agent.split("/", 2)[0];
        }
        return new Ownership.Writer(
                manager,
                path.type().apiVersion(),
                path.subresource(),
                path.type().subresources().contains("status"),
                Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The name of a method's options in Kubernetes. */
    static String optionsKind(Exchange exchange) {
        return switch (exchange.method()) {
            case "POST" -> "CreateOptions";
            case "PUT" -> "UpdateOptions";
            case "PATCH" -> "PatchOptions";
            default -> "DeleteOptions";
        };
    }

    /** Whether nothing is to be stored. */
    static boolean isDryRun(Exchange exchange) {
        String dryRun = exchange.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw StatusException.invalidOptions(
                    optionsKind(exchange),
                    List.of(new StatusException.Cause(
                            "FieldValueNotSupported",
                            "dryRun",
                            "Unsupported value: [\"" + dryRun + "\"]: supported values: \"All\"")));
        }
        return !dryRun.isEmpty();
    }
}
