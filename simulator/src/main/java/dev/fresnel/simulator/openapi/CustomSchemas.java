package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.schema.CustomDefinition;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schemas of custom types: what their definitions say, and what every object has. */
final class CustomSchemas {

    private static final String CONVENTIONS =
            "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";

    private static final String SELECTABLE = "x-kubernetes-selectable-fields";

    private CustomSchemas() {}

    /** Adds a type and its list. */
    static void add(ResourceType type, Map<String, Object> definition, Map<String, Object> schemas) {
        String listKind = Tree.text(definition, "spec", "names", "listKind");
        String name = BuiltInSchemas.name(type);
        String listName = name.substring(0, name.length() - type.kind().length()) + listKind;
        Map<String, Object> object = object(type, CustomDefinition.schema(definition, type));
        Map<String, Object> list = list(type, listKind, BuiltInSchemas.REFERENCE + name);
        List<Object> selectable = CustomDefinition.selectableFields(definition, type).stream()
                .sorted()
                .<Object>map(field -> Tree.of("fieldPath", field))
                .toList();
        if (!selectable.isEmpty()) {
            object.put(SELECTABLE, selectable);
            list.put(SELECTABLE, selectable);
        }
        schemas.put(name, object);
        schemas.put(listName, list);
        BuiltInSchemas.addBeside(type, schemas);
    }

    private static Map<String, Object> object(ResourceType type, Map<String, Object> declared) {
        Map<String, Object> schema = Tree.copy(declared);
        if (schema.isEmpty()) {
            schema.put("type", "object");
        } else {
            complete(schema);
            addTypeMeta(schema);
            Tree.put(
                    schema,
                    BuiltInSchemas.reference(
                            "ObjectMeta", "Standard object's metadata. More info: " + CONVENTIONS + "#metadata"),
                    "properties",
                    "metadata");
        }
        schema.put("x-kubernetes-group-version-kind", kinds(type, type.kind()));
        return schema;
    }

    private static Map<String, Object> list(ResourceType type, String listKind, String reference) {
        Map<String, Object> list = Tree.of(
                "description",
                listKind + " is a list of " + type.kind(),
                "type",
                "object",
                "required",
                Tree.listOf("items"),
                "properties",
                Tree.of(
                        "items",
                        Tree.of(
                                "description",
                                "List of " + type.plural() + ". More info: " + CONVENTIONS,
                                "type",
                                "array",
                                "items",
                                Tree.of("$ref", reference)),
                        "metadata",
                        BuiltInSchemas.reference(
                                "ListMeta", "Standard list metadata. More info: " + CONVENTIONS + "#types-kinds")));
        addTypeMeta(list);
        list.put("x-kubernetes-group-version-kind", kinds(type, listKind));
        return list;
    }

    private static List<Object> kinds(ResourceType type, String kind) {
        return Tree.listOf(Tree.of("group", type.group(), "version", type.version(), "kind", kind));
    }

    private static void addTypeMeta(Map<String, Object> schema) {
        for (String property : List.of("apiVersion", "kind")) {
            Tree.put(schema, BuiltInSchemas.property("Status", property), "properties", property);
        }
    }

    /** Says what Kubernetes takes as said: numbers or texts are both, and an object within an object has its type. */
    private static void complete(Map<String, Object> schema) {
        if (Tree.isTrue(schema, "x-kubernetes-int-or-string")
                && Tree.list(schema, "anyOf").isEmpty()) {
            schema.put("anyOf", Tree.listOf(Tree.of("type", "integer"), Tree.of("type", "string")));
        }
        if (Tree.isTrue(schema, "x-kubernetes-embedded-resource")) {
            completeEmbedded(schema);
        }
        Tree.map(schema, "properties").values().forEach(property -> complete(Tree.map(property)));
        for (String within : List.of("items", "additionalProperties")) {
            if (schema.get(within) instanceof Map<?, ?> member) {
                complete(Tree.map(member));
            }
        }
    }

    private static void completeEmbedded(Map<String, Object> schema) {
        String more = " More info: " + CONVENTIONS;
        Map<String, Object> properties = Tree.of(
                "apiVersion",
                text("apiVersion defines the versioned schema of this representation of an object." + more
                        + "#resources"),
                "kind",
                text("kind is a string value representing the type of this object. In CamelCase." + more
                        + "#types-kinds"),
                "metadata",
                BuiltInSchemas.reference("ObjectMeta", "Standard object's metadata." + more + "#metadata"));
        properties.forEach((name, property) -> Tree.put(schema, property, "properties", name));
        List<Object> required = new ArrayList<>(Tree.list(schema, "required"));
        for (String name : List.of("kind", "apiVersion")) {
            if (!required.contains(name)) {
                required.add(name);
            }
        }
        schema.put("required", required);
    }

    private static Map<String, Object> text(String description) {
        return Tree.of("description", description, "type", "string");
    }
}
