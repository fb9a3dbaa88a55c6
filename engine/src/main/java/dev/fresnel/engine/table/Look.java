package dev.fresnel.engine.table;

import dev.fresnel.engine.query.BoundQuery;
import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Query;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.Objects;

/**
 * What a request means, with its names found among the columns there are. A name that is not there is left out: addresses
 * outlive columns.
 *
 * @param shown columns, in order
 * @param order of rows
 * @param asked the query as given, which may have a problem
 * @param wanted the last query without one: that decides which rows are shown
 * @param wantedText its text
 */
record Look(List<Column> shown, RowOrder order, BoundQuery asked, BoundQuery wanted, String wantedText) {

    /** @param lastText the last query that had no problem, for while this one has */
    static Look of(TableKind kind, ViewRequest.Table request, Columns columns, String lastText, long now) {
        List<Column> shown = shown(kind, request, columns);
        RowOrder order = order(kind, request, columns, now);
        BoundQuery asked = BoundQuery.bind(Query.parse(request.query()), columns, shown);
        if (asked.problem() == null) {
            return new Look(shown, order, asked, asked, request.query());
        }
        BoundQuery last = BoundQuery.bind(Query.parse(lastText), columns, shown);
        return new Look(shown, order, asked, last, lastText);
    }

    /** Whether the same rows match as in another look with the same columns to choose from. */
    boolean wantsSameAs(Look other) {
        // Free words are looked for in what is shown.
        return wantedText.equals(other.wantedText) && shown.equals(other.shown);
    }

    /** The same, with growing durations reckoned to another moment. */
    Look at(long now) {
        return new Look(shown, new RowOrder(order.column(), order.descending(), now), asked, wanted, wantedText);
    }

    private static List<Column> shown(TableKind kind, ViewRequest.Table request, Columns columns) {
        List<String> ids = request.columns() != null ? request.columns() : kind.columns();
        if (ids != null) {
            return ids.stream()
                    .map(columns::find)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
        return columns.all().stream()
                .filter(column -> switch (column.from()) {
                    case NAME -> true;
                    case NAMESPACE -> request.namespaces().size() != 1;
                    case CLUSTER -> request.clusters().size() > 1;
                    case CELLS -> column.shape().priority() <= 1;
                })
                .toList();
    }

    private static RowOrder order(TableKind kind, ViewRequest.Table request, Columns columns, long now) {
        for (ViewRequest.Sort sort : new ViewRequest.Sort[] {request.sort(), kind.sort()}) {
            Column column = sort == null ? null : columns.find(sort.column());
            if (sort != null && column != null) {
                return new RowOrder(column, sort.descending(), now);
            }
        }
        return new RowOrder(columns.name(), false, now);
    }
}
