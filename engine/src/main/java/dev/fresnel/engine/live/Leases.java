package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.StorePool;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreListener;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Stores that one view uses: leased when first asked for, heard for changes, given back when a round of asking no
 * longer names them. For one thread at a time.
 */
final class Leases implements AutoCloseable {

    private final Runnable changed;
    private final boolean heard;
    private final Map<Wanted, Held> held = new HashMap<>();
    private final Set<Wanted> named = new HashSet<>();

    /** Tells of each change of the Stores that are held. */
    static Leases heard(Runnable changed) {
        return new Leases(changed, true);
    }

    /**
     * For a view whose own parts hear the Stores.
     *
     * @param known called when it is worth asking again for a Store that there was not
     */
    static Leases silent(Runnable known) {
        return new Leases(known, false);
    }

    private Leases(Runnable changed, boolean heard) {
        this.changed = changed;
        this.heard = heard;
    }

    /**
     * The Store for a kind in a scope, now and until a round passes without naming it.
     *
     * @return null where there is none yet, because the server is still asked how the kind's rows look
     */
    @Nullable
    Store store(Connection connection, Kind kind, Scope scope) {
        Wanted wanted = new Wanted(connection, kind, scope);
        named.add(wanted);
        Held now = held.get(wanted);
        if (now != null && now.lease.ended()) {
            // The kind was no longer served for a moment; what is served now is another one.
            held.remove(wanted);
            now.release();
            now = null;
        }
        if (now == null) {
            StorePool.Lease lease = connection.stores().lease(kind, scope, changed);
            if (lease == null) {
                return null;
            }
            now = hold(lease);
            held.put(wanted, now);
        }
        return now.lease.store();
    }

    /** The Store of all objects of a kind, by its {@link Kind#resource} name; null also where that is not served. */
    @Nullable
    Store store(Connection connection, String resource) {
        Kind kind = connection.discovery().kinds().resource(resource).orElse(null);
        return kind == null ? null : store(connection, kind, Scope.CLUSTER);
    }

    /** Ends a round: what it did not name is given back. */
    void endRound() {
        held.entrySet().removeIf(entry -> {
            boolean gone = !named.contains(entry.getKey());
            if (gone) {
                entry.getValue().release();
            }
            return gone;
        });
        named.clear();
    }

    private Held hold(StorePool.Lease lease) {
        Subscription subscription = heard
                ? lease.store().subscribe(new StoreListener() {
                    @Override
                    public void published(StoreSnapshot before, StoreSnapshot now) {
                        changed.run();
                    }

                    @Override
                    public void stateChanged(ReflectorState state) {
                        changed.run();
                    }
                })
                : () -> {};
        return new Held(lease, subscription);
    }

    @Override
    public void close() {
        held.values().forEach(Held::release);
        held.clear();
    }

    private record Wanted(Connection connection, Kind kind, Scope scope) {}

    private record Held(StorePool.Lease lease, Subscription subscription) {
        void release() {
            subscription.close();
            lease.close();
        }
    }
}
