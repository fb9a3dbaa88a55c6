package dev.fresnel.engine.table;

import dev.fresnel.engine.query.BoundQuery;
import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Query;
import dev.fresnel.engine.view.ViewRequest;
import java.util.ArrayList;
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
        List<Column> shown = shown(request, columns);
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
        return new Look(shown, new RowOrder(order.keys(), now), asked, wanted, wantedText);
    }

    private static List<Column> shown(ViewRequest.Table request, Columns columns) {
        List<String> ids = request.columns() == null ? List.of() : request.columns();
        List<Column> chosen = ids.stream()
                .map(columns::find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        // A table without columns would have rows that nobody sees: an address with none that exist gets the usual
        // ones.
        return columns.all().stream()
                .filter(column -> switch (column.from()) {
                    case NAME, CELLS -> column.shape().priority() <= 1;
                    case NAMESPACE -> request.namespaces().size() != 1;
                    case CLUSTER -> request.clusters().size() > 1;
                })
                .toList();
    }

    /** What is asked for, and where that is alike the kind's own order. */
    private static RowOrder order(TableKind kind, ViewRequest.Table request, Columns columns, long now) {
        List<ViewRequest.Sort> sorts = new ArrayList<>(kind.sort());
        if (request.sort() != null) {
            sorts.addFirst(request.sort());
        }
        List<RowOrder.Key> keys = new ArrayList<>();
        for (ViewRequest.Sort sort : sorts) {
            Column column = columns.find(sort.column());
            if (column != null && keys.stream().noneMatch(key -> key.column() == column)) {
                keys.add(new RowOrder.Key(column, sort.descending()));
            }
        }
        return new RowOrder(keys.isEmpty() ? List.of(new RowOrder.Key(columns.name(), false)) : keys, now);
    }
}
