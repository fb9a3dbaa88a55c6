package dev.fresnel.engine.store;

import dev.fresnel.engine.view.Severity;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the next {@link StoreSnapshot} will hold: rows and bodies in slots, and the indexes over them, always in step. For
 * the writer alone.
 */
final class Slots {

    private final Pages.Editor<Row> rows = new Pages.Editor<>();
    private final Pages.Editor<byte[]> bodies = new Pages.Editor<>();
    private final HashIndex.Editor byUid = new HashIndex.Editor();
    private final HashIndex.Editor byName = new HashIndex.Editor();
    private final HashIndex.Editor byOwner = new HashIndex.Editor();
    private final BitSet used = new BitSet();
    private final SeverityCounts bySeverity = new SeverityCounts();
    /** No slot below this is free. */
    private int lowestFree;

    int size() {
        return used.cardinality();
    }

    /** How many rows have that severity. */
    int count(Severity severity) {
        return bySeverity.of(severity);
    }

    /** The first slot in use from that one on, -1 after the last. */
    int next(int from) {
        return used.nextSetBit(from);
    }

    /** The row in a slot in use. */
    Row row(int slot) {
        Row row = rows.get(slot);
        if (row == null) {
            throw new IllegalStateException("slot " + slot + " is in use and empty");
        }
        return row;
    }

    /** Where the object with that uid is, or -1. */
    int byUid(String uid) {
        return byUid.first(Keys.uid(uid), slot -> row(slot).uid().equals(uid));
    }

    /** Where the object of that name is, or -1. */
    int byName(String namespace, String name) {
        return byName.first(Keys.name(namespace, name), slot -> Keys.named(row(slot), namespace, name));
    }

    /** Takes in an object that is not here yet. Answers its slot. */
    int add(Row row, byte @Nullable [] body) {
        int slot = used.nextClearBit(lowestFree);
        lowestFree = slot + 1;
        used.set(slot);
        rows.set(slot, row);
        bodies.set(slot, body);
        bySeverity.add(row.severity(), 1);
        byUid.add(Keys.uid(row.uid()), slot);
        byName.add(Keys.name(row.namespace(), row.name()), slot);
        row.owners().forEach(owner -> byOwner.add(Keys.uid(owner), slot));
        return slot;
    }

    /** Takes in another version of the object in a slot. */
    void replace(int slot, Row row, byte @Nullable [] body) {
        Row before = row(slot);
        if (!before.owners().equals(row.owners())) {
            before.owners().forEach(owner -> byOwner.remove(Keys.uid(owner), slot));
            row.owners().forEach(owner -> byOwner.add(Keys.uid(owner), slot));
        }
        bySeverity.add(before.severity(), -1);
        bySeverity.add(row.severity(), 1);
        rows.set(slot, row);
        bodies.set(slot, body);
    }

    void remove(int slot) {
        Row row = row(slot);
        bySeverity.add(row.severity(), -1);
        byUid.remove(Keys.uid(row.uid()), slot);
        byName.remove(Keys.name(row.namespace(), row.name()), slot);
        row.owners().forEach(owner -> byOwner.remove(Keys.uid(owner), slot));
        rows.set(slot, null);
        bodies.set(slot, null);
        used.clear(slot);
        lowestFree = Math.min(lowestFree, slot);
    }

    /** The packed object in a slot, null where none is kept. */
    byte @Nullable [] body(int slot) {
        return bodies.get(slot);
    }

    /** The same object, packed in another way. */
    void repacked(int slot, byte[] body) {
        bodies.set(slot, body);
    }

    /** As it is now; what comes later does not touch it. */
    StoreSnapshot freeze(long version, boolean complete, Bodies packing) {
        return new StoreSnapshot(
                version,
                size(),
                complete,
                rows.freeze(),
                bodies.freeze(),
                byUid.freeze(),
                byName.freeze(),
                byOwner.freeze(),
                bySeverity.present(),
                packing);
    }
}
