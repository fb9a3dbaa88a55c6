package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a CustomResourceDefinition gives its type: name, then {@code additionalPrinterColumns}. */
final class CustomColumns {

    private CustomColumns() {}

    /** @param version the entry of the definition's {@code spec.versions} */
    static List<Column> of(Map<String, Object> version, Ages ages) {
        List<Map<String, Object>> printed = Tree.maps(version, "additionalPrinterColumns");
        List<Column> columns = new ArrayList<>(List.of(Column.ofName()));
        for (Map<String, Object> column : printed) {
            JsonPath path = JsonPath.parse(Tree.text(column, "jsonPath"));
            String type = Tree.text(column, "type");
            columns.add(new Column(
                    Tree.text(column, "name"),
                    type,
                    Tree.text(column, "format"),
                    Tree.text(column, "description"),
                    (int) Tree.number(column, 0, "priority"),
                    object -> cell(path.first(object), type, ages)));
        }
        if (printed.isEmpty()) {
            columns.add(new Column("Age", "date", "", "", 0, ages::ofObject));
        }
        return columns;
    }

    /** A value of another type than the column's is as good as none. */
    private static Object cell(@Nullable Object value, String type, Ages ages) {
        return switch (type) {
            case "string" ->
                switch (value) {
                    case null -> Tree.NULL;
                    case String text -> text;
                    default -> Json.text(value);
                };
            case "date" -> value instanceof String time ? ages.since(time) : Tree.NULL;
            case "boolean" -> value instanceof Boolean ? value : Tree.NULL;
            case "integer" -> value instanceof Number number ? (Object) number.longValue() : Tree.NULL;
            case "number" -> value instanceof Number ? value : Tree.NULL;
            default -> Tree.NULL;
        };
    }
}
