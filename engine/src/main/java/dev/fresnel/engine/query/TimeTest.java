package dev.fresnel.engine.query;

import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;

/**
 * Compares how long ago a moment was, or how long something took, with a length of time. The answer for a row changes as
 * time passes: once, when its age has grown to the length asked for, and, for those that ask for exactly it, once more.
 */
record TimeTest(Column column, Operator operator, long millis) implements RowTest {

    @Override
    public boolean test(Row row, long now) {
        return switch (column.cell(row)) {
            case Cell.Time time -> accepts(now - time.at());
            case Cell.Duration duration when duration.millis() != null -> accepts(duration.millis());
            case Cell.Duration duration when duration.since() != null -> accepts(now - duration.since());
            default -> false;
        };
    }

    @Override
    public long until(Row row, long now) {
        return switch (column.cell(row)) {
            case Cell.Time time -> next(time.at() + millis, now);
            case Cell.Duration duration
            when duration.millis() == null && duration.since() != null -> next(duration.since() + millis, now);
            default -> Long.MAX_VALUE;
        };
    }

    private boolean accepts(long age) {
        return operator.accepts(Long.compare(age, millis));
    }

    private static long next(long reached, long now) {
        return now < reached ? reached : now < reached + 1 ? reached + 1 : Long.MAX_VALUE;
    }
}
