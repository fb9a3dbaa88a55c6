package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Strategic merge patch: a merge patch that knows which lists are maps in truth, with the directives {@code $patch},
 * {@code $retainKeys}, {@code $setElementOrder/…} and {@code $deleteFromPrimitiveList/…}.
 */
public final class StrategicMergePatch {

    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

    private final ListType.Finder lists;

    public StrategicMergePatch(ListType.Finder lists) {
        this.lists = lists;
    }

    /** The object with the patch in it; neither is changed. */
    public Map<String, Object> apply(Map<String, Object> object, Map<String, Object> patch) {
        return merge(object, patch, List.of());
    }

    private Map<String, Object> merge(Map<String, Object> object, Map<String, Object> patch, List<String> path) {
        switch (Tree.text(patch, "$patch")) {
            case "" -> {}
            case "merge" -> {}
            case "replace" -> {
                return merge(Map.of(), without(patch, "$patch"), path);
            }
            case "delete" -> {
                return new LinkedHashMap<>();
            }
            default ->
                throw StatusException.badRequest(
                        "invalid strategic merge patch: unknown $patch directive '" + Tree.text(patch, "$patch") + "'");
        }
        Map<String, Object> result = new LinkedHashMap<>(object);
        patch.forEach((key, value) -> {
            if (key.startsWith(DELETE_VALUES)) {
                String field = key.substring(DELETE_VALUES.length());
                List<Object> left = new ArrayList<>(Tree.list(result, field));
                left.removeAll(Tree.list(value));
                result.put(field, left);
            } else if (!key.startsWith("$")) {
                mergeField(result, key, value, append(path, key));
            }
        });
        patch.forEach((key, value) -> {
            if (key.startsWith(ORDER) && result.get(key.substring(ORDER.length())) instanceof List<?>) {
                String field = key.substring(ORDER.length());
                ListType type = type(append(path, field));
                result.put(field, ordered(Tree.list(result, field), Tree.list(value), Tree.list(object, field), type));
            }
        });
        if (patch.containsKey("$retainKeys")) {
            result.keySet().retainAll(Tree.list(patch, "$retainKeys"));
        }
        return result;
    }

    private void mergeField(Map<String, Object> result, String key, Object value, List<String> path) {
        if (value.equals(Tree.NULL)) {
            result.remove(key);
        } else if (value instanceof Map<?, ?> map) {
            if (Tree.text(map, "$patch").equals("delete")) {
                result.remove(key);
            } else {
                result.put(key, merge(Tree.map(result, key), Tree.map(map), path));
            }
        } else if (value instanceof List<?> list) {
            result.put(key, mergeList(Tree.list(result, key), Tree.list(list), path));
        } else {
            result.put(key, value);
        }
    }

    private List<Object> mergeList(List<Object> list, List<Object> patch, List<String> path) {
        ListType type = type(path);
        return switch (type.kind()) {
            case ATOMIC -> Tree.list(Tree.copyOf(patch));
            case SET -> {
                List<Object> union = new ArrayList<>(list);
                patch.stream().filter(value -> !union.contains(value)).forEach(union::add);
                yield ordered(union, patch, list, type);
            }
            case MAP -> ordered(mergeMembers(list, patch, type, path), patch, list, type);
        };
    }

    private List<Object> mergeMembers(List<Object> list, List<Object> patch, ListType type, List<String> path) {
        boolean replaces = patch.stream().anyMatch(member -> isReplace(member));
        List<Object> result = new ArrayList<>(replaces ? List.of() : list);
        for (Object member : patch) {
            if (isReplace(member)) {
                continue;
            }
            for (String key : type.keys()) {
                if (Tree.at(member, key) == null) {
                    throw StatusException.internal(
                            "map: " + go(member) + " does not contain declared merge key: " + key);
                }
            }
            int place = type.find(result, member);
            if (Tree.text(member, "$patch").equals("delete")) {
                if (place >= 0) {
                    result.remove(place);
                }
            } else if (place >= 0) {
                result.set(place, merge(Tree.map(result.get(place)), Tree.map(member), path));
            } else {
                result.add(merge(Map.of(), Tree.map(member), path));
            }
        }
        return result;
    }

    private static boolean isReplace(Object member) {
        return Tree.text(member, "$patch").equals("replace");
    }

    /**
     * Puts the members that the patch names in the order that it names them in, and the others in that which they had;
     * where the two meet, a member that stood before another still does, and a new one comes first.
     */
    private static List<Object> ordered(List<Object> list, List<Object> order, List<Object> before, ListType type) {
        Deque<Object> named = new ArrayDeque<>();
        for (Object wanted : order) {
            int place = type.find(list, wanted);
            if (place >= 0) {
                named.add(list.get(place));
            }
        }
        Deque<Object> others = new ArrayDeque<>();
        list.stream().filter(member -> type.find(order, member) < 0).forEach(others::add);
        List<Object> result = new ArrayList<>();
        while (!named.isEmpty() || !others.isEmpty()) {
            boolean other = named.isEmpty()
                    || (!others.isEmpty() && stoodBefore(others.getFirst(), named.getFirst(), before, type));
            result.add(other ? others.removeFirst() : named.removeFirst());
        }
        return result;
    }

    private static boolean stoodBefore(Object member, Object other, List<Object> before, ListType type) {
        int place = type.find(before, member);
        return place >= 0 && place < type.find(before, other);
    }

    /** The patch knows only the first key of a list's members, whatever server-side apply says. */
    private ListType type(List<String> path) {
        ListType type = lists.at(path);
        return type.kind() == ListType.Kind.MAP ? ListType.mapBy(type.keys().getFirst()) : type;
    }

    static List<String> append(List<String> path, String field) {
        List<String> longer = new ArrayList<>(path);
        longer.add(field);
        return longer;
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    /** A map as Go prints it. */
    private static String go(Object member) {
        StringBuilder text = new StringBuilder("map[");
        new TreeMap<>(Tree.map(member))
                .forEach((key, value) -> text.append(text.length() > 4 ? " " : "")
                        .append(key)
                        .append(':')
                        .append(value));
        return text.append(']').toString();
    }
}
