package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The objects of one type by some value of theirs, kept up to date by a watch. Thread-safe. */
public final class Index {
    private final Function<Map<String, Object>, String> value;
    private final Map<String, TreeMap<String, Map<String, Object>>> objects = new HashMap<>();

    private Index(Function<Map<String, Object>, String> value) {
        this.value = value;
    }

    /** By any value; objects whose value is {@code ""} are left out. */
    public static Index of(ObjectStorage storage, ResourceType type, Function<Map<String, Object>, String> value) {
        Index index = new Index(value);
        storage.watch(type, index::apply);
        storage.list(type, null).forEach(index::add);
        return index;
    }

    /** By the uid of the managing owner. */
    public static Index byController(ObjectStorage storage, ResourceType type) {
        return of(
                storage,
                type,
                object -> Meta.controller(object)
                        .map(owner -> Tree.text(owner, "uid"))
                        .orElse(""));
    }

    /** The objects with that value, ordered by namespace and name. */
    public synchronized List<Map<String, Object>> get(String wanted) {
        TreeMap<String, Map<String, Object>> found = objects.get(wanted);
        return found == null ? List.of() : new ArrayList<>(found.values());
    }

    private synchronized void apply(Change change) {
        if (change.previous() != null) {
            remove(change.previous());
        }
        if (change.type() != Change.Type.DELETED) {
            add(change.object());
        }
    }

    private synchronized void add(Map<String, Object> object) {
        String at = value.apply(object);
        if (!at.isEmpty()) {
            objects.computeIfAbsent(at, none -> new TreeMap<>()).put(place(object), object);
        }
    }

    private void remove(Map<String, Object> object) {
        String at = value.apply(object);
        TreeMap<String, Map<String, Object>> there = objects.get(at);
        if (there != null) {
            there.remove(place(object));
            if (there.isEmpty()) {
                objects.remove(at);
            }
        }
    }

    private static String place(Map<String, Object> object) {
        return Meta.namespace(object) + "/" + Meta.name(object);
    }
}
