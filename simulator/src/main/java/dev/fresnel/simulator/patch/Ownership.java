package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which field of an object, and server-side apply, which rests on it.
 *
 * <p>Simpler than Kubernetes' structured-merge-diff in two ways: versions of a type are not converted into one another,
 * and writers inside the simulator, its controllers, own nothing.
 */
public final class Ownership {

    private static final List<String> NOT_OWNED = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink");

    private final ListType.Finder lists;

    /**
     * Who writes.
     *
     * @param manager such as {@code kubectl}
     * @param subresource {@code ""} for the object itself
     * @param statusApart whether the object's status is written through a subresource of its own
     * @param time as Kubernetes writes it
     */
    public record Writer(String manager, String apiVersion, String subresource, boolean statusApart, String time) {}

    public Ownership(ListType.Finder lists) {
        this.lists = lists;
    }

    /** Notes in a fresh object what an ordinary write has changed. */
    public void update(Map<String, Object> before, Map<String, Object> after, Writer writer) {
        FieldSet had = FieldSet.of(owned(before, writer), lists);
        FieldSet has = FieldSet.of(owned(after, writer), lists);
        FieldSet changed = new FieldSet();
        List<FieldManager> managers = FieldManager.read(before);
        for (List<String> place : has.places()) {
            if (!had.contains(place) || !Objects.equals(leaf(before, place), leaf(after, place))) {
                changed.add(place);
                managers.forEach(manager -> manager.fields().remove(place));
            }
        }
        for (List<String> place : had.places()) {
            if (!has.touches(place)) {
                managers.forEach(manager -> manager.fields().remove(place));
            }
        }
        if (!changed.isEmpty()) {
            put(managers, entry(writer, "Update", changed), true);
        }
        FieldManager.write(after, managers);
    }

    /**
     * Applies what a manager wants to an object: its fields are set, those that it wanted before and no longer does go,
     * unless someone else wants them too.
     *
     * @param object empty where there is none yet
     * @param force take fields that others own
     * @return the object with new managedFields; equal to {@code object} when nothing changes
     * @throws StatusException 409 Conflict for fields that others own with other values
     */
    public Map<String, Object> apply(
            Map<String, Object> object, Map<String, Object> wanted, Writer writer, boolean force) {
        FieldSet wants = FieldSet.of(owned(wanted, writer), lists);
        Map<String, Object> merged = merge(Tree.copy(object), wanted, List.of());
        List<FieldManager> managers = FieldManager.read(object);
        FieldManager entry = entry(writer, "Apply", wants);
        FieldManager former = find(managers, entry);

        List<Conflict> conflicts = conflicts(object, merged, wants, managers, entry);
        if (!conflicts.isEmpty() && !force) {
            throw conflict(conflicts);
        }
        conflicts.forEach(conflict -> conflict.owner.fields().remove(conflict.place));
        if (former != null) {
            removeUnwanted(merged, former, wants, managers);
            forgetRemoved(merged, managers);
            if (former.fields().toTree().equals(wants.toTree())) {
                entry = withTime(entry, former.time());
            }
        }
        put(managers, entry, false);
        FieldManager.write(merged, managers);
        return merged;
    }

    private static @Nullable FieldManager find(List<FieldManager> managers, FieldManager writer) {
        return managers.stream().filter(writer::isSameWriter).findFirst().orElse(null);
    }

    private record Conflict(FieldManager owner, List<String> place) {}

    private static List<Conflict> conflicts(
            Map<String, Object> before,
            Map<String, Object> after,
            FieldSet wants,
            List<FieldManager> managers,
            FieldManager self) {
        List<Conflict> conflicts = new ArrayList<>();
        for (FieldManager manager : managers) {
            if (manager.isSameWriter(self)) {
                continue;
            }
            for (List<String> place : wants.places()) {
                if (manager.fields().contains(place) && !Objects.equals(leaf(before, place), leaf(after, place))) {
                    conflicts.add(new Conflict(manager, place));
                }
            }
        }
        return conflicts;
    }

    private static StatusException conflict(List<Conflict> conflicts) {
        List<Object> causes = new ArrayList<>();
        Map<String, List<String>> byOwner = new TreeMap<>();
        for (Conflict conflict : conflicts) {
            String owner = "\"" + conflict.owner.manager() + "\""
                    + (conflict.owner.subresource().isEmpty()
                            ? ""
                            : " with subresource \"" + conflict.owner.subresource() + "\"")
                    + (conflict.owner.operation().equals("Update") ? " using " + conflict.owner.apiVersion() : "");
            String field = Places.print(conflict.place);
            causes.add(Tree.of("reason", "FieldManagerConflict", "message", "conflict with " + owner, "field", field));
            byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(field);
        }
        List<String> sentences = new ArrayList<>();
        byOwner.forEach((owner, fields) -> {
            if (conflicts.size() == 1) {
                sentences.add("conflict with " + owner + ": " + fields.getFirst());
            } else {
                sentences.add("conflicts with " + owner + ":");
                fields.forEach(field -> sentences.add("- " + field));
            }
        });
        return new StatusException(
                409,
                "Conflict",
                "Apply failed with " + conflicts.size() + (conflicts.size() == 1 ? " conflict: " : " conflicts: ")
                        + String.join("\n", sentences),
                Tree.of("causes", causes));
    }

