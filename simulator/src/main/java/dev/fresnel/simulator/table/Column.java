package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import java.util.function.Function;

/**
 * A column of a Table.
 *
 * @param type {@code string}, {@code integer}, {@code boolean}, {@code date} or {@code number}
 * @param format such as {@code name} for the column that names the object
 * @param priority 0 is always shown, more only in wide tables
 * @param cell what stands in it for an object
 */
record Column(
        String name,
        String type,
        String format,
        String description,
        int priority,
        Function<Map<String, Object>, Object> cell) {

    static Column text(String name, Function<Map<String, Object>, Object> cell) {
        return new Column(name, "string", "", "", 0, cell);
    }

    static Column number(String name, Function<Map<String, Object>, Object> cell) {
        return new Column(name, "integer", "", "", 0, cell);
    }

    static Column bool(String name, Function<Map<String, Object>, Object> cell) {
        return new Column(name, "boolean", "", "", 0, cell);
    }

    /** The text at a path. */
    static Column path(String name, String... path) {
        return text(name, object -> Tree.text(object, path));
    }

    /** The number at a path, 0 where there is none. */
    static Column count(String name, String... path) {
        return number(name, object -> Tree.number(object, 0, path));
    }

    static Column ofName() {
        return new Column(
                "Name",
                "string",
                "name",
                "Name must be unique within a namespace.",
                0,
                object -> Tree.text(object, "metadata", "name"));
    }

    /** The same column, shown in wide tables only. */
    Column wide() {
        return new Column(name, type, format, description, 1, cell);
    }

    Map<String, Object> definition() {
        return Tree.of(
                "name", name, "type", type, "format", format, "description", description, "priority", (long) priority);
    }
}
