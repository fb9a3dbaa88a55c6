package dev.fresnel.engine.table;

import dev.fresnel.engine.order.SortedArray;
import dev.fresnel.engine.query.RowTest;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.NameOrder;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.SeverityCounts;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of several Stores in one order, and those of them that a query wants. Pulled, not pushed: a {@link #refresh}
 * compares what the Stores hold now with what was seen last, however many batches lie between.
 *
 * <pre>
 *   Store A ─ snapshot ─┐ changesSince(seen)
 *   Store B ─ snapshot ─┼──────────────────► byName    every row in scope, in the order of names
 *   Store C ─ snapshot ─┘                      │ RowOrder
 *                                              ▼
 *                                            all       the same rows, in the table's order
 *                                              │ RowTest
 *                                              ▼
 *                                            matched   a part of all
 * </pre>
 *
 * Changes are merged into each of the three. Another query filters {@code all} and sorts nothing; another order is a radix
 * sort over {@code byName}, or one of {@link KeptOrders}. For one thread.
 */
final class LiveQuery {

    /** Past this part of all rows a batch is sorted with them instead of merged. */
    private static final int BULK = 8;

    private final Map<Store, StoreSnapshot> seen = new LinkedHashMap<>();
    private final Set<String> namespaces;
    private final SortedArray<Row> byName;
    private final KeptOrders kept = new KeptOrders();
    private SeverityCounts bySeverity = new SeverityCounts();
    private RowTest test;
    private RowOrder order;
    private SortedArray<Row> all;
    private SortedArray<Row> matched;
    private long reviewAt = Long.MAX_VALUE;

    /**
     * @param stores none of whose objects are in another
     * @param namespaces those in scope, empty for all
     */
    LiveQuery(List<Store> stores, Set<String> namespaces, RowTest test, RowOrder order, long now) {
        this.namespaces = namespaces;
        this.test = test;
        this.order = order;
        this.byName = new SortedArray<>(NameOrder.INSTANCE, new Row[0]);
        for (Store store : stores) {
            NameOrder.Sorted sorted = store.byName();
            seen.put(store, sorted.snapshot());
            byName.merge(List.of(), namespaces.isEmpty() ? sorted.rows() : inScope(sorted.rows()));
        }
        this.all = ordered();
        this.matched = filtered(now);
    }

    /** Every row in scope. */
    SortedArray<Row> all() {
        return all;
    }

    /** Those that the query wants. */
    SortedArray<Row> matched() {
        return matched;
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
        kept.keep(this.order, all);
        this.order = order;
        SortedArray<Row> known = kept.take(order);
        all = known != null ? known : ordered();
        matched = filtered(now);
    }

    /** Takes in what the Stores have published since, and what time has changed. Answers what is new in the Stores. */
    Changes refresh(long now) {
        List<Changes.Upsert> upserted = new ArrayList<>();
        List<Row> removed = new ArrayList<>();
        seen.replaceAll((store, before) -> {
            StoreSnapshot snapshot = store.snapshot();
            if (snapshot.version() != before.version()) {
                Changes changes = snapshot.changesSince(before);
                changes.upserted().stream()
                        .filter(upsert -> inScope(upsert.row()))
                        .forEach(upserted::add);
                changes.removed().stream().filter(this::inScope).forEach(removed::add);
            }
            return snapshot;
        });
        Changes changes = new Changes(upserted, removed);
        if (!changes.isEmpty()) {
            merge(changes, now);
        }
        if (now >= reviewAt) {
            matched = filtered(now);
        }
        return changes;
    }

    private void merge(Changes changes, long now) {
        List<Row> out = changes.out();
        List<Row> in = changes.in();
        byName.merge(out, NameOrder.sort(in));
        if (in.size() > byName.size() / BULK) {
            kept.clear();
            all = ordered();
            matched = filtered(now);
            return;
        }
        kept.changed(out, in);
        Row[] coming = sorted(in);
        if (!order.isByName()) {
            all.merge(out, coming);
        }
        out.removeIf(row -> !matched.contains(row));
        Row[] wanted = Arrays.stream(coming).filter(row -> test.test(row, now)).toArray(Row[]::new);
        matched.merge(out, wanted);
        out.forEach(row -> bySeverity.add(row.severity(), -1));
        for (Row row : wanted) {
            bySeverity.add(row.severity(), 1);
        }
        for (Row row : coming) {
            reviewAt = Math.min(reviewAt, test.until(row, now));
        }
    }

    private Row[] sorted(List<Row> rows) {
        Row[] sorted = rows.toArray(Row[]::new);
        Arrays.sort(sorted, order);
        return sorted;
    }

    private SortedArray<Row> ordered() {
        return order.isByName() ? byName : new SortedArray<>(order, BulkSort.sort(byName.array(), order));
    }

    private SortedArray<Row> filtered(long now) {
        Sifted sifted = Sifted.of(all.array(), test, now);
        bySeverity = sifted.bySeverity();
        reviewAt = sifted.reviewAt();
        return new SortedArray<>(order, sifted.rows());
    }

    private boolean inScope(Row row) {
        return namespaces.isEmpty() || namespaces.contains(row.namespace());
    }

    private Row[] inScope(Row[] rows) {
        return Arrays.stream(rows).filter(this::inScope).toArray(Row[]::new);
    }
}
