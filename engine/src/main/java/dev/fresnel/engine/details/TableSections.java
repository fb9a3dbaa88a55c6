package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.FieldSpec;
import dev.fresnel.engine.pack.SectionSpec;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.TableData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small tables within an object. Columns that no row has anything in are left out. */
final class TableSections {

    /** An object may have thousands of elements; nobody reads more than this many, and the YAML has them all. */
    private static final int MAX_ROWS = 500;

    private final Page page;

    TableSections(Page page) {
        this.page = page;
    }

    @Nullable
    Section table(SectionSpec.Table table) {
        List<Map<String, Object>> rows = List.of(page.object());
        for (ValuePath each : table.each()) {
            rows = rows == null
                    ? List.of()
                    : step(rows, each, each.equals(table.each().getFirst()));
        }
        return section(table.id(), table.title(), rows, table.columns());
    }

    @Nullable
    Section joined(SectionSpec.JoinedTable table) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        table.maps()
                .forEach((name, path) -> Tree.map(path.read(page.object()))
                        .forEach((key, value) -> rows.computeIfAbsent(key, k -> new HashMap<>(Map.of("key", k)))
                                .put(name, value)));
        return section(table.id(), table.title(), List.copyOf(rows.values()), table.columns());
    }

    /** One level down. An outer element whose inner list is empty stays, as a row that has only its {@code parent}. */
    private static List<Map<String, Object>> step(List<Map<String, Object>> rows, ValuePath each, boolean first) {
        List<Map<String, Object>> inner = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            List<Map<String, Object>> elements = Page.elements(each.read(row));
            if (first) {
                inner.addAll(elements);
                continue;
            }
            for (Map<String, Object> element : elements.isEmpty() ? List.of(Map.<String, Object>of()) : elements) {
                Map<String, Object> joined = new HashMap<>(element);
                joined.put("parent", row);
                inner.add(joined);
            }
        }
        return inner;
    }

    private @Nullable Section section(
            String id, String title, List<Map<String, Object>> elements, List<FieldSpec> columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> element : elements.subList(0, Math.min(MAX_ROWS, elements.size()))) {
            List<Cell> row = columns.stream()
                    .map(column -> column.value().read(element, page.reading()))
                    .toList();
            if (!row.stream().allMatch(Cell.Missing.class::isInstance)) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return null;
        }
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            if (rows.stream().anyMatch(row -> !(row.get(column) instanceof Cell.Missing))) {
                used.add(i);
            }
        }
        List<TableData.Column> heads = used.stream()
                .map(columns::get)
                .map(column ->
                        page.column(column.id(), column.title(), column.value().kind()))
                .toList();
        List<List<Cell>> cells =
                rows.stream().map(row -> used.stream().map(row::get).toList()).toList();
        return new Section.Table(id, page.words().of(title), heads, cells);
    }
}
