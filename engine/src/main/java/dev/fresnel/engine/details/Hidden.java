package dev.fresnel.engine.details;

import dev.fresnel.engine.tree.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of Secrets: never shown, only measured. */
public final class Hidden {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Hidden() {}

    /** Whether an object is a Secret. */
    public static boolean isSecret(Map<String, Object> object) {
        return "v1".equals(object.get("apiVersion")) && "Secret".equals(object.get("kind"));
    }

    /**
     * The length in bytes of a value: a reader that keeps values back gives it as a number, an API server gives the value
     * in base64. Null where it is neither.
     */
    static @Nullable Integer bytes(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        if (!(value instanceof String base64)) {
            return null;
        }
        int length = base64.length();
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return length / 4 * 3 - padding;
    }

    /** The keys of a Secret that were there before with other values. */
    public static Set<String> otherValues(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> values = Tree.map(before, "data");
        return Tree.map(after, "data").entrySet().stream()
                .filter(entry ->
                        values.containsKey(entry.getKey()) && !entry.getValue().equals(values.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A Secret whose values are lengths, whatever they were before; other objects as they are. */
    public static Map<String, Object> withoutValues(Map<String, Object> object) {
        if (!isSecret(object)) {
            return object;
        }
        Map<String, Object> safe = new LinkedHashMap<>(object);
        Map<String, Object> lengths = new LinkedHashMap<>();
        Tree.map(object, "data").forEach((key, value) -> {
            Integer bytes = bytes(value);
            lengths.put(key, bytes == null ? 0 : bytes);
        });
        Tree.map(object, "stringData")
                .forEach((key, value) -> lengths.put(key, Tree.scalar(value).length()));
        safe.remove("stringData");
        if (!lengths.isEmpty()) {
            safe.put("data", lengths);
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        Map<String, Object> annotations = new HashMap<>(Tree.map(metadata, "annotations"));
        if (annotations.remove(LAST_APPLIED) != null) {
            metadata.put("annotations", annotations);
            safe.put("metadata", metadata);
        }
        return safe;
    }
}
