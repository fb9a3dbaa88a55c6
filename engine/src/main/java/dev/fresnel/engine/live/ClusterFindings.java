package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.finding.Found;
import dev.fresnel.engine.finding.Judgements;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Store;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong in one cluster, kept up to date while somebody looks. Changes of its Stores are taken in together after a
 * pause, by a thread of their own. Thread-safe.
 */
final class ClusterFindings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFindings.class);
    private static final long PAUSE_MILLIS = 400;

    /**
     * @param all what is wrong
     * @param causes the same, each cause at one object
     * @param complete whether everything has been looked at
     */
    record Known(List<Found> all, List<Found> causes, boolean complete) {}

    private final Connection connection;
    private final ScheduledExecutorService later;
    private final Set<KindName> kinds;
    private final Judgements judgements;
    private final Leases leases;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile Known known = new Known(List.of(), List.of(), false);
    private boolean closed;

    ClusterFindings(Connection connection, List<Rule> rules, InstantSource clock, ScheduledExecutorService later) {
        this.connection = connection;
        this.later = later;
        Set<KindName> kinds = new HashSet<>();
        for (Rule rule : rules) {
            kinds.add(rule.kind());
            kinds.addAll(rule.reads());
        }
        this.kinds = Set.copyOf(kinds);
        long ahead = connection.info().clockSkew().toMillis();
        this.judgements = new Judgements(rules, () -> clock.millis() + ahead);
        this.leases = Leases.heard(this::changed);
        changed();
    }

    /** What is known by now. */
    Known known() {
        return known;
    }

    void enter(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether nobody looks any more. */
    boolean leave(Runnable listener) {
        listeners.remove(listener);
        return listeners.isEmpty();
    }

    private void changed() {
        if (!due.getAndSet(true)) {
            var _ = later.schedule(
                    () -> Thread.ofVirtual().name("findings").start(this::refresh),
                    PAUSE_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void refresh() {
        due.set(false);
        if (closed) {
            return;
        }
        try {
            boolean all = watch();
            boolean again = judgements.refresh();
            Known now = new Known(judgements.all(), judgements.causes(), all && judgements.complete());
            if (again || now.complete != known.complete) {
                known = now;
                listeners.forEach(Runnable::run);
            }
        } catch (RuntimeException mistake) {
            LOG.error(
                    "what is wrong in {} cannot be worked out",
                    connection.kinds().cluster(),
                    mistake);
        }
    }

    /** Watches what rules look at, as far as it is served; answers whether all of that is under way or cannot be. */
    private boolean watch() {
        boolean all = true;
        for (KindName name : kinds) {
            Kind kind = connection.kinds().find(name.group(), name.name());
            if (kind == null || !kind.can("list")) {
                continue;
            }
            Store store = leases.store(connection, kind, scope(name));
            if (store == null) {
                all = false;
            } else {
                judgements.watch(name, store);
                all &= store.snapshot().complete() || store.state() instanceof ReflectorState.Forbidden;
            }
        }
        leases.endRound();
        return all;
    }

    /** Of events only the warnings. */
    private static Scope scope(KindName name) {
        return name.equals(Kinds.EVENT) ? new Scope(null, "type=Warning", null) : Scope.CLUSTER;
    }

    @Override
    public synchronized void close() {
        closed = true;
        leases.close();
    }
}
