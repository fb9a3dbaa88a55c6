package dev.fresnel.engine.table;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is ordered by: a number, then a text. A cell that has neither is missing and comes last, whichever way the
 * table is sorted. What is drawn as an age is ordered by the age: the newest first.
 */
final class SortValue {

    private SortValue() {}

    /** The number, or NaN where the cell is not ordered by one. */
    static double number(Cell cell, long now) {
        return switch (cell) {
            case Cell.Amount amount -> amount.value();
            case Cell.Flag flag -> flag.value() ? 1 : 0;
            case Cell.Time time -> -(double) time.at();
            case Cell.Duration duration -> duration(duration, now);
            case Cell.Status status -> status.severity().compareTo(Severity.FAILED);
            case Cell.Ratio ratio -> ratio.whole() == 0 ? 1 : (double) ratio.part() / ratio.whole();
            case Cell.Restarts restarts -> restarts.count();
            case Cell.Quantity quantity -> quantity.value();
            case Cell.Capacity capacity -> first(capacity.used(), capacity.requested(), capacity.limit());
            case Cell.Missing _, Cell.Text _, Cell.Code _, Cell.Link _, Cell.Links _, Cell.Tags _ -> Double.NaN;
        };
    }

    /** The text, or null where the cell is not ordered by one. */
    static @Nullable String text(Cell cell) {
        return switch (cell) {
            case Cell.Text text -> text.text();
            case Cell.Code code -> code.text();
            case Cell.Status status -> status.text();
            case Cell.Link link -> link.text();
            case Cell.Links links ->
                links.links().isEmpty() ? null : links.links().getFirst().text();
            case Cell.Tags tags -> tags.tags().isEmpty() ? null : tags.tags().getFirst();
            default -> null;
        };
    }

    /** Milliseconds, as of now where it still grows. */
    private static double duration(Cell.Duration duration, long now) {
        if (duration.millis() != null) {
            return duration.millis();
        }
        return duration.since() != null ? now - duration.since() : Double.NaN;
    }

    private static double first(@Nullable Double... values) {
        for (Double value : values) {
            if (value != null) {
                return value;
            }
        }
        return Double.NaN;
    }
}
