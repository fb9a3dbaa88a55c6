package dev.fresnel.engine.action;

import dev.fresnel.engine.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** JSON merge patches (RFC 7386). */
final class MergePatch {

    private MergePatch() {}

    /** The tree with the patch applied. */
    static Map<String, Object> apply(Map<String, Object> tree, Map<String, Object> patch) {
        Map<String, Object> patched = new LinkedHashMap<>(tree);
        patch.forEach((key, value) -> {
            if (value == null) {
                patched.remove(key);
            } else if (value instanceof Map<?, ?> inner) {
                patched.put(key, apply(Tree.map(tree, key), Tree.map(inner)));
            } else {
                patched.put(key, value);
            }
        });
        return patched;
    }

    /** The patch that makes of one tree the other. */
    static Map<String, Object> between(Map<String, Object> from, Map<String, Object> to) {
        Map<String, Object> patch = new LinkedHashMap<>();
        to.forEach((key, value) -> {
            Object before = from.get(key);
            if (value instanceof Map<?, ?> inner && before instanceof Map<?, ?> old) {
                Map<String, Object> below = between(Tree.map(old), Tree.map(inner));
                if (!below.isEmpty()) {
                    patch.put(key, below);
                }
            } else if (!Objects.equals(before, value)) {
                patch.put(key, value);
            }
        });
        from.keySet().stream().filter(key -> !to.containsKey(key)).forEach(key -> patch.put(key, null));
        return patch;
    }

    /** The patch that sets all that a patch touches to what it was in the tree before. */
    static Map<String, Object> reverse(Map<String, Object> patch, Map<String, Object> before) {
        Map<String, Object> reversed = new LinkedHashMap<>();
        patch.forEach((key, value) -> reversed.put(
                key,
                value instanceof Map<?, ?> inner && (before.get(key) == null || before.get(key) instanceof Map)
                        ? reverse(Tree.map(inner), Tree.map(before, key))
                        : before.get(key)));
        return reversed;
    }
}
