package dev.fresnel.engine.details;

import dev.fresnel.engine.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects as YAML, as kubectl does: {@code apiVersion}, {@code kind}, {@code metadata}, then the rest as it was
 * served, with {@code status} last; lists not indented below their field; texts of several lines as blocks. What is
 * written reads back as the same tree. Values of Secrets are never written, only their lengths, as comments.
 */
public final class YamlText {

    private final StringBuilder out = new StringBuilder();
    /** Of a Secret: the keys whose values are others than before. */
    private Set<String> others = Set.of();

    private YamlText() {}

    /**
     * The document of an object.
     *
     * @param managedFields whether {@code metadata.managedFields} is written
     */
    public static String of(Map<String, Object> object, boolean managedFields) {
        return of(object, managedFields, Set.of());
    }

    /**
     * The document of a Secret as it would be.
     *
     * @param others the keys whose values are others than they were, which is said beside their lengths
     */
    public static String ofSecret(Map<String, Object> secret, Set<String> others) {
        return of(secret, false, others);
    }

    private static String of(Map<String, Object> object, boolean managedFields, Set<String> others) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        Map<String, Object> safe = Hidden.withoutValues(object);
        for (String first : List.of("apiVersion", "kind", "metadata")) {
            if (safe.containsKey(first)) {
                ordered.put(first, safe.get(first));
            }
        }
        safe.forEach((key, value) -> {
            if (!key.equals("status")) {
                ordered.putIfAbsent(key, value);
            }
        });
        if (safe.containsKey("status")) {
            ordered.put("status", safe.get("status"));
        }
        if (!managedFields && ordered.get("metadata") instanceof Map) {
            Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(ordered, "metadata"));
            metadata.remove("managedFields");
            ordered.put("metadata", metadata);
        }
        YamlText text = new YamlText();
        text.others = others;
        if (Hidden.isSecret(object)) {
            text.secret(ordered);
        } else {
            text.map(ordered, 0);
        }
        return text.out.toString();
    }

    /** Any tree as a document. */
    public static String of(@Nullable Object tree) {
        YamlText text = new YamlText();
        switch (tree) {
            case Map<?, ?> map when !map.isEmpty() -> text.map(Tree.map(map), 0);
            case List<?> list when !list.isEmpty() -> text.list(list, 0);
            case null, default -> text.scalarLine(tree, 0);
        }
        return text.out.toString();
    }

    private void secret(Map<String, Object> object) {
        object.forEach((key, value) -> {
            if (!key.equals("data")) {
                entry(key, value, 0);
                return;
            }
            out.append("data:\n");
            Tree.map(value)
                    .forEach((name, bytes) -> out.append("  ")
                            .append(YamlScalars.key(name))
                            .append(": # ")
                            .append(bytes)
                            .append(
                                    others.contains(name)
                                            ? " bytes, another value, not shown\n"
                                            : " bytes, not shown\n"));
        });
    }

    private void map(Map<String, Object> map, int indent) {
        boolean[] first = {true};
        map.forEach((key, value) -> {
            if (!first[0] || indent == 0 || out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                pad(indent);
            }
            first[0] = false;
            entry(key, value, indent);
        });
    }

    private void entry(String key, @Nullable Object value, int indent) {
        out.append(YamlScalars.key(key)).append(':');
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(Tree.map(map), indent + 2);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, indent);
        } else {
            out.append(' ');
            scalarLine(value, indent);
        }
    }

    private void list(List<?> list, int indent) {
        for (Object value : list) {
            if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                pad(indent);
            }
            out.append("- ");
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                map(Tree.map(map), indent + 2);
            } else if (value instanceof List<?> inner && !inner.isEmpty()) {
                list(inner, indent + 2);
            } else {
                scalarLine(value, indent);
            }
        }
    }

    private void scalarLine(@Nullable Object value, int indent) {
        out.append(YamlScalars.scalar(value, indent + 2)).append('\n');
    }

    private void pad(int indent) {
        out.repeat(' ', indent);
    }
}
