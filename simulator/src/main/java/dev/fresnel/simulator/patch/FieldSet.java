package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of places in objects, in the form of {@code managedFields}' FieldsV1.
 *
 * <pre>
 *   f:spec
 *     f:containers
 *       k:{"name":"cart"}    a member of a list that is a map
 *         .                  the member itself
 *         f:image
 *   f:metadata
 *     f:finalizers
 *       v:"shop/keep"        a value in a list that is a set
 * </pre>
 *
 * A node without children is a place; one with children is a place too if it is marked ({@code .}). Not thread-safe.
 */
final class FieldSet {

    private final Map<String, FieldSet> children = new TreeMap<>();
    private boolean marked;

    /** The places that an object has values in: leaves, members of lists that are maps, and empty maps. */
    static FieldSet of(Map<String, Object> object, ListType.Finder lists) {
        FieldSet set = new FieldSet();
        set.addMap(object, lists, List.of());
        return set;
    }

    private void addMap(Map<String, Object> map, ListType.Finder lists, List<String> path) {
        map.forEach((key, value) -> child("f:" + key).addValue(value, lists, StrategicMergePatch.append(path, key)));
    }

    private void addValue(Object value, ListType.Finder lists, List<String> path) {
        if (lists.isAtomicMap(path)) {
            return;
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            addMap(Tree.map(map), lists, path);
            return;
        }
        if (value instanceof List<?> list) {
            ListType type = lists.at(path);
            for (Object member : list) {
                String element = element(type, member);
                if (!element.isEmpty()) {
                    FieldSet child = child(element);
                    if (member instanceof Map<?, ?> map) {
                        child.marked = true;
                        child.addMap(Tree.map(map), lists, path);
                    }
                }
            }
        }
    }

    /** The path element of a list's member; {@code ""} in an atomic list. */
    private static String element(ListType type, Object member) {
        return switch (type.kind()) {
            case ATOMIC -> "";
            case SET -> "v:" + Json.text(member);
            case MAP -> {
                Map<String, Object> keys = new TreeMap<>();
                for (String key : type.keys()) {
                    Object value = ListType.keyOf(member, key);
                    if (value != null) {
                        keys.put(key, value);
                    }
                }
                yield "k:" + Json.text(keys);
            }
        };
    }

    private FieldSet child(String element) {
        return children.computeIfAbsent(element, _ -> new FieldSet());
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    private boolean isPlace() {
        return marked || children.isEmpty();
    }

    /** Reads FieldsV1. */
    static FieldSet parse(Map<String, Object> fields) {
        FieldSet set = new FieldSet();
        fields.forEach((element, value) -> {
            if (element.equals(".")) {
                set.marked = true;
            } else {
                set.children.put(element, parse(Tree.map(value)));
            }
        });
        return set;
    }

    /** As FieldsV1. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (marked && !children.isEmpty()) {
            tree.put(".", Map.of());
        }
        children.forEach((element, child) -> tree.put(element, child.toTree()));
        return tree;
    }

    /** Whether the place is in the set. */
    boolean contains(List<String> place) {
        FieldSet node = this;
        for (String element : place) {
            node = node.children.get(element);
            if (node == null) {
                return false;
            }
        }
        return node.isPlace();
    }

    /** Whether the place, or anything below it, is in the set. */
    boolean touches(List<String> place) {
        FieldSet node = this;
        for (String element : place) {
            node = node.children.get(element);
            if (node == null) {
                return false;
            }
        }
        return true;
    }

    void add(List<String> place) {
        FieldSet node = this;
        boolean made = true;
        for (String element : place) {
            FieldSet child = node.children.get(element);
            boolean missing = child == null;
            if (child == null) {
                // a leaf stays a place when it gets children
                node.marked |= !made && node.children.isEmpty();
                child = node.child(element);
            }
            made = missing;
            node = child;
        }
        node.marked |= !node.children.isEmpty();
    }

    /** Takes a place out of the set; what is below it stays. */
    void remove(List<String> place) {
        if (place.isEmpty()) {
            marked = false;
            return;
        }
        FieldSet child = children.get(place.getFirst());
        if (child == null) {
            return;
        }
        child.remove(place.subList(1, place.size()));
        if (child.children.isEmpty() && !child.marked) {
            children.remove(place.getFirst());
        }
    }

    /** All places, outer ones before inner ones, and at each level those before what is below them. */
    List<List<String>> places() {
        List<List<String>> places = new ArrayList<>();
        addPlaces(List.of(), places);
        return places;
    }

    private void addPlaces(List<String> path, List<List<String>> places) {
        children.forEach((element, child) -> {
            if (child.isPlace()) {
                places.add(StrategicMergePatch.append(path, element));
            }
        });
        children.forEach((element, child) -> child.addPlaces(StrategicMergePatch.append(path, element), places));
    }
}
