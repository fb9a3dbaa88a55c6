package dev.fresnel.simulator.schema;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values against the CEL rules of a schema. */
final class CelRules {

    private static final String RULES = "x-kubernetes-validations";

    private final List<Violation> violations;

    CelRules(List<Violation> violations) {
        this.violations = violations;
    }

    /** Whether a schema has any, however deep. */
    static boolean anyIn(Map<String, Object> schema) {
        return !Tree.list(schema, RULES).isEmpty()
                || Tree.map(schema, "properties").values().stream().anyMatch(field -> anyIn(Tree.map(field)))
                || (schema.get("items") instanceof Map<?, ?> items && anyIn(Tree.map(items)))
                || (schema.get("additionalProperties") instanceof Map<?, ?> others && anyIn(Tree.map(others)));
    }

    /** @param before the same value before the change; null for a new one */
    void check(Object value, @Nullable Object before, Map<String, Object> schema, String path) {
        for (Map<String, Object> fields : Tree.maps(schema, RULES)) {
            CelRule rule = new CelRule(fields);
            if (before != null || !rule.isAboutBefore()) {
                rule.problem(value, before)
                        .ifPresent(why -> violations.add(new Violation(
                                rule.reason(),
                                path.isEmpty() && rule.fieldPath().isEmpty() ? "<nil>" : path + rule.fieldPath(),
                                "Invalid value: " + why)));
            }
        }
        if (value instanceof Map<?, ?> map) {
            Tree.map(map).forEach((key, member) -> {
                Map<String, Object> field = Tree.map(schema, "properties", key);
                check(
                        member,
                        Tree.at(before, key),
                        field.isEmpty() ? Tree.map(schema, "additionalProperties") : field,
                        path.isEmpty() ? key : path + "." + key);
            });
        } else if (value instanceof List<?> list) {
            Map<String, Object> items = Tree.map(schema, "items");
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), memberBefore(list.get(i), before, schema), items, path + "[" + i + "]");
            }
        }
    }

    /** Members of lists are known again by their keys; in lists without keys they are not. */
    private static @Nullable Object memberBefore(Object member, @Nullable Object before, Map<String, Object> schema) {
        List<String> keys = Tree.texts(schema, "x-kubernetes-list-map-keys");
        if (keys.isEmpty() || !(before instanceof List<?> list)) {
            return null;
        }
        return list.stream()
                .filter(other ->
                        keys.stream().allMatch(key -> Tree.text(member, key).equals(Tree.text(other, key))))
                .findFirst()
                .orElse(null);
    }
}
