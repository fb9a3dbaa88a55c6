package dev.fresnel.engine.table;

import dev.fresnel.engine.order.NaturalOrder;
import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.store.NameOrder;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of a table: by one column either way, then as {@link NameOrder} has it. Total, so each row has exactly one place;
 * a missing value comes last both ways. {@link BulkSort} gives the same order for many rows at once.
 *
 * @param column what is sorted by
 * @param descending largest first
 * @param now what growing durations are reckoned to; the order is as of this moment
 */
record RowOrder(Column column, boolean descending, long now) implements Comparator<Row> {

    /** Whether it orders the same rows alike, but for durations that grow. */
    boolean sameAs(RowOrder other) {
        return column == other.column && descending == other.descending;
    }

    /** Whether it is the order of names itself. */
    boolean isByName() {
        return column.from() == Column.From.NAME && !descending;
    }

    @Override
    public int compare(Row a, Row b) {
        if (a.isThe(b)) {
            return 0;
        }
        int byColumn = switch (column.from()) {
            case NAME -> directed(NaturalOrder.INSTANCE.compare(a.name(), b.name()));
            case NAMESPACE -> directed(NaturalOrder.INSTANCE.compare(a.namespace(), b.namespace()));
            case CLUSTER -> directed(NaturalOrder.INSTANCE.compare(a.cluster(), b.cluster()));
            case CELLS -> compareCells(column.cell(a), column.cell(b));
        };
        return byColumn != 0 ? byColumn : NameOrder.INSTANCE.compare(a, b);
    }

    @SuppressWarnings("ReferenceEquality") // only to be quick: rows share most of their cells
    private int compareCells(Cell a, Cell b) {
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
        return directed(byNumber != 0 ? byNumber : compareTexts(s, t));
    }

    private static int compareTexts(@Nullable String s, @Nullable String t) {
        if (s == null || t == null) {
            return Boolean.compare(s != null, t != null);
        }
        return NaturalOrder.INSTANCE.compare(s, t);
    }

    private int directed(int order) {
        return descending ? -order : order;
    }
}
