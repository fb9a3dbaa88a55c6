package dev.fresnel.engine.query;

import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.TableData.Chip;
import dev.fresnel.engine.view.TableData.QueryError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query whose fields are known: a test of rows, term by term, and how it was understood. Immutable.
 */
public final class BoundQuery implements RowTest {

    private final List<RowTest> tests;
    private final List<Chip> chips;
    private final @Nullable QueryError problem;

    BoundQuery(List<RowTest> tests, List<Chip> chips, @Nullable QueryError problem) {
        this.tests = List.copyOf(tests);
        this.chips = List.copyOf(chips);
        this.problem = problem;
    }

    /** Wants every row. */
    public static final BoundQuery ALL = new BoundQuery(List.of(), List.of(), null);

    /**
     * Finds a query's fields among columns.
     *
     * @param columns what can be asked
     * @param shown the columns in whose texts free words are looked for, besides name and namespace
     */
    public static BoundQuery bind(Query query, Columns columns, List<Column> shown) {
        return new QueryBinder(columns, shown).bind(query);
    }

    /** What is wrong with it, null when all is well; the test then leaves out what could not be understood. */
    public @Nullable QueryError problem() {
        return problem;
    }

    /** Its terms, in order. */
    public List<Chip> chips() {
        return chips;
    }

    /**
     * Its terms, each with how many rows would match without it.
     *
     * @param rows all rows, none of which matches
     */
    public List<Chip> chipsWithout(Iterable<Row> rows, long now) {
        int[] without = new int[tests.size()];
        for (Row row : rows) {
            int only = onlyFailing(row, now);
            if (only >= 0) {
                without[only]++;
            }
        }
        List<Chip> counted = new ArrayList<>();
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            counted.add(new Chip(
                    chip.start(),
                    chip.end(),
                    chip.field(),
                    chip.operator(),
                    chip.values(),
                    chip.negated(),
                    without[i]));
        }
        return counted;
    }

    @Override
    public boolean test(Row row, long now) {
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).test(row, now)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long until(Row row, long now) {
        long until = Long.MAX_VALUE;
        for (int i = 0; i < tests.size(); i++) {
            until = Math.min(until, tests.get(i).until(row, now));
        }
        return until;
    }

    /** The one term that a row does not meet, -1 where there is none or more than one. */
    private int onlyFailing(Row row, long now) {
        int failing = -1;
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).test(row, now)) {
                if (failing >= 0) {
                    return -1;
                }
                failing = i;
            }
        }
        return failing;
    }
}
