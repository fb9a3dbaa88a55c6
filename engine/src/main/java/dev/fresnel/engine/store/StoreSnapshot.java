package dev.fresnel.engine.store;

import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a Store held at one moment. Immutable, so any thread reads it without waiting for anyone; keeping an old one costs
 * only what has changed since.
 *
 * <pre>
 *   slot      0        1        2        3  …
 *   rows    [ Row    | Row    | –      | Row    ]     {@link Pages}
 *   bodies  [ byte[] | byte[] | –      | byte[] ]     {@link Pages}, compressed by {@link Bodies}
 *
 *   byUid    uid            ──┐
 *   byName   namespace/name ──┼──► slots               {@link HashIndex}
 *   byOwner  owner's uid    ──┘
 * </pre>
 *
 * An object keeps its slot for life; a deleted one's slot is used again.
 */
public final class StoreSnapshot {

    private final long version;
    private final int size;
    private final boolean complete;
    private final Pages<Row> rows;
    private final Pages<byte[]> bodies;
    private final HashIndex byUid;
    private final HashIndex byName;
    private final HashIndex byOwner;
    private final Map<Severity, Integer> bySeverity;
    private final Bodies packing;

    StoreSnapshot(
            long version,
            int size,
            boolean complete,
            Pages<Row> rows,
            Pages<byte[]> bodies,
            HashIndex byUid,
            HashIndex byName,
            HashIndex byOwner,
            Map<Severity, Integer> bySeverity,
            Bodies packing) {
        this.version = version;
        this.size = size;
        this.complete = complete;
        this.rows = rows;
        this.bodies = bodies;
        this.byUid = byUid;
        this.byName = byName;
        this.byOwner = byOwner;
        this.bySeverity = bySeverity;
        this.packing = packing;
    }

    /** Counts up with each published batch, from 0 for the empty Store. */
    public long version() {
        return version;
    }

    /** How many objects there are. */
    public int size() {
        return size;
    }

    /** How many objects have that severity: known without looking at them. */
    public int count(Severity severity) {
        return bySeverity.getOrDefault(severity, 0);
    }

    /** Whether a list has been read to its end: before that, an object that is not here may well exist. */
    public boolean complete() {
        return complete;
    }

    /** Calls with every row, in no order that means anything. */
    public void forEach(Consumer<Row> each) {
        for (int slot = 0; slot < rows.limit(); slot++) {
            Row row = rows.get(slot);
            if (row != null) {
                each.accept(row);
            }
        }
    }

    /** Every row, in no order that means anything. */
    public List<Row> rows() {
        List<Row> all = new ArrayList<>(size);
        forEach(all::add);
        return all;
    }

    /** The object with that uid, or null. */
    public @Nullable Row byUid(String uid) {
        int slot = byUid.first(Keys.uid(uid), s -> has(s, row -> row.uid().equals(uid)));
        return slot < 0 ? null : rows.get(slot);
    }

    /**
     * The object with that name, or null.
     *
     * @param namespace {@code ""} for objects of the cluster
     */
    public @Nullable Row byName(String namespace, String name) {
        int slot = byName.first(Keys.name(namespace, name), s -> has(s, row -> Keys.named(row, namespace, name)));
        return slot < 0 ? null : rows.get(slot);
    }

    /** The objects that name this uid among their owners. */
    public List<Row> ownedBy(String uid) {
        List<Row> owned = new ArrayList<>();
        byOwner.each(Keys.uid(uid), slot -> {
            Row row = rows.get(slot);
            if (row != null && row.owners().contains(uid)) {
                owned.add(row);
            }
            return true;
        });
        return owned;
    }

    /**
     * The whole object of a row of this snapshot, decompressed.
     *
     * @return null where the Store does not keep objects of this kind, or holds another version than the row's
     */
    public @Nullable Body body(Row row) {
        int slot = byName.first(Keys.name(row.namespace(), row.name()), s -> row.isThe(rows.get(s)));
        byte[] packed = slot < 0 ? null : bodies.get(slot);
        return packed == null ? null : packing.unpack(packed);
    }

    /** What differs from an earlier snapshot of the same Store: costs as much as there are changes, not rows. */
    public Changes changesSince(StoreSnapshot before) {
        List<Changes.Upsert> upserted = new ArrayList<>();
        List<Row> removed = new ArrayList<>();
        rows.differences(before.rows, (was, is) -> {
            boolean same = was != null && is != null && was.id() == is.id();
            if (was != null && !same) {
                removed.add(was);
            }
            if (is != null) {
                upserted.add(new Changes.Upsert(is, same ? was : null));
            }
        });
        return new Changes(upserted, removed);
    }

    private boolean has(int slot, Predicate<Row> test) {
        Row row = rows.get(slot);
        return row != null && test.test(row);
    }
}
