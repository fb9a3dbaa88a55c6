package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a list is merged.
 *
 * @param kind as a whole, as a set of values, or as a map of members by their keys
 * @param keys of a map's members, such as {@code containerPort} and {@code protocol}
 */
public record ListType(Kind kind, List<String> keys) {

    public enum Kind {
        ATOMIC,
        SET,
        MAP
    }

    public static final ListType ATOMIC = new ListType(Kind.ATOMIC, List.of());
    public static final ListType SET = new ListType(Kind.SET, List.of());

    public static ListType mapBy(String... keys) {
        return new ListType(Kind.MAP, List.of(keys));
    }

    /** Tells how the list at a path of field names is merged; the lists on the way do not count as steps. */
    public interface Finder {
        ListType at(List<String> path);

        /** Whether the map there has one owner as a whole. */
        default boolean isAtomicMap(List<String> path) {
            return false;
        }
    }

    /** Whether two members of a map are the same one. */
    boolean isSame(@Nullable Object member, @Nullable Object other) {
        for (String key : keys) {
            Object value = keyOf(member, key);
            if (value == null || !value.equals(keyOf(other, key))) {
                return false;
            }
        }
        return true;
    }

    /** The value of one key of a member. */
    static @Nullable Object keyOf(@Nullable Object member, String key) {
        Object value = Tree.at(member, key);
        return value == null && key.equals("protocol") ? "TCP" : value;
    }

    /** The place in a list of the member that is the same as another; -1 if there is none. */
    int find(List<Object> list, Object member) {
        for (int i = 0; i < list.size(); i++) {
            if (kind == Kind.MAP ? isSame(list.get(i), member) : list.get(i).equals(member)) {
                return i;
            }
        }
        return -1;
    }

    /** The types of lists in a custom type's schema: {@code x-kubernetes-list-type} and its keys. */
    public static Finder ofSchema(Map<String, Object> schema) {
        return path -> {
            Map<String, Object> node = schema;
            for (String field : path) {
                Map<String, Object> within = Tree.map(node, "items").isEmpty() ? node : Tree.map(node, "items");
                Map<String, Object> property = Tree.map(within, "properties", field);
                node = property.isEmpty() ? Tree.map(within, "additionalProperties") : property;
            }
            return switch (Tree.text(node, "x-kubernetes-list-type")) {
                case "map" -> new ListType(Kind.MAP, Tree.texts(node, "x-kubernetes-list-map-keys"));
                case "set" -> SET;
                default -> path.equals(List.of("metadata", "finalizers")) ? SET : ATOMIC;
            };
        };
    }
}
