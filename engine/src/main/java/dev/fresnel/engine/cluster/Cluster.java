package dev.fresnel.engine.cluster;

import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.kube.api.ServerInfo;
import dev.fresnel.kube.api.UnreachableException;
import dev.fresnel.kube.config.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cluster of a kubeconfig. Nothing is sent to it before someone looks ({@link #connect}); from then on it is asked
 * now and then whether it is there, and tried again with growing pauses where it is not. What was read stays meanwhile.
 *
 * <pre>
 *   Idle ──connect──► Connecting ──answered──► Active ◄──answers again── Unreachable, Unauthorised
 *                         │                      │ no answer                       ▲
 *                         └──────────────────────┴─────────────────────────────────┘
 * </pre>
 *
 * <p>Thread-safe. Listeners are called by any thread, without locks.
 */
public final class Cluster implements AutoCloseable {

    /** How often a cluster that answers is asked whether it still does. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    /** The same while something of it is watched: people who look are to know within 5 s that it does not. */
    private static final Duration PULSE = Duration.ofMillis(1_500);

    /** The longest pause between tries of one that has never answered. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** The same for one that has: someone looks at its rows. */
    private static final Duration MAX_PAUSE_KNOWN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private volatile Context context;
    private final ConnectionFactory factory;
    private final InstantSource clock;
    private final Listeners listeners = new Listeners();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wake;
    private boolean idle;
    private @Nullable Thread thread;
    private boolean closed;
    private volatile ClusterState state = new ClusterState.Idle();
    private volatile @Nullable Connection connection;

    Cluster(Context context, ConnectionFactory factory, InstantSource clock) {
        this.context = context;
        this.factory = factory;
        this.clock = clock;
    }

    /** Its name: the context's. */
    public String name() {
        return context.name();
    }

    /** Where it is, and as whom it is asked. */
    public Context context() {
        return context;
    }

    /** The files say it otherwise now. Takes that over and is true where it leads to the same server as the same person. */
    boolean isNow(Context said) {
        boolean same = context.leadsWhere(said);
        if (same) {
            context = said;
        }
        return same;
    }

    /** How the connection is. */
    public ClusterState state() {
        return state;
    }

    /** What has answered; null until it first has. It stays when the cluster no longer answers. */
    public @Nullable Connection connection() {
        return connection;
    }

    /** Calls back whenever {@link #state}, {@link #connection} or what is served has changed, until closed. */
    public Subscription subscribe(Runnable changed) {
        return listeners.add(changed);
    }

    /** Someone looks: begins to connect, unless that has been done. Returns at once. */
    public void connect() {
        lock.lock();
        try {
            if (thread != null || closed) {
                return;
            }
            state = new ClusterState.Connecting(null, null);
            thread = Thread.ofVirtual().name("cluster-" + name()).start(this::run);
        } finally {
            lock.unlock();
        }
        listeners.tell();
    }

    /** Tries again now, also what waits to read on. */
    public void retry() {
        connect();
        Connection current = connection;
        if (current != null) {
            current.stores().retry();
        }
        lock.lock();
        try {
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Duration pause = Duration.ofSeconds(1);
        try {
            while (true) {
                boolean answered = attempt();
                pause = answered
                        ? Duration.ofSeconds(1)
                        : min(pause.multipliedBy(2), connection == null ? MAX_PAUSE : MAX_PAUSE_KNOWN);
                if (!rest(answered ? untilNextProbe() : pause)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: interrupted", name());
        }
    }

    private Duration untilNextProbe() {
        Connection current = connection;
        lock.lock();
        try {
            idle = current == null || current.stores().isIdle();
            return idle ? PROBE : PULSE;
        } finally {
            lock.unlock();
        }
    }

    /** Something begins to be watched: from now on it matters sooner whether the cluster answers. */
    private void watched(StorePool stores) {
        lock.lock();
        try {
            if (idle && !stores.isIdle()) {
                idle = false;
                wake = true;
                woken.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks once; whether it answered. */
    private boolean attempt() throws InterruptedException {
        try {
            Connection current = connection;
            if (current == null) {
                Connection made = factory.connect(context, listeners::tell);
                if (!keep(made)) {
                    return false;
                }
                made.stores().subscribe(() -> watched(made.stores()));
            } else {
                try (Pulse _ = Pulse.of(current.server(), current.stores(), factory.clock())) {
                    ServerInfo.read(current.server(), context, factory.clock());
                }
            }
            become(new ClusterState.Active());
            return true;
        } catch (UnreachableException e) {
            become(
                    e.problem().unauthorised()
                            ? unauthorised(
                                    sentences(e.problem().reason(), e.problem().advice()))
                            : unreachable(
                                    sentences(e.problem().reason(), e.problem().advice())));
        } catch (IOException e) {
            become(unreachable(e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("{}: connecting failed", name(), e);
            become(unreachable("a mistake of Fresnel's own. What it printed where it was started says more."));
        }
        return false;
    }

    private boolean keep(Connection made) {
        lock.lock();
        try {
            if (!closed) {
                connection = made;
                return true;
            }
        } finally {
            lock.unlock();
        }
        made.close();
        return false;
    }

    private static String sentences(String reason, String advice) {
        return reason + ". " + advice;
    }

    private ClusterState unauthorised(String reason) {
        return new ClusterState.Unauthorised(reason, since());
    }

    private ClusterState unreachable(String reason) {
        return new ClusterState.Unreachable(reason, since());
    }

    /** Keeps the moment of the first failure while it goes on, also as another one. */
    private long since() {
        return switch (state) {
            case ClusterState.Unreachable before -> before.since();
            case ClusterState.Unauthorised before -> before.since();
            default -> clock.millis();
        };
    }

    private void become(ClusterState next) {
        if (!next.equals(state)) {
            state = next;
            listeners.tell();
        }
    }

    /** Waits, or less where someone wants to know; false when closed. */
    private boolean rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!wake && !closed && left > 0) {
                left = woken.awaitNanos(left);
            }
            wake = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        Connection current;
        Thread running;
        lock.lock();
        try {
            closed = true;
            current = connection;
            running = thread;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.interrupt();
        }
        if (current != null) {
            current.close();
        }
    }
}
