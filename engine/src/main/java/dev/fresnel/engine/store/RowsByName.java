package dev.fresnel.engine.store;

import java.util.function.Supplier;

/**
 * A Store's rows in the order of names, kept for the next who asks: the first waits for a sort, later ones for what has changed
 * since. Thread-safe; the Store's writer never waits for it.
 */
final class RowsByName {

    private final Supplier<StoreSnapshot> store;
    private NameOrder.Sorted last;

    RowsByName(Supplier<StoreSnapshot> store) {
        this.store = store;
        this.last = new NameOrder.Sorted(store.get(), new Row[0]);
    }

    synchronized NameOrder.Sorted now() {
        StoreSnapshot now = store.get();
        if (now.version() != last.snapshot().version()) {
            last = NameOrder.next(last, now);
        }
        return last;
    }

    /** Where somebody has asked: lets go of what the Store held then, also if nobody asks again. */
    synchronized void keepUp() {
        if (last.rows().length > 0) {
            now();
        }
    }
}
