package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status conditions: reading them, and setting them so that their transition time moves only when their status does. */
public final class Conditions {
    private Conditions() {}

    /** The object's condition of that type. */
    public static Optional<Map<String, Object>> find(Map<String, Object> object, String type) {
        return Tree.maps(object, "status", "conditions").stream()
                .filter(condition -> Tree.text(condition, "type").equals(type))
                .findFirst();
    }

    /** Whether the object has a condition of that type with status True. */
    public static boolean isTrue(Map<String, Object> object, String type) {
        return find(object, type)
                .filter(condition -> Tree.text(condition, "status").equals("True"))
                .isPresent();
    }

    /**
     * Sets one condition of an object that is being changed.
     *
     * @param reason left out if empty, as is the message
     * @return the condition, to which more fields may be added
     */
    public static Map<String, Object> set(
            Map<String, Object> object, String type, boolean status, String reason, String message, Instant now) {
        return set(object, type, status ? "True" : "False", reason, message, now);
    }

    /** As above, with a status that may be {@code Unknown}. */
    public static Map<String, Object> set(
            Map<String, Object> object, String type, String status, String reason, String message, Instant now) {
        Optional<Map<String, Object>> present = find(object, type);
        Map<String, Object> condition = present.orElseGet(() -> add(object, Tree.of("type", type)));
        if (!Tree.text(condition, "status").equals(status)) {
            condition.put("status", status);
            condition.put("lastTransitionTime", Times.seconds(now));
        }
        putOrRemove(condition, "reason", reason);
        putOrRemove(condition, "message", message);
        return condition;
    }

    /** Takes the condition of that type from an object that is being changed. */
    public static void remove(Map<String, Object> object, String type) {
        if (find(object, type).isPresent()) {
            Tree.list(object, "status", "conditions")
                    .removeIf(condition -> Tree.text(condition, "type").equals(type));
        }
    }

    private static Map<String, Object> add(Map<String, Object> object, Map<String, Object> condition) {
        Tree.putIfAbsent(object, Tree.listOf(), "status", "conditions");
        List<Object> conditions = Tree.list(object, "status", "conditions");
        conditions.add(condition);
        return condition;
    }

    private static void putOrRemove(Map<String, Object> condition, String key, String value) {
        if (value.isEmpty()) {
            condition.remove(key);
        } else {
            condition.put(key, value);
        }
    }
}
