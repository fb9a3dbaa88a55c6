package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.KindFields;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The OpenAPI schemas of built-in types within one document: each Go type once, the others refer to it. What fields mean
 * is not told; that is not known here.
 */
final class BuiltInSchemas {

    private final String references;
    private final Map<String, Object> schemas;
    private final Map<KindFields, String> names = new HashMap<>();

    /**
     * @param references what names are put after in {@code $ref}
     * @param schemas where to put the schemas
     */
    BuiltInSchemas(String references, Map<String, Object> schemas) {
        this.references = references;
        this.schemas = schemas;
    }

    /** The properties of a type. */
    Map<String, Object> properties(KindFields kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        kind.fields().forEach((name, field) -> properties.put(name, property(field)));
        return properties;
    }

    private Map<String, Object> property(KindFields.Field field) {
        Map<String, Object> value = value(field);
        if (field.list()) {
            return Tree.of("type", "array", "items", value);
        }
        return field.map() ? Tree.of("type", "object", "additionalProperties", value) : value;
    }

    private Map<String, Object> value(KindFields.Field field) {
        return switch (field.value()) {
            case OBJECT ->
                field.fields() == null ? Tree.of("type", "object") : Tree.of("$ref", references + name(field.fields()));
            case STRING -> Tree.of("type", "string");
            case TIME -> Tree.of("type", "string", "format", "date-time");
            case INTEGER -> Tree.of("type", "integer");
            case NUMBER -> Tree.of("type", "number");
            case BOOLEAN -> Tree.of("type", "boolean");
            case INT_OR_STRING -> Tree.of("type", "string", "format", "int-or-string");
            case QUANTITY -> Tree.of("type", "string", "format", "quantity");
            case ANY -> Tree.of("x-kubernetes-preserve-unknown-fields", true);
        };
    }

    /** The name of a type's schema, which is made when first asked for. */
    private String name(KindFields kind) {
        String known = names.get(kind);
        if (known != null) {
            return known;
        }
        String name = "io.k8s.api." + kind.name();
        for (int i = 2; schemas.containsKey(name); i++) {
            name = "io.k8s.api." + kind.name() + i;
        }
        names.put(kind, name);
        Map<String, Object> schema = Tree.of("type", "object");
        schemas.put(name, schema);
        schema.put("properties", properties(kind));
        return name;
    }
}
