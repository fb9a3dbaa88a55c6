package dev.fresnel.engine.table;

import dev.fresnel.engine.view.TableData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a browser that was told one state of a table must be told to see another. */
final class TableDifference {

    private TableDifference() {}

    static TableUpdate between(@Nullable TableData told, TableData now) {
        if (told == null || !sameMeaning(told, now)) {
            return new TableUpdate.Whole(now);
        }
        Map<Long, TableData.Row> before = new HashMap<>();
        told.rows().forEach(row -> before.put(row.id(), row));
        List<TableData.Row> changed = now.rows().stream()
                .filter(row -> !row.equals(before.get(row.id())))
                .toList();
        List<Long> order = now.rows().stream().map(TableData.Row::id).toList();
        boolean sameOrder =
                order.equals(told.rows().stream().map(TableData.Row::id).toList());
        TableData.Delta delta = new TableData.Delta(
                differing(told.totals(), now.totals()),
                differing(told.query(), now.query()),
                now.offset(),
                sameOrder ? null : order,
                changed,
                differing(told.sources(), now.sources()));
        boolean nothing = delta.totals() == null
                && delta.query() == null
                && delta.sources() == null
                && sameOrder
                && changed.isEmpty()
                && now.offset() == told.offset();
        return nothing ? new TableUpdate.Nothing() : new TableUpdate.Part(delta);
    }

    /** Whether rows mean the same in both, so that a delta can say the rest. */
    private static boolean sameMeaning(TableData told, TableData now) {
        return told.resource().equals(now.resource())
                && told.title().equals(now.title())
                && told.kindTitle().equals(now.kindTitle())
                && Objects.equals(told.about(), now.about())
                && told.namespaced() == now.namespaced()
                && told.columns().equals(now.columns())
                && told.allColumns().equals(now.allColumns())
                && told.sort().equals(now.sort());
    }

    private static <T> @Nullable T differing(T told, T now) {
        return told.equals(now) ? null : now;
    }
}
