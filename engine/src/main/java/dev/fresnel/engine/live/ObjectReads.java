package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object from the server as the person, each time that another version of it is wanted. There is one read at a time,
 * so an older answer never comes after a newer one; one that failed is tried again with growing pauses.
 *
 * <p>Thread-safe. It never waits.
 */
final class ObjectReads implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Surroundings around;
    private final ObjectRef ref;
    private final boolean managedFields;
    private final Runnable changed;
    /** All that follows is guarded by this. */
    private @Nullable Read latest;

    private @Nullable Problem problem;
    /** What was wanted when {@link #latest} was asked for: the answer is that version or a newer one. */
    private @Nullable String answered;

    private @Nullable Thread reading;
    private @Nullable ScheduledFuture<?> nextTry;
    private boolean closed;

    /** @param changed called, by another thread, when there is an answer, or it is time to want one again */
    ObjectReads(Surroundings around, ObjectRef ref, boolean managedFields, Runnable changed) {
        this.around = around;
        this.ref = ref;
        this.managedFields = managedFields;
        this.changed = changed;
    }

    /**
     * The object as it was read last.
     *
     * @param at when, milliseconds since 1970
     */
    record Read(Map<String, Object> tree, String version, long at) {}

    /** Why the last try failed, for the how manieth time, and when the next one is. */
    record Problem(String words, int attempt, long nextTryAt) {}

    /** The newest answer, null before the first. */
    synchronized @Nullable Read latest() {
        return latest;
    }

    /** What went wrong since then, null for nothing. */
    synchronized @Nullable Problem problem() {
        return problem;
    }

    /** Reads that version or a newer one, unless that has been done, is being done, or has just failed. */
    synchronized void want(Connection connection, Kind kind, String version) {
        boolean known = version.equals(answered) || (latest != null && version.equals(latest.version));
        boolean tooSoon = problem != null && around.clock().millis() < problem.nextTryAt;
        if (closed || known || tooSoon || reading != null) {
            return;
        }
        reading = Thread.ofVirtual().name("read " + kind.resource()).start(() -> read(connection, kind, version));
    }

    private void read(Connection connection, Kind kind, String version) {
        try {
            new SingleReads(connection.server())
                    .get(kind, ref.namespace(), ref.name(), managedFields)
                    .map(WholeObjects::tree)
                    .ifPresentOrElse(tree -> succeeded(tree, version), () -> failed("It has been deleted."));
        } catch (IOException | RuntimeException e) {
            failed(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            return; // closed
        }
        changed.run();
    }

    private synchronized void succeeded(Map<String, Object> tree, String version) {
        reading = null;
        problem = null;
        answered = version;
        latest = new Read(
                tree,
                Tree.text(tree, "metadata", "resourceVersion"),
                around.clock().millis());
    }

    private synchronized void failed(String words) {
        reading = null;
        if (closed) {
            return;
        }
        int attempt = problem == null ? 1 : problem.attempt + 1;
        long pause = Math.min(FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10), LONGEST_PAUSE.toMillis());
        problem = new Problem(words, attempt, around.clock().millis() + pause);
        nextTry = around.later().schedule(changed, pause, TimeUnit.MILLISECONDS);
    }

    /** Ends a read that is going on. */
    @Override
    public synchronized void close() {
        closed = true;
        if (reading != null) {
            reading.interrupt();
        }
        if (nextTry != null) {
            nextTry.cancel(false);
        }
    }
}
