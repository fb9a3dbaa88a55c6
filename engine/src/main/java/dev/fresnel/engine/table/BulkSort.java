package dev.fresnel.engine.table;

import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sorts many rows at once into the order that a {@link RowOrder} says, without comparing them: each key of the order
 * becomes an array of numbers, and a stable radix sort goes over the arrays from the last key to the first.
 *
 * <pre>
 *   id · name · namespace · cluster · column's text · column's number · missing last
 *   ─────────── ties ──────────────   ────────────── column ───────────────────────
 * </pre>
 *
 * 100,000 rows take some tens of milliseconds, where comparing takes some hundreds.
 */
final class BulkSort {

    private static final int DIGIT = 11;
    private static final int RADIX = 1 << DIGIT;

    private final Row[] rows;
    /** Indices of rows, in the order so far. */
    private int[] order;

    private int[] spare;

    private BulkSort(Row[] rows) {
        this.rows = rows;
        this.order = new int[rows.length];
        this.spare = new int[rows.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** The rows in that order, as a new array. */
    static Row[] sort(Row[] rows, RowOrder by) {
        BulkSort sort = new BulkSort(rows);
        sort.byTies();
        sort.byColumn(by);
        Row[] sorted = new Row[rows.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = rows[sort.order[i]];
        }
        return sorted;
    }

    private void byTies() {
        long[] ids = new long[rows.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = rows[i].id();
        }
        byKeys(ids);
        byKeys(ordinals(Row::name));
        byKeys(ordinals(Row::namespace));
        byKeys(ordinals(Row::cluster));
    }

    private void byColumn(RowOrder by) {
        Column column = by.column();
        switch (column.from()) {
            case NAME -> byKeys(directed(ordinals(Row::name), by.descending()));
            case NAMESPACE -> byKeys(directed(ordinals(Row::namespace), by.descending()));
            case CLUSTER -> byKeys(directed(ordinals(Row::cluster), by.descending()));
            case CELLS -> byCells(column, by);
        }
    }

    private void byCells(Column column, RowOrder by) {
        @Nullable String[] texts = new @Nullable String[rows.length];
        long[] numbers = new long[rows.length];
        long[] missing = new long[rows.length];
        boolean anyText = false;
        for (int i = 0; i < rows.length; i++) {
            Cell cell = column.cell(rows[i]);
            texts[i] = SortValue.text(cell);
            double number = SortValue.number(cell, by.now());
            numbers[i] = sortable(number + 0.0);
            anyText |= texts[i] != null;
            missing[i] = Double.isNaN(number) && texts[i] == null ? 1 : 0;
        }
        if (anyText) {
            byKeys(directed(Ordinals.of(texts), by.descending()));
        }
        byKeys(directed(numbers, by.descending()));
        if (Arrays.stream(missing).anyMatch(m -> m != 0)) {
            // What is missing has one text and one number, so among itself it is still in the order of ties.
            byKeys(missing);
        }
    }

    private long[] ordinals(Function<Row, @Nullable String> text) {
        @Nullable String[] texts = new @Nullable String[rows.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(rows[i]);
        }
        return Ordinals.of(texts);
    }

    /** Bits whose signed order is that of the numbers; NaN comes last. */
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static long[] directed(long[] keys, boolean descending) {
        if (descending) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ~keys[i];
            }
        }
        return keys;
    }

    /** A stable sort by signed keys, from their lowest digit to their highest; digits that are all alike are skipped. */
    private void byKeys(long[] keys) {
        long any = 0;
        for (long key : keys) {
            any |= key ^ keys[0];
        }
        int[] starts = new int[RADIX + 1];
        for (int shift = 0; shift < 64; shift += DIGIT) {
            if (((any >>> shift) & (RADIX - 1)) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (long key : keys) {
                starts[digit(key, shift) + 1]++;
            }
            for (int d = 0; d < RADIX; d++) {
                starts[d + 1] += starts[d];
            }
            for (int row : order) {
                spare[starts[digit(keys[row], shift)]++] = row;
            }
            int[] sorted = spare;
            spare = order;
            order = sorted;
        }
    }

    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (RADIX - 1);
    }
}
