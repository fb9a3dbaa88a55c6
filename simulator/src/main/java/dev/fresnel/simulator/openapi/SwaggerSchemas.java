package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas as OpenAPI v2 can tell them. What it has no words for, such as that a field may be null, goes, and with it what
 * would make an older kubectl refuse objects that are right: it takes unknown fields for mistakes.
 */
final class SwaggerSchemas {

    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String KINDS = "x-kubernetes-group-version-kind";

    private SwaggerSchemas() {}

    /** @param schemas of v3, by their names */
    static Map<String, Object> of(Map<String, Object> schemas) {
        Map<String, Object> definitions = new TreeMap<>();
        schemas.forEach((name, schema) ->
                definitions.put(name, Tree.isTrue(schema, PRESERVE) ? free(schema) : convert(Tree.map(schema))));
        return definitions;
    }

    /** Of a type that may have any fields none is told, not even those that all have. */
    private static Map<String, Object> free(Object schema) {
        return Tree.of("type", "object", KINDS, Tree.list(schema, KINDS));
    }

    private static Map<String, Object> convert(Map<String, Object> schema) {
        Map<String, Object> converted = new LinkedHashMap<>(schema);
        List<Map<String, Object>> all = Tree.maps(schema, "allOf");
        String reference = Tree.text(all.size() == 1 ? all.getFirst() : schema, "$ref");
        if (!reference.isEmpty()) {
            converted.put("$ref", reference.replace(BuiltInSchemas.REFERENCE, "#/definitions/"));
        }
        if (!schema.containsKey("type")
                && Tree.maps(schema, "oneOf").stream()
                        .anyMatch(one -> Tree.text(one, "type").equals("string"))) {
            converted.put("type", "string"); // quantities, and numbers or texts
        }
        for (String unspeakable : List.of("allOf", "anyOf", "oneOf", "not", "nullable", "default")) {
            converted.remove(unspeakable);
        }
        boolean free = Tree.isTrue(schema, PRESERVE);
        if (free || Tree.isTrue(schema, "nullable")) {
            converted.remove("items");
            converted.remove("properties");
        }
        String type = Tree.text(schema, "type");
        if (Tree.isTrue(schema, "nullable")
                || (free && type.equals("object"))
                || (type.equals("array") && !converted.containsKey("items"))) {
            converted.remove("type");
        }
        convertWithin(converted);
        return converted;
    }

    private static void convertWithin(Map<String, Object> schema) {
        Map<String, Object> properties = Tree.map(schema, "properties");
        List<Object> required = Tree.list(schema, "required").stream()
                .filter(name -> !Tree.isTrue(properties, String.valueOf(name), "nullable"))
                .toList();
        if (required.isEmpty() || Tree.isTrue(schema, "additionalProperties", "nullable")) {
            schema.remove("required");
        } else {
            schema.put("required", required);
        }
        if (!properties.isEmpty()) {
            Map<String, Object> converted = new TreeMap<>();
            properties.forEach((name, property) -> converted.put(name, convert(Tree.map(property))));
            schema.put("properties", converted);
        }
        for (String within : List.of("items", "additionalProperties")) {
            if (schema.get(within) instanceof Map<?, ?> member) {
                schema.put(within, convert(Tree.map(member)));
            }
        }
    }
}
