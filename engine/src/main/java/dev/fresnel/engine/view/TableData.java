package dev.fresnel.engine.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of a live table.
 *
 * @param resource as in {@code Kind.resource()}
 * @param title the kind in the plural, for example {@code Pods}
 * @param kindTitle the kind in the singular
 * @param about one sentence on what the kind is for, for an empty page
 * @param namespaced whether rows have namespaces
 * @param columns those shown, in order; cells of rows follow it
 * @param allColumns those that could be chosen
 * @param sort the order in force
 * @param query how the query was understood
 * @param totals numbers of rows
 * @param offset first row of the window
 * @param rows the window's rows
 * @param sources the state of each cluster and namespace asked for
 */
public record TableData(
        String resource,
        String title,
        String kindTitle,
        @Nullable String about,
        boolean namespaced,
        List<Column> columns,
        List<Column> allColumns,
        ViewRequest.Sort sort,
        Query query,
        Totals totals,
        int offset,
        List<Row> rows,
        List<SourceState> sources)
        implements ViewData {

    /**
     * A column as the browser needs it.
     *
     * @param id stable, used in addresses and queries
     * @param title in the person's language
     * @param kind what its cells are, which decides alignment and drawing
     * @param priority 0 is always shown; higher ones give way first on narrow screens
     * @param sortable whether the table can be ordered by it
     * @param width a hint in pixels, null to share what is left
     * @param about what it means, for its tooltip
     */
    public record Column(
            String id,
            String title,
            ColumnKind kind,
            int priority,
            boolean sortable,
            @Nullable Integer width,
            @Nullable String about) {}

    /** What a column's cells are. */
    public enum ColumnKind {
        NAME,
        TEXT,
        CODE,
        NUMBER,
        FLAG,
        TIME,
        DURATION,
        STATUS,
        RATIO,
        RESTARTS,
        QUANTITY,
        LINK,
        LINKS,
        TAGS,
        CAPACITY
    }

    /**
     * How a query was understood.
     *
     * @param text as given
     * @param chips its parts, in order
     * @param error what is wrong with it, null when it is fine; the table then shows what the last good query gave
     */
    public record Query(
            String text, List<Chip> chips, @Nullable QueryError error) {}

    /**
     * One term of a query.
     *
     * @param start where it begins in the text
     * @param end where it ends, exclusive
     * @param field its field's title, null for a free word
     * @param operator {@code :}, {@code >}, {@code <}, {@code >=}, {@code <=}, {@code =}, or empty for a free word
     * @param values alternatives
     * @param negated whether it must not hold
     * @param without how many rows would match without this term, known only while nothing matches
     */
    public record Chip(
            int start,
            int end,
            @Nullable String field,
            String operator,
            List<String> values,
            boolean negated,
            @Nullable Integer without) {}

    /** What is wrong in a query and where: offsets into its text. */
    public record QueryError(int start, int end, Phrase message) {}

    /**
     * Numbers of rows.
     *
     * @param all in the clusters and namespaces asked for, whatever the query
     * @param matched by the query
     * @param bySeverity the matched ones, by how they are
     */
    public record Totals(int all, int matched, Map<Severity, Integer> bySeverity) {}

    /**
     * One row.
     *
     * @param id stable for the object as long as the view is open
     * @param ref the object
     * @param severity how it is
     * @param gone it no longer matches or was deleted, and stays, greyed, until the person looks away
     * @param cells in the order of the columns
     */
    public record Row(long id, ObjectRef ref, Severity severity, boolean gone, List<Cell> cells) {}

    /**
     * What changed in a window since the last message about it; null parts are as they were.
     *
     * @param offset first row of the window
     * @param order ids of the window's rows, where the order or the set changed
     * @param rows new or changed rows
     */
    public record Delta(
            @Nullable Totals totals,
            @Nullable Query query,
            int offset,
            @Nullable List<Long> order,
            List<Row> rows,
            @Nullable List<SourceState> sources)
            implements ViewDelta {}
}
