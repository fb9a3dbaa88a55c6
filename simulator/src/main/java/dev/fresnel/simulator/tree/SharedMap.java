package dev.fresnel.simulator.tree;

import org.jspecify.annotations.Nullable;

/**
 * A frozen map that many objects have a part in, such as a container of all pods of one ReplicaSet. It can keep what was
 * worked out from it, such as its bytes on the wire. Thread-safe: what is kept is the same whoever works it out.
 */
public final class SharedMap extends FrozenMap {

    private volatile @Nullable Object kept;

    SharedMap(Object[] slots) {
        super(slots);
    }

    /** What was kept last; null before. */
    public @Nullable Object kept() {
        return kept;
    }

    public void keep(Object workedOut) {
        kept = workedOut;
    }
}
