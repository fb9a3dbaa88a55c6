package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Stores of one cluster as one Caller. A Store is fed from its first lease on; when the last lease is given back it is
 * kept warm for some minutes and then ends. A lease on one namespace or one object uses the Store of a wider scope where that
 * is running, so nothing is read twice.
 *
 * <p>Thread-safe.
 */
public final class StorePool implements AutoCloseable {

    /** How long a Store that nobody needs is kept up to date. */
    public static final Duration WARM = Duration.ofMinutes(5);

    private final String cluster;
    private final Feeder feeder;
    private final Function<Kind, RowShape> shapes;
    private final ScheduledExecutorService later;
    private final Executor trainer;
    private final InstantSource clock;
    private final Map<Key, Fed> running = new HashMap<>();
    private boolean closed;

    StorePool(
            String cluster,
            Feeder feeder,
            Function<Kind, RowShape> shapes,
            ScheduledExecutorService later,
            Executor trainer,
            InstantSource clock) {
        this.cluster = cluster;
        this.feeder = feeder;
        this.shapes = shapes;
        this.later = later;
        this.trainer = trainer;
        this.clock = clock;
    }

    /** A Store that holds at least the objects of that scope. Give it back by closing the lease. */
    public synchronized Lease lease(Kind kind, Scope scope) {
        if (closed) {
            throw new IllegalStateException("the connection to " + cluster + " has been closed");
        }
        Fed fed = wider(kind, scope);
        if (fed == null) {
            fed = new Fed(kind, scope);
            running.put(fed.key, fed);
        }
        fed.uses++;
        fed.idleRound++;
        return new Lease(this, fed);
    }

    /** The Stores that run now, for what is known without asking for more. */
    public synchronized List<Store> running() {
        List<Store> stores = new ArrayList<>();
        running.values().forEach(fed -> stores.add(fed.store));
        return stores;
    }

    /** Tries again whatever waits to. */
    public synchronized void retry() {
        running.values().forEach(fed -> fed.feed.retry());
    }

    private @Nullable Fed wider(Kind kind, Scope scope) {
        for (Scope candidate : List.of(scope, new Scope(scope.namespace(), null, null), Scope.CLUSTER)) {
            Fed fed = running.get(Key.of(kind, candidate));
            // A wider one that may not be read would hide what may: only the very scope is taken unseen.
            if (fed != null && (candidate.equals(scope) || fed.readable())) {
                return fed;
            }
        }
        return null;
    }

    private synchronized void giveBack(Fed fed) {
        fed.uses--;
        if (fed.uses == 0 && !closed) {
            int round = fed.idleRound;
            var _ = later.schedule(() -> end(fed, round), WARM.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void end(Fed fed, int round) {
        if (fed.uses == 0 && fed.idleRound == round && running.remove(fed.key, fed)) {
            fed.end();
        }
    }

    /** Ends the Stores of kinds that are no longer served: a kind of that name that comes back later is another one. */
    synchronized void keepOnly(Kinds served) {
        running.values().removeIf(fed -> {
            Kind kind = fed.store.kind();
            boolean gone = served.of(kind.apiVersion(), kind.name()).isEmpty();
            if (gone) {
                fed.end();
            }
            return gone;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.values().forEach(Fed::end);
        running.clear();
    }

    /** A Store that someone uses. */
    public static final class Lease implements AutoCloseable {
        private final StorePool pool;
        private final Fed fed;
        private boolean returned;

        private Lease(StorePool pool, Fed fed) {
            this.pool = pool;
            this.fed = fed;
        }

        /** The Store. It may hold more than the scope that was asked for. */
        public Store store() {
            return fed.store;
        }

        @Override
        public void close() {
            synchronized (pool) {
                if (returned) {
                    return;
                }
                returned = true;
            }
            pool.giveBack(fed);
        }
    }

    private record Key(String resource, String apiVersion, Scope scope) {
        static Key of(Kind kind, Scope scope) {
            return new Key(kind.resource(), kind.apiVersion(), kind.namespaced() ? scope : clusterWide(scope));
        }

        private static Scope clusterWide(Scope scope) {
            return new Scope(null, scope.fieldSelector(), scope.labelSelector());
        }
    }

    /** A Store with what feeds it. {@code uses} and {@code idleRound} are guarded by the pool. */
    private final class Fed {
        final Key key;
        final Store store;
        final Feeder.Feed feed;
        int uses;
        int idleRound;

        Fed(Kind kind, Scope scope) {
            this.key = Key.of(kind, scope);
            RowShape shape = shapes.apply(kind);
            this.store = new Store(cluster, kind, shape, clock, trainer);
            this.feed = feeder.feed(kind, key.scope, shape.paths().and(Row.METADATA), store);
        }

        /** Whether the server has let it be listed, so far as is known. */
        boolean readable() {
            return switch (store.state()) {
                case ReflectorState.Listing _, ReflectorState.Live _, ReflectorState.Stale _ -> true;
                case ReflectorState.Connecting _,
                        ReflectorState.Forbidden _,
                        ReflectorState.Failed _,
                        ReflectorState.Stopped _ -> false;
            };
        }

        void end() {
            feed.close();
            store.close();
        }
    }
}
