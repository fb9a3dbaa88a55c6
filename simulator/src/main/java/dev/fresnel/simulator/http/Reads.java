package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.Schema;
import dev.fresnel.simulator.schema.CustomDefinition;
import dev.fresnel.simulator.selector.FieldSelector;
import dev.fresnel.simulator.selector.LabelSelector;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.Snapshot;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.table.TableFormat;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers get and list, and prepares what watch shares with them: selection and shape. */
final class Reads {

    /** What a Table's rows may carry. */
    private static final Set<String> INCLUDED = Set.of("", "None", "Metadata", "Object");

    private final ObjectStorage storage;
    private final Clock clock;

    Reads(ObjectStorage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    void get(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = shape(exchange, path.type());
        String version = exchange.query("resourceVersion");
        if (version.matches("\\d{1,18}")) {
            requireReached(Long.parseLong(version), storage.resourceVersion());
        }
        exchange.object(200, shape.one(object(path)));
    }

    /** The object that a path names. */
    Map<String, Object> object(ResourcePath path) {
        String name = String.valueOf(path.name());
        return storage.get(EventForm.stored(path.type()), path.namespace(), name)
                .orElseThrow(() -> StatusException.notFound(path.type(), name));
    }

    Shape shape(Exchange exchange, ResourceType type) {
        Accept.Choice choice =
                Accept.choose(exchange.header("Accept"), Schema.builtIn().knows(type.apiVersion(), type.kind()));
        exchange.setCoding(choice.coding());
        Accept.Form form = choice.form();
        String included = exchange.query("includeObject");
        if (form == Accept.Form.TABLE && !INCLUDED.contains(included)) {
            throw StatusException.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: \""
                    + included + "\": must be 'Metadata', 'Object', 'None', or empty");
        }
        return new Shape(
                type,
                form,
                TableFormat.of(type, definition(type), clock),
                included,
                choice.coding() == Accept.Coding.PROTOBUF);
    }

    /** The CustomResourceDefinition of a type; null for a built-in one. */
    @Nullable
    Map<String, Object> definition(ResourceType type) {
        return type.isCustom()
                ? storage.get(
                                dev.fresnel.simulator.storage.ResourceTypes.builtIn(
                                        "apiextensions.k8s.io", "CustomResourceDefinition"),
                                null,
                                type.resource())
                        .orElse(null)
                : null;
    }

    /** What the label and field selectors of a request, and a name in its path, let through. */
    Predicate<Map<String, Object>> selection(Exchange exchange, ResourcePath path) {
        LabelSelector labels = LabelSelector.parse(exchange.query("labelSelector"));
        FieldSelector fields = FieldSelector.parse(
                exchange.query("fieldSelector"),
                EventForm.stored(path.type()),
                CustomDefinition.selectableFields(definition(path.type()), path.type()));
        String name = path.name();
        return object -> labels.test(object)
                && fields.test(object)
                && (name == null || name.equals(Tree.text(object, "metadata", "name")));
    }

    void list(Exchange exchange, ResourcePath path) throws IOException {
        Shape shape = shape(exchange, path.type());
        Accept.requireListForm(exchange.header("Accept"), path.type().kind());
        exchange.object(200, list(exchange, path, shape));
    }

    private Map<String, Object> list(Exchange exchange, ResourcePath path, Shape shape) {
        boolean everything = exchange.query("labelSelector").isEmpty()
                && exchange.query("fieldSelector").isEmpty();
        ListOptions options = ListOptions.read(exchange, false);
        Predicate<Map<String, Object>> selection = selection(exchange, path);
        ContinueToken token = options.continueToken().isEmpty() ? null : ContinueToken.parse(options.continueToken());
        Snapshot snapshot = snapshot(options, path, token);
        Long limit = options.limit();
        // a list "from the watch cache" is told whole
        long most = limit == null || limit <= 0 || options.resourceVersion().equals("0") ? Long.MAX_VALUE : limit;

        List<Map<String, Object>> page = new ArrayList<>();
        boolean more = false;
        int passed = 0;
        for (Map<String, Object> object : snapshot.objects()) {
            if (token != null && key(object).compareTo(token.after()) <= 0) {
                passed++;
                continue;
            }
            if (!selection.test(object)) {
                continue;
            }
            if (page.size() == most) {
                more = true;
                break;
            }
            page.add(object);
        }
        Map<String, Object> metadata = Tree.of("resourceVersion", Long.toString(snapshot.resourceVersion()));
        if (path.type().isCustom() && !more && shape.isWhole()) {
            metadata.put("continue", "");
        }
        if (more) {
            metadata.put("continue", new ContinueToken(snapshot.resourceVersion(), key(page.getLast())).encode());
            if (everything) {
                metadata.put("remainingItemCount", (long) snapshot.objects().size() - passed - page.size());
            }
        }
        return shape.list(page, metadata);
    }

    private Snapshot snapshot(ListOptions options, ResourcePath path, @Nullable ContinueToken token) {
        ResourceType stored = EventForm.stored(path.type());
        if (token != null) {
            if (!options.resourceVersion().isEmpty()
                    && !options.resourceVersion().equals("0")) {
                throw StatusException.badRequest("specifying resource version is not allowed when using continue");
            }
            if (token.resourceVersion() == ContinueToken.NEWEST) {
                return storage.snapshot(stored, path.namespace());
            }
            try {
                return storage.snapshotAt(stored, path.namespace(), token.resourceVersion());
            } catch (StatusException expired) {
                throw expiredToken(token);
            }
        }
        long version = options.version(400);
        Snapshot newest = storage.snapshot(stored, path.namespace());
        requireReached(version, newest.resourceVersion());
        if (!options.match().equals("Exact")) {
            return newest;
        }
        try {
            return storage.snapshotAt(stored, path.namespace(), version);
        } catch (StatusException forgotten) {
            throw StatusException.expired("The resourceVersion for the provided list is too old.");
        }
    }

    /** A real API server waits three seconds for a version that is yet to come, and then says this. */
    private static void requireReached(long version, long newest) {
        if (version > newest) {
            throw new StatusException(
                    504,
                    "Timeout",
                    "Timeout: Too large resource version: " + version + ", current: " + newest,
                    Tree.of(
                            "causes",
                            List.of(Tree.of(
                                    "reason", "ResourceVersionTooLarge", "message", "Too large resource version")),
                            "retryAfterSeconds",
                            1L));
        }
    }

    /** The refusal carries a token to go on with from the present state, for clients that prefer that to beginning anew. */
    private static StatusException expiredToken(ContinueToken token) {
        return StatusException.expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new"
                        + " list without the continue parameter, or use the continue token in this response to retrieve"
                        + " the remainder of the results. Continuing with the provided token results in an inconsistent"
                        + " list - objects that were created, modified, or deleted between the time the first chunk was"
                        + " returned and now may show up in the list.",
                new ContinueToken(ContinueToken.NEWEST, token.after()).encode());
    }

    private static String key(Map<String, Object> object) {
        return Tree.text(object, "metadata", "namespace") + "/" + Tree.text(object, "metadata", "name");
    }
}
