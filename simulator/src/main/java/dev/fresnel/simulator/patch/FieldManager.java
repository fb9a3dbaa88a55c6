package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code managedFields}: who has written which fields, and how.
 *
 * @param manager such as {@code kubectl}
 * @param operation {@code Apply} or {@code Update}
 * @param subresource such as {@code status}; {@code ""} for the object itself
 */
record FieldManager(
        String manager, String operation, String apiVersion, String subresource, String time, FieldSet fields) {

    /** Whether two entries are by the same writer, so that one takes the place of the other. */
    boolean isSameWriter(FieldManager other) {
        return manager.equals(other.manager)
                && operation.equals(other.operation)
                && subresource.equals(other.subresource);
    }

    /** Those who apply first, then by age. */
    private static final Comparator<FieldManager> ORDER = Comparator.comparing(FieldManager::operation)
            .thenComparing(FieldManager::time)
            .thenComparing(FieldManager::manager)
            .thenComparing(FieldManager::subresource);

    static List<FieldManager> read(Map<String, Object> object) {
        List<FieldManager> managers = new ArrayList<>();
        for (Map<String, Object> entry : Tree.maps(object, "metadata", "managedFields")) {
            managers.add(new FieldManager(
                    Tree.text(entry, "manager"),
                    Tree.text(entry, "operation"),
                    Tree.text(entry, "apiVersion"),
                    Tree.text(entry, "subresource"),
                    Tree.text(entry, "time"),
                    FieldSet.parse(Tree.map(entry, "fieldsV1"))));
        }
        return managers;
    }

    /** Writes the entries that own anything into a fresh object. */
    static void write(Map<String, Object> object, List<FieldManager> managers) {
        List<Object> entries = new ArrayList<>();
        List<FieldManager> sorted = new ArrayList<>(managers);
        sorted.sort(ORDER);
        for (FieldManager manager : sorted) {
            if (!manager.fields.isEmpty()) {
                entries.add(manager.toTree());
            }
        }
        if (entries.isEmpty()) {
            Tree.remove(object, "metadata", "managedFields");
        } else {
            Tree.put(object, entries, "metadata", "managedFields");
        }
    }

    private Map<String, Object> toTree() {
        Map<String, Object> entry = Tree.of(
                "manager",
                manager,
                "operation",
                operation,
                "apiVersion",
                apiVersion,
                "time",
                time,
                "fieldsType",
                "FieldsV1",
                "fieldsV1",
                fields.toTree());
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }
        return entry;
    }
}
