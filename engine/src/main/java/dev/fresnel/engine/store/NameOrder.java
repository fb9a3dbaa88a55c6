package dev.fresnel.engine.store;

import dev.fresnel.engine.order.NaturalOrder;
import dev.fresnel.engine.order.Ordinals;
import dev.fresnel.engine.order.RadixSort;
import dev.fresnel.engine.order.SortedArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which rows stand where nothing else says how: by name, namespace, cluster and, where versions of a cluster's
 * past meet, id. It is total. Other orders are this one sorted again by a column, so a Store that has been looked at once
 * keeps its rows in it ({@link Store#byName}).
 */
public final class NameOrder implements Comparator<Row> {

    /** The one. */
    public static final NameOrder INSTANCE = new NameOrder();

    /** From so many rows on, sorting by numbers beats comparing. */
    private static final int MANY = 1_000;

    private NameOrder() {}

    /**
     * A snapshot's rows, sorted.
     *
     * @param rows to be read only
     */
    public record Sorted(StoreSnapshot snapshot, Row[] rows) {}

    @Override
    public int compare(Row a, Row b) {
        int order = NaturalOrder.INSTANCE.compare(a.name(), b.name());
        if (order == 0) {
            order = NaturalOrder.INSTANCE.compare(a.namespace(), b.namespace());
        }
        if (order == 0) {
            order = NaturalOrder.INSTANCE.compare(a.cluster(), b.cluster());
        }
        return order != 0 ? order : Long.compare(a.id(), b.id());
    }

    /** Sorts rows that are in no order. */
    public static Row[] sort(List<Row> rows) {
        Row[] unsorted = rows.toArray(Row[]::new);
        if (unsorted.length < MANY) {
            Arrays.sort(unsorted, INSTANCE);
            return unsorted;
        }
        RadixSort sort = new RadixSort(unsorted.length);
        long[] ids = new long[unsorted.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = unsorted[i].id();
        }
        sort.by(ids);
        sort.by(Ordinals.of(unsorted, Row::cluster));
        sort.by(Ordinals.of(unsorted, Row::namespace));
        sort.by(Ordinals.of(unsorted, Row::name));
        return sort.sorted(unsorted);
    }

    /** The later snapshot's rows, from an earlier one's. */
    static Sorted next(Sorted before, StoreSnapshot now) {
        Changes changes = now.changesSince(before.snapshot());
        List<Row> in = changes.in();
        if (in.size() > now.size() / 2) {
            return new Sorted(now, sort(now.rows()));
        }
        SortedArray<Row> rows = new SortedArray<>(INSTANCE, before.rows());
        rows.merge(changes.out(), sort(in));
        return new Sorted(now, rows.array());
    }
}
