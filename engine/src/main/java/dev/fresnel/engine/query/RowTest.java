package dev.fresnel.engine.query;

import dev.fresnel.engine.store.Row;

/** Whether a row is wanted. Immutable; any thread may ask. */
public interface RowTest {

    /** Every row is wanted, always. */
    RowTest ALL = (_, _) -> true;

    /**
     * @param row any row
     * @param now milliseconds since 1970: ages are reckoned from it
     */
    boolean test(Row row, long now);

    /**
     * When the answer for this row may become another without the row changing, in milliseconds since 1970;
     * {@link Long#MAX_VALUE} for never.
     */
    default long until(Row row, long now) {
        return Long.MAX_VALUE;
    }
}
