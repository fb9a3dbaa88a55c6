package dev.fresnel.simulator.schema;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A structural schema as CustomResourceDefinitions have it ({@code openAPIV3Schema}), applied to objects.
 *
 * <p>Of the rules it knows types, required fields, enums, bounds, lengths, patterns, keys of lists and CEL. {@code oneOf} and its
 * kin are left out.
 */
public final class StructuralSchema {

    private static final Set<String> ALWAYS_KNOWN = Set.of("apiVersion", "kind", "metadata");

    private final Map<String, Object> schema;

    public StructuralSchema(Map<String, Object> schema) {
        this.schema = schema;
    }

    /** Removes the fields that the schema does not know from a fresh object, and tells their paths. */
    public List<String> prune(Map<String, Object> object) {
        List<String> unknown = new ArrayList<>();
        if (!schema.isEmpty()) {
            prune(object, schema, "", true, unknown);
        }
        return unknown;
    }

    private static void prune(
            Map<String, Object> map, Map<String, Object> schema, String path, boolean isObject, List<String> unknown) {
        if (Tree.isTrue(schema, "x-kubernetes-preserve-unknown-fields")
                && Tree.map(schema, "properties").isEmpty()) {
            return;
        }
        boolean keepsUnknown = Tree.isTrue(schema, "x-kubernetes-preserve-unknown-fields")
                || Tree.isTrue(schema, "additionalProperties");
        boolean embedded = isObject || Tree.isTrue(schema, "x-kubernetes-embedded-resource");
        for (String key : List.copyOf(map.keySet())) {
            if (embedded && ALWAYS_KNOWN.contains(key)) {
                continue;
            }
            Map<String, Object> field = field(schema, key);
            if (!field.isEmpty()) {
                pruneValue(map.get(key), field, path + key, unknown);
            } else if (!keepsUnknown && !isDeclared(schema, key)) {
                unknown.add(path + key);
                map.remove(key);
            }
        }
    }

    private static void pruneValue(
            @Nullable Object value, Map<String, Object> schema, String path, List<String> unknown) {
        if (value instanceof Map<?, ?> map) {
            prune(Tree.map(map), schema, path + ".", false, unknown);
        } else if (value instanceof List<?> list) {
            Map<String, Object> items = Tree.map(schema, "items");
            for (int i = 0; i < list.size(); i++) {
                if (!items.isEmpty()) {
                    pruneValue(list.get(i), items, path + "[" + i + "]", unknown);
                }
            }
        }
    }

    /** The schema of a field: its own, or that of all values of a map. */
    private static Map<String, Object> field(Map<String, Object> schema, String key) {
        Map<String, Object> property = Tree.map(schema, "properties", key);
        return property.isEmpty() ? Tree.map(schema, "additionalProperties") : property;
    }

    private static boolean isDeclared(Map<String, Object> schema, String key) {
        return Tree.map(schema, "properties").containsKey(key);
    }

    /** Fills the defaults of the schema into a fresh object. */
    public void addDefaults(Map<String, Object> object) {
        addDefaults(object, schema);
    }

    private static void addDefaults(Map<String, Object> map, Map<String, Object> schema) {
        Tree.map(schema, "properties").forEach((key, property) -> {
            Object defaulted = Tree.at(property, "default");
            if (defaulted != null && !map.containsKey(key)) {
                map.put(key, Tree.copyOf(defaulted));
            }
        });
        map.forEach((key, value) -> addDefaultsBelow(value, field(schema, key)));
    }

    private static void addDefaultsBelow(Object value, Map<String, Object> schema) {
        if (value instanceof Map<?, ?> map) {
            addDefaults(Tree.map(map), schema);
        } else if (value instanceof List<?> list) {
            list.forEach(member -> addDefaultsBelow(member, Tree.map(schema, "items")));
        }
    }

    /**
     * What breaks the schema's rules; empty where nothing does.
     *
     * @param before the object before the change; null for a new one
     */
    public List<Violation> validate(Map<String, Object> object, @Nullable Map<String, Object> before) {
        List<Violation> violations = new ArrayList<>();
        new Rules(violations).check(object, schema, "");
        if (CelRules.anyIn(schema)) {
            if (violations.stream().allMatch(violation -> violation.reason().equals("FieldValueDuplicate"))) {
                new CelRules(violations).check(object, before, schema, "");
            } else {
                violations.add(new Violation(
                        "FieldValueInvalid",
                        "<nil>",
                        "Invalid value: null: some validation rules were not checked because the object was invalid;"
                                + " correct the existing errors to complete validation"));
            }
        }
        return violations;
    }
}
