package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;

/** Reads {@code status.conditions}. */
final class Conditions {

    private Conditions() {}

    static Map<String, Object> find(Map<String, Object> object, String type) {
        return Tree.maps(object, "status", "conditions").stream()
                .filter(condition -> Tree.text(condition, "type").equals(type))
                .findFirst()
                .orElse(Map.of());
    }

    static boolean isTrue(Map<String, Object> object, String type) {
        return Tree.text(find(object, type), "status").equals("True");
    }

    static String reason(Map<String, Object> object, String type) {
        return Tree.text(find(object, type), "reason");
    }
}
