package dev.fresnel.engine.table;

import dev.fresnel.engine.order.SortedArray;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders that a table was in, so that one goes back to them for what has changed since, not for another sort. What changed
 * is written down and merged in only when an order is wanted again. For one thread.
 */
final class KeptOrders {

    /** As many as columns that a person sorts by in turn, either way. An order takes four bytes a row. */
    private static final int MOST = 12;
    /** Where more than this part of the rows has changed, sorting anew is as quick. */
    private static final int PART = 8;

    private final Map<List<RowOrder.Key>, Kept> kept = new LinkedHashMap<>();

    /** An order as it was, and what has happened to its rows since. Rows are told apart by identity. */
    private record Kept(SortedArray<Row> rows, Set<Row> out, Set<Row> in) {}

    /** Keeps an order that the table leaves. The rows are no longer the caller's. */
    void keep(RowOrder order, SortedArray<Row> rows) {
        boolean changesByItself =
                order.keys().stream().anyMatch(key -> key.column().shape().kind() == ColumnKind.DURATION);
        if (order.isByName() || changesByItself) {
            return;
        }
        kept.put(order.keys(), new Kept(rows, identities(), identities()));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next()); // the one that was left first
        }
    }

    /** Rows went and others came. */
    void changed(List<Row> out, List<Row> in) {
        kept.values().removeIf(order -> {
            for (Row row : out) {
                if (!order.in.remove(row)) {
                    order.out.add(row);
                }
            }
            order.in.addAll(in);
            return order.out.size() + order.in.size() > order.rows.size() / PART;
        });
    }

    /** All rows in that order, which are the caller's then; null where it is not known. */
    @Nullable
    SortedArray<Row> take(RowOrder order) {
        Kept found = kept.remove(order.keys());
        if (found == null) {
            return null;
        }
        Row[] in = found.in.toArray(Row[]::new);
        Arrays.sort(in, order);
        found.rows.merge(List.copyOf(found.out), in);
        return found.rows;
    }

    /** Too much has changed for any of them. */
    void clear() {
        kept.clear();
    }

    private static Set<Row> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
