package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merge patch, RFC 7386: maps are merged, null removes, everything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /** The object with the patch in it; neither is changed. */
    public static Map<String, Object> apply(Map<String, Object> object, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(object);
        patch.forEach((key, value) -> {
            if (value.equals(Tree.NULL)) {
                result.remove(key);
            } else if (value instanceof Map<?, ?> map) {
                result.put(key, apply(Tree.map(object, key), Tree.map(map)));
            } else {
                result.put(key, Tree.copyOf(value));
            }
        });
        return result;
    }
}
