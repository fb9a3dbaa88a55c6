package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.table.TableFormat;
import dev.fresnel.simulator.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives stored objects the form in which one client wants them: whole, as rows of a Table, or metadata only; in the
 * version of the type that it asked for. Used by one thread.
 */
final class Shape {

    private final ResourceType type;
    private final boolean custom;
    private final Accept.Form form;
    private final TableFormat table;
    private final String includeObject;
    private final boolean protobuf;
    private boolean columnsTold;

    /**
     * @param type as asked for
     * @param includeObject what a Table's rows carry: {@code None}, {@code Metadata} or {@code Object}
     * @param protobuf whether it will be written as protobuf, which has no place for kind and version in an object
     */
    Shape(ResourceType type, Accept.Form form, TableFormat table, String includeObject, boolean protobuf) {
        this.type = type;
        this.custom = type.isCustom();
        this.form = form;
        this.table = table;
        this.includeObject = includeObject;
        this.protobuf = protobuf;
    }

    /** Whether objects are told as they are. */
    boolean isWhole() {
        return form == Accept.Form.OBJECT;
    }

    /** An object on its own. */
    Map<String, Object> one(Map<String, Object> object) {
        return switch (form) {
            case OBJECT -> whole(object);
            case METADATA -> metadata(object);
            case TABLE ->
                table(
                        List.of(object),
                        Tree.of("resourceVersion", Tree.text(object, "metadata", "resourceVersion")),
                        true);
        };
    }

    /** An object in a watch: as on its own, but a Table's columns are told only once. */
    Map<String, Object> event(Map<String, Object> object) {
        if (form != Accept.Form.TABLE) {
            return one(object);
        }
        boolean withColumns = !columnsTold;
        columnsTold = true;
        return table(
                List.of(object),
                Tree.of("resourceVersion", Tree.text(object, "metadata", "resourceVersion")),
                withColumns);
    }

    /** The object of a bookmark, which has nothing but a version and perhaps annotations. */
    Map<String, Object> bookmark(long resourceVersion, Map<String, Object> annotations) {
        Map<String, Object> metadata = Tree.of("resourceVersion", Long.toString(resourceVersion));
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> object =
                Tree.of("kind", type.kind(), "apiVersion", type.apiVersion(), "metadata", metadata);
        return event(object);
    }

    /** Objects as a list, written as they are passed over. */
    Map<String, Object> list(Iterable<Map<String, Object>> objects, Map<String, Object> listMetadata) {
        if (form == Accept.Form.TABLE) {
            return table(objects, listMetadata, true);
        }
        boolean whole = form == Accept.Form.OBJECT;
        return Tree.of(
                "kind",
                whole ? type.kind() + "List" : "PartialObjectMetadataList",
                "apiVersion",
                whole ? type.apiVersion() : "meta.k8s.io/v1",
                "metadata",
                listMetadata,
                "items",
                Mapped.of(objects, whole ? this::item : Shape::metadata));
    }

    private Map<String, Object> table(
            Iterable<Map<String, Object>> objects, Map<String, Object> listMetadata, boolean withColumns) {
        return Tree.of(
                "kind",
                "Table",
                "apiVersion",
                "meta.k8s.io/v1",
                "metadata",
                listMetadata,
                "columnDefinitions",
                withColumns ? table.columnDefinitions() : Tree.NULL,
                "rows",
                Mapped.of(objects, this::row));
    }

    private Map<String, Object> row(Map<String, Object> object) {
        Map<String, Object> row = Tree.of("cells", table.cells(object));
        Map<String, Object> included = included(object);
        row.put("object", included == null ? Tree.NULL : included);
        return row;
    }

    private @Nullable Map<String, Object> included(Map<String, Object> object) {
        return switch (includeObject) {
            case "None" -> null;
            case "Object" -> whole(object);
            default -> metadata(object);
        };
    }

    private static Map<String, Object> metadata(Map<String, Object> object) {
        return Tree.of(
                "kind",
                "PartialObjectMetadata",
                "apiVersion",
                "meta.k8s.io/v1",
                "metadata",
                Tree.map(object, "metadata"));
    }

    /** Items of lists carry neither kind nor version, except those of custom types. */
    private Map<String, Object> item(Map<String, Object> object) {
        if (custom || protobuf) {
            return whole(object);
        }
        Map<String, Object> item = new LinkedHashMap<>(whole(object));
        item.remove("kind");
        item.remove("apiVersion");
        return item;
    }

    private Map<String, Object> whole(Map<String, Object> object) {
        if (type.apiVersion().equals(object.get("apiVersion"))) {
            return object;
        }
        Map<String, Object> converted = new LinkedHashMap<>(EventForm.toServed(type, object));
        converted.put("apiVersion", type.apiVersion());
        return converted;
    }
}