    /** A member of a list stays only for who owns the member itself; to own a field in it is not enough. */
    private static void removeUnwanted(
            Map<String, Object> merged, FieldManager former, FieldSet wants, List<FieldManager> managers) {
        for (List<String> place : former.fields().places()) {
            boolean isField = place.getLast().startsWith("f:");
            boolean othersWant = managers.stream()
                    .filter(manager -> !manager.isSameWriter(former))
                    .map(FieldManager::fields)
                    .anyMatch(fields -> isField ? fields.touches(place) : fields.contains(place));
            if (!wants.touches(place) && !othersWant) {
                Places.remove(merged, place);
            }
        }
    }

    /** Nobody owns what is not there any more. */
    private void forgetRemoved(Map<String, Object> merged, List<FieldManager> managers) {
        FieldSet there = FieldSet.of(owned(merged), lists);
        for (FieldManager manager : managers) {
            manager.fields().places().stream()
                    .filter(place -> !there.touches(place))
                    .forEach(manager.fields()::remove);
        }
    }

    /** A value to compare: of maps and lists with places of their own below, only that they are there. */
    private static Object leaf(Map<String, Object> object, List<String> place) {
        Object value = Places.get(object, place);
        boolean isMember = !place.getLast().startsWith("f:");
        return value == null ? Tree.NULL : isMember && value instanceof Map<?, ?> ? true : value;
    }

    private Map<String, Object> merge(Map<String, Object> object, Map<String, Object> wanted, List<String> path) {
        wanted.forEach((key, value) -> {
            List<String> here = StrategicMergePatch.append(path, key);
            if (lists.isAtomicMap(here)) {
                object.put(key, Tree.copyOf(value));
            } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                object.put(key, merge(fresh(Tree.map(object, key)), Tree.map(map), here));
            } else if (value instanceof List<?> list && object.get(key) instanceof List<?> present) {
                object.put(key, mergeList(Tree.list(present), Tree.list(list), here));
            } else if (!(value instanceof Map<?, ?>) || !(object.get(key) instanceof Map<?, ?>)) {
                object.put(key, Tree.copyOf(value));
            }
        });
        return object;
    }

    /** Members that only the object has keep their place; those that are wanted come in the order wanted. */
    private List<Object> mergeList(List<Object> present, List<Object> wanted, List<String> path) {
        ListType type = lists.at(path);
        if (type.kind() == ListType.Kind.ATOMIC) {
            return Tree.list(Tree.copyOf(wanted));
        }
        Deque<Object> shared = new ArrayDeque<>();
        wanted.stream().filter(member -> type.find(present, member) >= 0).forEach(shared::add);
        List<Object> result = new ArrayList<>();
        int at = 0;
        int next = 0;
        while (at < present.size() || next < wanted.size()) {
            Object member = at < present.size() ? present.get(at) : null;
            if (member != null && type.find(wanted, member) < 0) {
                result.add(member);
                at++;
            } else if (member != null && (shared.isEmpty() || type.find(List.of(shared.getFirst()), member) < 0)) {
                // wanted elsewhere
                at++;
            } else {
                Object taken = wanted.get(next++);
                int place = type.find(present, taken);
                result.add(place < 0 ? Tree.copyOf(taken) : mergeMember(present.get(place), taken, path));
                if (place >= 0) {
                    shared.removeFirst();
                }
            }
        }
        return result;
    }

    private Object mergeMember(Object present, Object wanted, List<String> path) {
        return wanted instanceof Map<?, ?> map ? merge(fresh(Tree.map(present)), Tree.map(map), path) : wanted;
    }

    private static Map<String, Object> fresh(Map<String, Object> map) {
        return map.isEmpty() ? new LinkedHashMap<>() : map;
    }

    /** What a writer can own: one of an object with a status apart owns either that or the rest. */
    private static Map<String, Object> owned(Map<String, Object> object, Writer writer) {
        Map<String, Object> owned = owned(object);
        if (writer.statusApart()) {
            if (writer.subresource().equals("status")) {
                owned.keySet().retainAll(Set.of("status"));
            } else {
                owned.remove("status");
            }
        }
        return owned;
    }

    private static Map<String, Object> owned(Map<String, Object> object) {
        Map<String, Object> owned = new LinkedHashMap<>(object);
        owned.remove("apiVersion");
        owned.remove("kind");
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        metadata.keySet().removeAll(NOT_OWNED);
        if (metadata.isEmpty()) {
            owned.remove("metadata");
        } else {
            owned.put("metadata", metadata);
        }
        return owned;
    }

    private static FieldManager entry(Writer writer, String operation, FieldSet fields) {
        return new FieldManager(
                writer.manager(), operation, writer.apiVersion(), writer.subresource(), writer.time(), fields);
    }

    private static FieldManager withTime(FieldManager manager, String time) {
        return new FieldManager(
                manager.manager(),
                manager.operation(),
                manager.apiVersion(),
                manager.subresource(),
                time,
                manager.fields());
    }

    /** Puts an entry in the place of the same writer's former one, which it may include. */
    private static void put(List<FieldManager> managers, FieldManager entry, boolean include) {
        for (int i = 0; i < managers.size(); i++) {
            if (managers.get(i).isSameWriter(entry)) {
                if (include) {
                    managers.get(i).fields().places().forEach(entry.fields()::add);
                }
                managers.set(i, entry);
                return;
            }
        }
        managers.add(entry);
    }
}
