package dev.fresnel.simulator.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one does with JSON trees: look up a path, copy, change, freeze.
 *
 * <p>All methods are pure, except {@link #put} and {@link #remove}, which change the fresh tree that they are given.
 */
public final class Tree {

    /** JSON's null. Trees in the storage hold none: a null there means that the field is absent. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Tree() {}

    /** The value at a path of keys, or null where the path leaves the tree. */
    public static @Nullable Object at(@Nullable Object tree, String... path) {
        Object value = tree;
        for (String key : path) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(key);
        }
        return NULL.equals(value) ? null : value;
    }

    /** The text at a path; {@code ""} where there is none. Numbers and booleans are spelled out. */
    public static String text(@Nullable Object tree, String... path) {
        Object value = at(tree, path);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** The number at a path, or {@code otherwise}. */
    public static long number(@Nullable Object tree, long otherwise, String... path) {
        return at(tree, path) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Whether the path holds {@code true}. */
    public static boolean isTrue(@Nullable Object tree, String... path) {
        return Boolean.TRUE.equals(at(tree, path));
    }

    /** The map at a path; an empty one where there is none. Change it only if the tree is fresh and the path there. */
    @SuppressWarnings("unchecked") // keys of JSON maps are strings
    public static Map<String, Object> map(@Nullable Object tree, String... path) {
        return at(tree, path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list at a path; an empty one where there is none. */
    @SuppressWarnings("unchecked")
    public static List<Object> list(@Nullable Object tree, String... path) {
        return at(tree, path) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** The maps in the list at a path; members that are no maps are left out. */
    public static List<Map<String, Object>> maps(@Nullable Object tree, String... path) {
        List<Object> list = list(tree, path);
        List<Map<String, Object>> maps = new ArrayList<>(list.size());
        for (Object member : list) {
            if (member instanceof Map<?, ?>) {
                maps.add(map(member));
            }
        }
        return maps;
    }

    /** The texts in the list at a path. */
    public static List<String> texts(@Nullable Object tree, String... path) {
        return list(tree, path).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Sets the value at a path of a fresh tree; maps on the way are made where they are missing. */
    public static void put(Map<String, Object> tree, Object value, String... path) {
        Map<String, Object> map = tree;
        for (int i = 0; i < path.length - 1; i++) {
            Object child = map.get(path[i]);
            if (!(child instanceof Map<?, ?>)) {
                child = new LinkedHashMap<String, Object>();
                map.put(path[i], child);
            }
            map = map(child);
        }
        map.put(path[path.length - 1], value);
    }

    /** Sets the value at a path of a fresh tree unless one is there. */
    public static void putIfAbsent(Map<String, Object> tree, Object value, String... path) {
        if (at(tree, path) == null) {
            put(tree, value, path);
        }
    }

    /** Removes the value at a path of a fresh tree; the maps on the way stay. Returns what was there. */
    public static @Nullable Object remove(Map<String, Object> tree, String... path) {
        Object parent = tree;
        for (int i = 0; i < path.length - 1; i++) {
            parent = at(parent, path[i]);
        }
        return parent instanceof Map<?, ?> map ? map.remove(path[path.length - 1]) : null;
    }

    /** A fresh tree of the given keys and values: {@code of("name", "web", "port", 80L)}. */
    public static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(keysAndValues.length / 2);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A fresh list of the given values. */
    public static List<Object> listOf(Object... values) {
        return new ArrayList<>(List.of(values));
    }

    /** A deep copy that may be changed. */
    public static Map<String, Object> copy(Map<String, Object> tree) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(tree.size());
        tree.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    /** A deep copy of any value of a tree. */
    public static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map(map));
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(member -> copy.add(copyOf(member)));
                yield copy;
            }
            default -> value;
        };
    }

    /**
     * An immutable, compact copy without nulls. Parts that equal the same part of {@code before}, which must be frozen,
     * are taken from there, so that versions of one object share what did not change. Parts that are frozen stay the same
     * parts, so that objects can be made that share them.
     */
    public static Map<String, Object> freeze(Map<String, Object> tree, Map<String, Object> before) {
        return map(frozen(tree, before));
    }

    private static Object frozen(Object value, @Nullable Object before) {
        if (before != null && value.equals(before)) {
            return before;
        }
        return switch (value) {
            case FrozenMap already -> already;
            case FrozenList already -> already;
            case Map<?, ?> map -> frozenMap(map(map), before);
            case List<?> list -> frozenList(list, before);
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            default -> value;
        };
    }

    private static FrozenMap frozenMap(Map<String, Object> map, @Nullable Object before) {
        if (map.isEmpty()) {
            return FrozenMap.EMPTY;
        }
        List<Object> slots = new ArrayList<>(map.size() * 2);
        map.forEach((key, value) -> {
            if (value != null && !value.equals(NULL)) {
                slots.add(key.intern());
                slots.add(frozen(value, at(before, key)));
            }
        });
        return new FrozenMap(slots.toArray());
    }

    private static List<Object> frozenList(List<?> list, @Nullable Object before) {
        List<?> old = before instanceof List<?> members ? members : List.of();
        Object[] frozen = new Object[list.size()];
        for (int i = 0; i < frozen.length; i++) {
            Object value = list.get(i);
            frozen[i] = value == null ? NULL : frozen(value, i < old.size() ? old.get(i) : null);
        }
        return new FrozenList(frozen);
    }

    /** A frozen tree with another value at a path; all that is not on the way there is shared with the tree before. */
    public static Map<String, Object> with(Map<String, Object> frozen, Object value, String... path) {
        return with(frozen, frozen(value, null), path, 0);
    }

    private static FrozenMap with(@Nullable Object tree, Object value, String[] path, int at) {
        FrozenMap map = tree instanceof FrozenMap frozen ? frozen : FrozenMap.EMPTY;
        String key = path[at];
        return map.with(key, at == path.length - 1 ? value : with(map.get(key), value, path, at + 1));
    }

    /** A frozen copy of a value whose map, or the maps in whose list, many objects are going to share. */
    public static Object shared(Object value) {
        return switch (frozen(value, null)) {
            case FrozenMap map -> map.shared();
            case FrozenList list ->
                new FrozenList(list.stream()
                        .map(member -> member instanceof FrozenMap map ? map.shared() : member)
                        .toArray());
            case Object other -> other;
        };
    }
}
