package dev.fresnel.engine.query;

import dev.fresnel.engine.view.Cell;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The texts of a cell that a query can find: as a person reads it, or close to that. */
final class CellText {

    private CellText() {}

    /** Whether any text of the cell passes; a missing value has none. */
    static boolean any(Cell cell, Predicate<String> test) {
        return switch (cell) {
            case Cell.Missing _ -> false;
            case Cell.Text text -> test.test(text.text());
            case Cell.Code code -> test.test(code.text());
            case Cell.Status status -> test.test(status.text());
            case Cell.Link link -> test.test(link.text());
            case Cell.Links links -> links.links().stream().anyMatch(link -> test.test(link.text()));
            case Cell.Tags tags -> tags.tags().stream().anyMatch(test);
            case Cell.Quantity quantity -> test.test(quantity.text()) || test.test(quantity.exact());
            case Cell.Capacity capacity -> test.test(capacity.text());
            case Cell.Ratio ratio -> test.test(ratio.part() + "/" + ratio.whole());
            case Cell.Flag flag -> test.test(flag.value() ? "true" : "false");
            case Cell.Amount amount -> test.test(number(amount.value()));
            case Cell.Restarts restarts -> test.test(Long.toString(restarts.count()));
            case Cell.Time _, Cell.Duration _ -> false;
        };
    }

    /** Whether it shows words that a free word should find: not numbers, for nobody means 3 restarts by 3. */
    static boolean anyWord(Cell cell, Predicate<String> test) {
        return switch (cell) {
            case Cell.Text _, Cell.Code _, Cell.Status _, Cell.Link _, Cell.Links _, Cell.Tags _ -> any(cell, test);
            default -> false;
        };
    }

    /** Each text of the cell that a query would be completed with; of an amount the exact one, which has no space. */
    static void each(Cell cell, Consumer<String> each) {
        if (cell instanceof Cell.Quantity quantity) {
            each.accept(quantity.exact());
            return;
        }
        any(cell, text -> {
            each.accept(text);
            return false;
        });
    }

    /** Whether there is nothing to read in it. */
    static boolean isEmpty(Cell cell) {
        return switch (cell) {
            case Cell.Time _, Cell.Duration _ -> false;
            default -> !any(cell, text -> !text.isEmpty());
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
