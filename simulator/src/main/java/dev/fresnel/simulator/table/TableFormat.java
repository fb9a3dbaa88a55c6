package dev.fresnel.simulator.table;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How objects of one type become rows. Immutable. */
public final class TableFormat {

    private final List<Column> columns;

    private TableFormat(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * The table of a type.
     *
     * @param definition its CustomResourceDefinition; null for a built-in type
     * @param clock tells the present, for ages
     */
    public static TableFormat of(ResourceType type, @Nullable Map<String, Object> definition, Clock clock) {
        Ages ages = new Ages(clock);
        if (definition == null) {
            return new TableFormat(BuiltInColumns.of(type.resource(), ages));
        }
        Map<String, Object> version = Tree.maps(definition, "spec", "versions").stream()
                .filter(candidate -> Tree.text(candidate, "name").equals(type.version()))
                .findFirst()
                .orElse(Map.of());
        return new TableFormat(CustomColumns.of(version, ages));
    }

    public List<Map<String, Object>> columnDefinitions() {
        return columns.stream().map(Column::definition).toList();
    }

    /** What stands in each column for an object. */
    public List<Object> cells(Map<String, Object> object) {
        return columns.stream().map(column -> column.cell().apply(object)).toList();
    }
}
