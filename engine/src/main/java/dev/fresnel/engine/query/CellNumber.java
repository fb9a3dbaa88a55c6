package dev.fresnel.engine.query;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import org.jspecify.annotations.Nullable;

/** The number of a cell that a query can compare. */
final class CellNumber {

    private CellNumber() {}

    /** Whether cells of that kind are numbers, quantities or parts of a whole. */
    static boolean isNumber(ColumnKind kind) {
        return switch (kind) {
            case NUMBER, RATIO, RESTARTS, QUANTITY, CAPACITY -> true;
            case NAME, TEXT, CODE, FLAG, TIME, DURATION, STATUS, LINK, LINKS, TAGS -> false;
        };
    }

    /** Whether cells of that kind are moments or lengths of time. */
    static boolean isTime(ColumnKind kind) {
        return kind == ColumnKind.TIME || kind == ColumnKind.DURATION;
    }

    /**
     * The cell's number, NaN where it has none.
     *
     * @param part whether the part of the whole is asked for, as in {@code memory>80%}
     */
    static double of(Cell cell, boolean part) {
        return switch (cell) {
            case Cell.Amount amount -> amount.value();
            case Cell.Restarts restarts -> restarts.count();
            case Cell.Quantity quantity -> quantity.value();
            case Cell.Ratio ratio -> ratio.whole() == 0 ? 1 : (double) ratio.part() / ratio.whole();
            case Cell.Capacity capacity -> part ? partOf(capacity) : orNaN(capacity.used());
            default -> Double.NaN;
        };
    }

    private static double partOf(Cell.Capacity capacity) {
        Double whole = capacity.limit();
        if (whole == null) {
            whole = capacity.allocatable() != null ? capacity.allocatable() : capacity.requested();
        }
        return whole == null || whole == 0 ? Double.NaN : orNaN(capacity.used()) / whole;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
