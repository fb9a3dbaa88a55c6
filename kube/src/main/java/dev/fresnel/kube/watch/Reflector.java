package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.Reading;
import dev.fresnel.kube.wire.Schema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an {@link ObjectSink} up to date with the objects of a Kind in a Scope: lists them, watches them, and after
 * whatever happens on the way (drops, restarts, compaction, refusals) comes back to that by itself, telling in its
 * {@link ReflectorState} how far it can be believed meanwhile. What has been given stays given: a list that is read anew
 * is a list to be compared with, never a reason to show nothing.
 *
 * <p>It runs on a virtual thread of its own from {@link #start} to {@link #close}; the methods may be called by any thread.
 */
public final class Reflector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);

    /** How soon a drop that has not been mended shows. */
    private static final Duration SHOW_DROP_AFTER = Duration.ofSeconds(2);

    /** What has worked for so long is taken to work. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final String what;
    private final Timing timing;
    private final KindConnection connection;
    private final Follower follower;
    private final Recovery recovery;
    private final StateReport report;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private final boolean watchable;
    private final Duration poll;
    private @Nullable Instant liveSince;
    private volatile boolean closed;

    /**
     * @param reading what to read of the objects; its apiVersion and kind are those of {@code kind}
     * @param timing {@link Timing#system} but in tests
     * @param random for jitter
     */
    public Reflector(
            ApiServer server,
            Kind kind,
            Scope scope,
            Reading reading,
            ObjectSink sink,
            Timing timing,
            RandomGenerator random,
            Patience patience) {
        this.what = kind.resource() + (scope.namespace() == null ? "" : " in " + scope.namespace());
        this.timing = timing;
        connection = new KindConnection(server, reading, timing, patience.silence());
        report = new StateReport(sink, () -> ObjectCount.ask(server, kind, scope));
        boolean protobuf = reading.metadataOnly() || Schema.builtIn().knows(reading.apiVersion(), reading.kind());
        follower = new Follower(
                kind,
                new KindRequests(kind, scope, reading.metadataOnly()),
                connection,
                sink,
                new Progress(),
                patience,
                random,
                protobuf);
        recovery = new Recovery(server, follower, patience, random);
        watchable = kind.can("watch");
        poll = patience.poll();
        thread = Thread.ofVirtual().name("reflector " + what).unstarted(this::run);
    }

    /** With the machine's time and whole objects as bodies. */
    public static Reflector of(ApiServer server, Kind kind, Scope scope, PathTrie asked, ObjectSink sink) {
        return new Reflector(
                server,
                kind,
                scope,
                new Reading(kind.apiVersion(), kind.name(), asked, true, false),
                sink,
                Timing.system(),
                ThreadLocalRandom.current(),
                Patience.DEFAULT);
    }

    /** Begins. Once. */
    public Reflector start() {
        thread.start();
        return this;
    }

    /** Ends a wait for the next try, whatever it is for: tries now. */
    public void retry() {
        wake.release();
    }

    /** Ends the request that is running at once, and the Reflector with it; what was given stays where it is. */
    @Override
    public void close() {
        closed = true;
        connection.close();
        thread.interrupt();
    }

    /** Waits until nothing more comes from it after {@link #close}. */
    public void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        LOG.debug("{}: begins", what);
        try {
            report.tell(new ReflectorState.Connecting());
            while (!closed) {
                turn();
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: interrupted", what);
        } finally {
            report.stopped();
            LOG.debug("{}: ends", what);
        }
    }

    /** A go, and what follows from it. Where there was no memory left even to say so, there may be after a while. */
    private void turn() throws InterruptedException {
        try {
            step(go());
        } catch (OutOfMemoryError none) {
            await(SHOW_DROP_AFTER);
        }
    }

    /** One go, and what to do after it. */
    private Recovery.Step go() throws InterruptedException {
        liveSince = null;
        Instant begun = timing.now();
        wake.drainPermits();
        try {
            follower.go();
            if (!watchable) {
                recovery.healthy();
                return new Recovery.Step.Quietly(poll);
            }
            return wasLiveForAWhile() ? new Recovery.Step.AtOnce() : recovery.endedAtOnce();
        } catch (IOException failure) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            wasLiveForAWhile();
            LOG.debug("{}: {}", what, failure.toString());
            Recovery.Step step = recovery.after(
                    failure,
                    connection.wentSilent(),
                    liveSince == null ? Duration.between(begun, timing.now()) : Duration.ZERO);
            if (step instanceof Recovery.Step.AtOnce) {
                showUnlessMended(failure);
            }
            return step;
        } catch (RuntimeException | Error defect) {
            // Also memory that was too little for one object is no reason to follow none any more.
            LOG.error("{}: reading failed within Fresnel", what, defect);
            return recovery.afterDefect(defect);
        }
    }

    /** A server that says yes and drops the watch a moment later, again and again, is not well. */
    private boolean wasLiveForAWhile() {
        boolean well = liveSince != null && !timing.now().isBefore(liveSince.plus(A_WHILE));
        if (well) {
            recovery.healthy();
        }
        return well;
    }

    /** A drop that is mended at once need not be seen; one that is not must be, even while the next try still hangs. */
    private void showUnlessMended(IOException failure) {
        long words = report.words();
        Instant since = connection.lastHeard();
        timing.in(
                SHOW_DROP_AFTER,
                () -> report.tellUnless(
                        words, new ReflectorState.Stale(since, String.valueOf(failure.getMessage()), 1, timing.now())));
    }

    private void step(Recovery.Step step) throws InterruptedException {
        switch (step) {
            case Recovery.Step.AtOnce() -> {}
            case Recovery.Step.Quietly(Duration wait) -> await(wait);
            case Recovery.Step.Later(Duration wait, String reason) -> {
                Instant next = timing.now().plus(wait);
                report.tell(new ReflectorState.Stale(connection.lastHeard(), reason, recovery.failures(), next));
                await(wait);
            }
            case Recovery.Step.Refused(ReflectorState state, Duration wait) -> {
                report.tell(state);
                await(wait);
            }
        }
    }

    private void await(Duration wait) throws InterruptedException {
        timing.await(wake, wait);
    }

    /** Passes on how it goes. */
    private final class Progress implements Follower.Listener {
        @Override
        public void listing(long read) {
            report.listing(read);
        }

        @Override
        public void live() {
            recovery.live();
            if (liveSince == null) {
                liveSince = timing.now();
            }
            report.live();
        }
    }
}
