package dev.fresnel.engine.table;

import dev.fresnel.engine.order.NaturalOrder;
import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.store.NameOrder;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a table: by one column either way, where rows are alike in that perhaps by others, then as {@link NameOrder}
 * has it. Total, so each row has exactly one place; a missing value comes last both ways. {@link BulkSort} gives the same
 * order for many rows at once.
 *
 * @param keys what is sorted by, the first before all; at least one
 * @param now what growing durations are reckoned to; the order is as of this moment
 */
record RowOrder(List<Key> keys, long now) implements Comparator<Row> {

    /** @param descending largest first */
    record Key(Column column, boolean descending) {
        private int directed(int order) {
            return descending ? -order : order;
        }
    }

    RowOrder {
        keys = List.copyOf(keys);
    }

    /** What is sorted by before all else. */
    Key first() {
        return keys.getFirst();
    }

    /** Whether it orders the same rows alike, but for durations that grow. */
    boolean sameAs(RowOrder other) {
        return keys.equals(other.keys);
    }

    /** Whether it is the order of names itself. */
    boolean isByName() {
        return keys.size() == 1 && first().column().from() == Column.From.NAME && !first().descending();
    }

    @Override
    public int compare(Row a, Row b) {
        if (a.isThe(b)) {
            return 0;
        }
        for (int i = 0; i < keys.size(); i++) {
            int order = compare(keys.get(i), a, b);
            if (order != 0) {
                return order;
            }
        }
        return NameOrder.INSTANCE.compare(a, b);
    }

    private int compare(Key key, Row a, Row b) {
        Column column = key.column;
        return switch (column.from()) {
            case NAME -> key.directed(NaturalOrder.INSTANCE.compare(a.name(), b.name()));
            case NAMESPACE -> key.directed(NaturalOrder.INSTANCE.compare(a.namespace(), b.namespace()));
            case CLUSTER -> key.directed(NaturalOrder.INSTANCE.compare(a.cluster(), b.cluster()));
            case CELLS -> compareCells(key, column.cell(a), column.cell(b));
        };
    }

    @SuppressWarnings("ReferenceEquality") // only to be quick: rows share most of their cells
    private int compareCells(Key key, Cell a, Cell b) {
        if (a == b) {
            return 0;
        }
        double x = SortValue.number(a, now);
        double y = SortValue.number(b, now);
        String s = SortValue.text(a);
        String t = SortValue.text(b);
        boolean missing = Double.isNaN(x) && s == null;
        if (missing || (Double.isNaN(y) && t == null)) {
            return Boolean.compare(missing, Double.isNaN(y) && t == null);
        }
        // 0.0 is added so that -0.0 and 0.0 are one number. NaN, which has no number, sorts after all numbers.
        int byNumber = Double.compare(x + 0.0, y + 0.0);
        return key.directed(byNumber != 0 ? byNumber : compareTexts(s, t));
    }

    private static int compareTexts(@Nullable String s, @Nullable String t) {
        if (s == null || t == null) {
            return Boolean.compare(s != null, t != null);
        }
        return NaturalOrder.INSTANCE.compare(s, t);
    }
}
