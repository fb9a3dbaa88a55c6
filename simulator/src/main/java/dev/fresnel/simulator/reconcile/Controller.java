package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings what is nearer to what is asked for, one object at a time. All controllers of a cluster run on the one thread of
 * its {@link Loop}, so that they need no locks.
 */
public interface Controller {

    /** Names the types whose changes matter, and for each changed object the keys to look at. Called once. */
    void follow(Watches watches);

    /**
     * Looks at one object, which may be gone. Depends on the present state alone, not on what changed.
     *
     * @return when to look again even if nothing changes
     */
    Optional<Instant> reconcile(Key key);

    /** Where a controller says what it follows. */
    interface Watches {

        /** Asks to be called with the keys for each object of the type: those there at start, and whenever one changes. */
        void on(ResourceType type, Function<Map<String, Object>, Collection<Key>> keys);

        /** As {@link #on}, but told what happened, and only from now on. */
        void onChange(ResourceType type, Function<Change, Collection<Key>> keys);
    }
}
