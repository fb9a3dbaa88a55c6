package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    /**
     * Of Stores that hold a part of a kind (a namespace's, one object, what happened to one) so many are kept: whoever walks
     * along a list with the details open leaves some behind for each row.
     */
    static final int WARM_PARTS = 64;

    /** How often Stores are looked at again, and in them rows in progress: whether something takes too long is a matter of about a minute. */
    static final Duration REVIEW = Duration.ofSeconds(30);

    private final String cluster;
    private final Feeder feeder;
    private final RowShapes shapes;
    private final ScheduledExecutorService later;
    private final Executor background;
    private final InstantSource clock;
    private final Listeners listeners = new Listeners();
    private final Map<Key, Fed> running = new HashMap<>();
    /** Of parts those that nobody needs, the one that was given back first before all. */
    private final SequencedSet<Fed> warmParts = new LinkedHashSet<>();

    private final ScheduledFuture<?> review;
    private boolean closed;

    /**
     * @param later runs what is due after a time; its tasks are short
     * @param background runs what takes some tenths of a second
     */
    StorePool(
            String cluster,
            Feeder feeder,
            RowShapes shapes,
            ScheduledExecutorService later,
            Executor background,
            InstantSource clock) {
        this.cluster = cluster;
        this.feeder = feeder;
        this.shapes = shapes;
        this.later = later;
        this.background = background;
        this.clock = clock;
        this.review = later.scheduleWithFixedDelay(
                () -> background.execute(this::review), REVIEW.toMillis(), REVIEW.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A Store that holds at least the objects of that scope. Give it back by closing the lease. Never waits.
     *
     * @param known called, by another thread, when it is worth asking again
     * @return null while it is not known how the kind's rows look, and when the connection has been closed
     */
    public @Nullable Lease lease(Kind kind, Scope scope, Runnable known) {
        Lease lease = leaseRunning(kind, scope);
        if (lease != null) {
            return lease;
        }
        RowShape shape = shapes.of(kind, known);
        if (shape == null) {
            return null;
        }
        Lease begun = begin(kind, scope, shape);
        listeners.tell();
        return begun;
    }

    private synchronized @Nullable Lease leaseRunning(Kind kind, Scope scope) {
        Fed fed = wider(kind, scope);
        return fed == null ? null : new Lease(this, fed);
    }

    private synchronized @Nullable Lease begin(Kind kind, Scope scope, RowShape shape) {
        if (closed) {
            return null;
        }
        Fed fed = wider(kind, scope);
        if (fed == null) {
            fed = new Fed(kind, scope, shape);
            running.put(fed.key, fed);
        }
        return new Lease(this, fed);
    }

    /**
     * The Stores that run now, for what is known without asking for more. No object is in two of them: one that a wider Store
     * holds too is left to that.
     */
    public synchronized List<Store> running() {
        return running.values().stream()
                .filter(fed -> !isWithinAnother(fed))
                .map(fed -> fed.store)
                .toList();
    }

    private boolean isWithinAnother(Fed fed) {
        return widening(fed.key.scope)
                .map(scope -> running.get(new Key(fed.key.resource, fed.key.apiVersion, scope)))
                .anyMatch(other -> other != null
                        && other != fed
                        && other.readable()
                        && other.store.snapshot().complete());
    }

    /** Calls back when a Store begins or ends, or another number of its objects is in trouble, until closed. */
    public Subscription subscribe(Runnable changed) {
        return listeners.add(changed);
    }

    /** Tries again whatever waits to. */
    public void retry() {
        all().forEach(fed -> fed.feed.retry());
    }

    /** The server has gone silent: what is live is as of then. */
    void doubt(ReflectorState.Stale why) {
        all().forEach(fed -> fed.store.doubt(why));
    }

    /** The server speaks. */
    void trust() {
        all().forEach(fed -> fed.store.trust());
    }

    /** Whether nobody needs anything of the cluster now. */
    synchronized boolean isIdle() {
        return running.isEmpty();
    }

    private @Nullable Fed wider(Kind kind, Scope scope) {
        return widening(scope)
                .map(candidate -> running.get(Key.of(kind, candidate)))
                .filter(Objects::nonNull)
                // A wider one that may not be read would hide what may: only the very scope is taken unseen.
                .filter(fed -> fed.key.equals(Key.of(kind, scope)) || fed.readable())
                .findFirst()
                .orElse(null);
    }

    /** The scope, its namespace, and the cluster. */
    private static Stream<Scope> widening(Scope scope) {
        return Stream.of(scope, new Scope(scope.namespace(), null, null), Scope.CLUSTER)
                .distinct();
    }

    private void giveBack(Fed fed) {
        Fed surplus = null;
        synchronized (this) {
            fed.uses--;
            if (fed.uses == 0 && !closed && !fed.ended) {
                int round = fed.idleRound;
                fed.ending = later.schedule(() -> end(fed, round), WARM.toMillis(), TimeUnit.MILLISECONDS);
                if (fed.isPart()) {
                    warmParts.addLast(fed);
                }
                if (warmParts.size() > WARM_PARTS) {
                    surplus = warmParts.getFirst();
                    leave(List.of(surplus));
                }
            }
        }
        if (surplus != null) {
            List<Fed> gone = List.of(surplus);
            background.execute(() -> end(gone)); // whoever gives back may hold locks
        }
    }

    private void end(Fed fed, int round) {
        synchronized (this) {
            if (fed.uses > 0 || fed.idleRound != round || fed.ended) {
                return;
            }
            leave(List.of(fed));
        }
        end(List.of(fed));
    }

    /** Nobody is given these any more. For one who holds the lock; {@link #end(List)} follows without it. */
    private void leave(List<Fed> gone) {
        gone.forEach(Fed::leave);
        running.values().removeAll(gone);
        gone.forEach(fed -> forgetUnused(fed.store.kind()));
    }

    /** A Store that publishes holds its own lock and tells those who ask this pool, so it must not be waited for under this one. */
    private void end(List<Fed> gone) {
        gone.forEach(Fed::end);
        listeners.tell();
    }

    private void forgetUnused(Kind kind) {
        if (running.values().stream().noneMatch(fed -> fed.store.kind().equals(kind))) {
            shapes.forget(kind);
        }
    }

    /** Ends the Stores of kinds that are no longer served: a kind of that name that comes back later is another one. */
    void keepOnly(Kinds served) {
        List<Fed> gone;
        synchronized (this) {
            gone = running.values().stream()
                    .filter(fed -> served.of(
                                    fed.store.kind().apiVersion(),
                                    fed.store.kind().name())
                            .isEmpty())
                    .toList();
            leave(gone);
        }
        end(gone);
    }

    private void review() {
        all().forEach(fed -> fed.store.review());
    }

    private synchronized List<Fed> all() {
        return List.copyOf(running.values());
    }

    @Override
    public void close() {
        List<Fed> gone;
        synchronized (this) {
            closed = true;
            review.cancel(false);
            gone = all();
            gone.forEach(Fed::leave);
            running.clear();
        }
        gone.forEach(Fed::end);
    }

    /** A Store that someone uses. */
    public static final class Lease implements AutoCloseable {
        private final StorePool pool;
        private final Fed fed;
        private boolean returned;

        /** For one who holds the pool's lock. */
        private Lease(StorePool pool, Fed fed) {
            this.pool = pool;
            this.fed = fed;
            fed.uses++;
            fed.idleRound++;
            fed.isNeeded();
        }

        /** The Store. It may hold more than the scope that was asked for. */
        public Store store() {
            return fed.store;
        }

        /** Whether the Store has ended under its users: nothing comes into it any more, and another lease gives another one. */
        public boolean ended() {
            return fed.ended;
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

    /** A Store with what feeds it. What changes of it is guarded by the pool, but for {@link #end}. */
    private final class Fed {
        final Key key;
        final Store store;
        final Feeder.Feed feed;
        int uses;
        int idleRound;
        /** What ends it in a while, where nobody needs it now. */
        @Nullable
        ScheduledFuture<?> ending;

        volatile boolean ended;

        Fed(Kind kind, Scope scope, RowShape shape) {
            this.key = Key.of(kind, scope);
            this.store = new Store(cluster, kind, shape, clock, background);
            store.subscribe((before, now) -> {
                if (now.count(Severity.FAILED) != before.count(Severity.FAILED)
                        || now.count(Severity.WARNING) != before.count(Severity.WARNING)) {
                    listeners.tell();
                }
            });
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

        boolean isPart() {
            return !key.scope.equals(Scope.CLUSTER);
        }

        /** It need not be ended in a while. */
        void isNeeded() {
            warmParts.remove(this);
            if (ending != null) {
                ending.cancel(false);
                ending = null;
            }
        }

        /** Nobody is given it any more. */
        void leave() {
            ended = true;
            isNeeded();
        }

        /** Ends what feeds it. */
        void end() {
            feed.close();
            store.close();
        }
    }
}
