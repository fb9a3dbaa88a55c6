package dev.fresnel.engine.table;

import dev.fresnel.engine.query.RowTest;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of several Stores in one order, and those of them that a query wants. Pulled, not pushed: a
 * {@link #refresh} compares what the Stores hold now with what was seen last, however many batches lie between.
 *
 * <pre>
 *   Store A ─ snapshot ─┐ changesSince(seen)
 *   Store B ─ snapshot ─┼──────────────────► all      sorted, every row in scope
 *   Store C ─ snapshot ─┘                     │ RowTest
 *                                             ▼
 *                                          matched    sorted, a part of all
 * </pre>
 *
 * Another query filters {@code all} and sorts nothing; another order sorts anew. For one thread.
 */
final class LiveQuery {

    /** Past this part of all rows a batch is sorted with them instead of merged. */
    private static final int BULK = 8;

    private final Map<Store, StoreSnapshot> seen = new LinkedHashMap<>();
    private final Set<String> namespaces;
    private RowTest test;
    private RowOrder order;
    private SortedRows all;
    private SortedRows matched;
    private final SeverityCounts bySeverity = new SeverityCounts();
    private long reviewAt = Long.MAX_VALUE;

    /**
     * @param stores none of whose objects are in another
     * @param namespaces those in scope, empty for all
     */
    LiveQuery(List<Store> stores, Set<String> namespaces, RowTest test, RowOrder order, long now) {
        this.namespaces = namespaces;
        this.test = test;
        this.order = order;
        List<Row> rows = new ArrayList<>();
        for (Store store : stores) {
            StoreSnapshot snapshot = store.snapshot();
            seen.put(store, snapshot);
            snapshot.forEach(row -> {
                if (inScope(row)) {
                    rows.add(row);
                }
            });
        }
        this.all = sorted(rows.toArray(Row[]::new));
        this.matched = filtered(now);
    }

    /** Every row in scope. */
    SortedRows all() {
        return all;
    }

    /** Those that the query wants. */
    SortedRows matched() {
        return matched;
    }

    /** Whether a row is in scope and wanted. */
    boolean wants(Row row, long now) {
        return inScope(row) && test.test(row, now);
    }

    /** How many of the matched rows have each severity; those that none has are left out. */
    Map<Severity, Integer> bySeverity() {
        return bySeverity.present();
    }

    /** When the answer may change with nothing but time, in milliseconds since 1970. */
    long reviewAt() {
        return reviewAt;
    }

    /** Another query over the same rows. */
    void test(RowTest test, long now) {
        this.test = test;
        matched = filtered(now);
    }

    /** Another order of the same rows. */
    void order(RowOrder order, long now) {
        this.order = order;
        all = sorted(all.array());
        matched = filtered(now);
    }

    /** Takes in what the Stores have published since, and what time has changed. Answers what is new in the Stores. */
    Changes refresh(long now) {
        List<Changes.Upsert> upserted = new ArrayList<>();
        List<Row> removed = new ArrayList<>();
        for (Map.Entry<Store, StoreSnapshot> entry : seen.entrySet()) {
            StoreSnapshot before = entry.getValue();
            StoreSnapshot snapshot = entry.getKey().snapshot();
            if (snapshot != before) {
                entry.setValue(snapshot);
                Changes changes = snapshot.changesSince(before);
                changes.upserted().stream()
                        .filter(upsert -> inScope(upsert.row()))
                        .forEach(upserted::add);
                changes.removed().stream().filter(this::inScope).forEach(removed::add);
            }
        }
        boolean review = now >= reviewAt;
        if (!upserted.isEmpty() || !removed.isEmpty()) {
            merge(upserted, removed, review, now);
        }
        if (review) {
            matched = filtered(now);
        }
        return new Changes(upserted, removed);
    }

    private void merge(List<Changes.Upsert> upserted, List<Row> removed, boolean review, long now) {
        List<Row> out = new ArrayList<>(removed);
        List<Row> in = new ArrayList<>();
        for (Changes.Upsert upsert : upserted) {
            if (upsert.previous() != null) {
                out.add(upsert.previous());
            }
            in.add(upsert.row());
        }
        if (in.size() > all.size() / BULK) {
            Set<Row> leaving = Collections.newSetFromMap(new IdentityHashMap<>());
            leaving.addAll(out);
            List<Row> rows = new ArrayList<>(all.size() + in.size());
            for (Row row : all.array()) {
                if (!leaving.contains(row)) {
                    rows.add(row);
                }
            }
            rows.addAll(in);
            all = sorted(rows.toArray(Row[]::new));
            matched = filtered(now);
            return;
        }
        all.merge(out, in);
        if (!review) {
            out.removeIf(row -> !matched.contains(row));
            in.removeIf(row -> !test.test(row, now));
            matched.merge(out, in);
            out.forEach(row -> bySeverity.add(row.severity(), -1));
            in.forEach(row -> bySeverity.add(row.severity(), 1));
            upserted.forEach(upsert -> reviewAt = Math.min(reviewAt, test.until(upsert.row(), now)));
        }
    }

    private SortedRows sorted(Row[] rows) {
        return new SortedRows(order, BulkSort.sort(rows, order));
    }

    private SortedRows filtered(long now) {
        bySeverity.clear();
        reviewAt = Long.MAX_VALUE;
        List<Row> wanted = new ArrayList<>();
        for (Row row : all.array()) {
            if (test.test(row, now)) {
                wanted.add(row);
                bySeverity.add(row.severity(), 1);
            }
            reviewAt = Math.min(reviewAt, test.until(row, now));
        }
        return new SortedRows(order, wanted.toArray(Row[]::new));
    }

    private boolean inScope(Row row) {
        return namespaces.isEmpty() || namespaces.contains(row.namespace());
    }
}
