package dev.fresnel.engine.edit;

import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trees with one thing changed; what was given stays as it was. Steps of paths are names of fields and numbers of elements. */
final class Trees {

    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

    private Trees() {}

    /** The number that a step is, -1 where it is none. */
    static int index(String step) {
        return INDEX.matcher(step).matches() ? Integer.parseInt(step) : -1;
    }

    /** What is at a path; null where there is nothing. */
    static @Nullable Object at(@Nullable Object tree, List<String> path) {
        Object here = tree;
        for (String step : path) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> index(step) >= 0 && index(step) < list.size() ? list.get(index(step)) : null;
                case null, default -> null;
            };
        }
        return here;
    }

    /** Whether there is something at a path, even if it is nothing. */
    static boolean has(Map<String, Object> tree, List<String> path) {
        String last = path.getLast();
        return switch (at(tree, path.subList(0, path.size() - 1))) {
            case Map<?, ?> map -> map.containsKey(last);
            case List<?> list -> index(last) >= 0 && index(last) < list.size();
            case null, default -> false;
        };
    }

    /** A value within as many mappings as there are names. */
    static @Nullable Object around(List<String> names, @Nullable Object value) {
        if (names.isEmpty()) {
            return value;
        }
        Object inner = around(names.subList(1, names.size()), value);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(names.getFirst(), inner);
        return map;
    }

    static Map<String, Object> with(Map<String, Object> tree, List<String> path, @Nullable Object value) {
        return Tree.map(put(tree, path, value));
    }

    private static @Nullable Object put(@Nullable Object here, List<String> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return value;
        }
        String step = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        int index = index(step);
        if (here instanceof List<?> list && index >= 0) {
            List<@Nullable Object> changed = new ArrayList<>(list);
            if (index < changed.size()) {
                changed.set(index, put(changed.get(index), rest, value));
            } else {
                changed.add(around(rest, value));
            }
            return changed;
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        if (here instanceof Map<?, ?> map) {
            changed.putAll(Tree.map(map));
        }
        changed.put(step, changed.containsKey(step) ? put(changed.get(step), rest, value) : around(rest, value));
        return changed;
    }

    /** The path, or what it is all of: where it is the last of a mapping or a list, that goes. */
    static List<String> whole(Map<String, Object> tree, List<String> path) {
        List<String> gone = path;
        while (gone.size() > 1) {
            List<String> parent = gone.subList(0, gone.size() - 1);
            Object holder = at(tree, parent);
            int others =
                    holder instanceof Map<?, ?> map ? map.size() : holder instanceof List<?> list ? list.size() : 2;
            boolean element = index(parent.getLast()) >= 0;
            if (others > 1 || element) {
                return gone;
            }
            gone = parent;
        }
        return gone;
    }

    static Map<String, Object> without(Map<String, Object> tree, List<String> path) {
        return Tree.map(cut(tree, path));
    }

    private static @Nullable Object cut(@Nullable Object here, List<String> path) {
        String step = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (here instanceof List<?> list) {
            List<@Nullable Object> changed = new ArrayList<>(list);
            if (rest.isEmpty()) {
                changed.remove(index(step));
            } else {
                changed.set(index(step), cut(changed.get(index(step)), rest));
            }
            return changed;
        }
        Map<String, Object> changed = new LinkedHashMap<>(Tree.map(here));
        if (rest.isEmpty()) {
            changed.remove(step);
        } else {
            changed.put(step, cut(changed.get(step), rest));
        }
        return changed;
    }

    static Map<String, Object> renamed(Map<String, Object> tree, List<String> path, String name) {
        List<String> parent = path.subList(0, path.size() - 1);
        Map<String, Object> renamed = new LinkedHashMap<>();
        if (at(tree, parent) instanceof Map<?, ?> map) {
            Tree.map(map).forEach((key, value) -> renamed.put(key.equals(path.getLast()) ? name : key, value));
        }
        return with(tree, parent, renamed);
    }
}
