package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and removes what stands at a place of a {@link FieldSet} in an object. */
final class Places {

    private Places() {}

    /** The value at a place; null where there is none. */
    static @Nullable Object get(Map<String, Object> object, List<String> place) {
        Object value = object;
        for (String element : place) {
            value = child(value, element);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private static @Nullable Object child(@Nullable Object parent, String element) {
        String text = element.substring(2);
        if (element.startsWith("f:")) {
            return Tree.at(parent, text);
        }
        int place = find(parent, element);
        return place < 0 ? null : Tree.list(parent).get(place);
    }

    private static int find(@Nullable Object parent, String element) {
        Object wanted;
        try {
            wanted = Json.read(element.substring(2));
        } catch (Json.MalformedJsonException e) {
            return -1;
        }
        List<Object> list = Tree.list(parent);
        ListType type = element.startsWith("k:")
                ? ListType.mapBy(Tree.map(wanted).keySet().toArray(new String[0]))
                : ListType.SET;
        return type.find(list, wanted);
    }

    /** Removes what stands at a place of a fresh object, if anything does. */
    static void remove(Map<String, Object> object, List<String> place) {
        Object parent = get(object, place.subList(0, place.size() - 1));
        String element = place.getLast();
        if (element.startsWith("f:")) {
            if (parent instanceof Map<?, ?> map) {
                map.remove(element.substring(2));
            }
            return;
        }
        int index = find(parent, element);
        if (index >= 0) {
            Tree.list(parent).remove(index);
        }
    }

    /** As a person writes it: {@code .spec.containers[name="cart"].image}. */
    static String print(List<String> place) {
        StringBuilder text = new StringBuilder();
        for (String element : place) {
            switch (element.charAt(0)) {
                case 'f' -> text.append('.').append(element, 2, element.length());
                case 'v' ->
                    text.append("[=").append(element, 2, element.length()).append(']');
                default -> text.append('[').append(keys(element.substring(2))).append(']');
            }
        }
        return text.toString();
    }

    private static String keys(String json) {
        try {
            List<String> keys = new ArrayList<>();
            Tree.map(Json.read(json)).forEach((key, value) -> keys.add(key + "=" + Json.text(value)));
            return String.join(",", keys);
        } catch (Json.MalformedJsonException e) {
            return json;
        }
    }
}
