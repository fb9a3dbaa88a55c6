package dev.fresnel.engine.table;

import dev.fresnel.engine.order.SortedArray;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows a person sees, among them those that have gone since: a row that was seen and no longer matches, or was
 * deleted, stays where it stood until {@link #dropGone}.
 *
 * <pre>
 *   matched   a  b  d  e  h          rows of the query, sorted
 *   gone          c       g          by where they stood: {@code anchor}, the version that was seen there
 *   merged    a  b (c) d  e (g) h
 *                └─── window ─┘
 * </pre>
 *
 * For one thread.
 */
final class Window {

    /**
     * A row in the window.
     *
     * @param row what is shown: the latest version known
     * @param anchor the version that gives its place; another than the row only where it has gone
     */
    record Seen(Row row, Row anchor, boolean gone) {}

    private int offset;
    private Map<Long, Seen> seen = new LinkedHashMap<>();

    /** First row of the window among the matched ones, from 0. */
    int offset() {
        return offset;
    }

    /** The window's rows, in order. */
    List<Seen> rows() {
        return List.copyOf(seen.values());
    }

    /** Rows that have gone do so now. */
    void dropGone() {
        seen.values().removeIf(Seen::gone);
    }

    /**
     * Looks at another place or another query: nothing that was seen stays for having been seen. The rows follow with
     * {@link #update}.
     */
    void lookElsewhere() {
        seen = new LinkedHashMap<>();
    }

    /**
     * Fills the window.
     *
     * @param query after it took in the changes
     * @param changes what it took in
     * @param wanted first row asked for; where there are not so many, the last full window is shown
     * @param limit rows in the window
     */
    void update(LiveQuery query, Changes changes, int wanted, int limit, RowOrder order) {
        List<Seen> gone = gone(query, changes);
        gone.sort(Comparator.comparing(Seen::anchor, order));
        SortedArray<Row> matched = query.matched();
        offset = wanted < matched.size() ? wanted : Math.max(0, matched.size() - limit);
        // A gone row stands before the matched row that follows its anchor; what is before the window is seen no more.
        int next = 0;
        while (next < gone.size() && matched.placeOf(gone.get(next).anchor()) < offset) {
            next++;
        }
        Map<Long, Seen> rows = new LinkedHashMap<>();
        int at = offset;
        while (rows.size() < limit && (at < matched.size() || next < gone.size())) {
            Seen row;
            if (next < gone.size() && matched.placeOf(gone.get(next).anchor()) <= at) {
                row = gone.get(next++);
            } else {
                Row here = matched.get(at++);
                row = new Seen(here, here, false);
            }
            rows.put(row.row().id(), row);
        }
        seen = rows;
    }

    private List<Seen> gone(LiveQuery query, Changes changes) {
        Map<Long, Row> changed = new HashMap<>();
        changes.upserted().forEach(upsert -> changed.put(upsert.row().id(), upsert.row()));
        Map<Long, Row> removed = new HashMap<>();
        changes.removed().forEach(row -> removed.put(row.id(), row));
        List<Seen> gone = new ArrayList<>();
        seen.forEach((id, was) -> {
            Row latest = changed.getOrDefault(id, was.row());
            if (removed.containsKey(id) || !query.matched().contains(latest)) {
                gone.add(new Seen(latest, was.anchor(), true));
            }
        });
        return gone;
    }
}
