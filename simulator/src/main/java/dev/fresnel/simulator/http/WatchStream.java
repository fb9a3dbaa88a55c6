package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.Snapshot;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One watch: changes go in on the thread that writes them, and out as events on the watch's own.
 *
 * <pre>
 *   storage ── change ──► queue ──► filter ──► shape ──► {"type":"MODIFIED","object":{…}}\n
 * </pre>
 *
 * What is queued is written together and flushed when the queue is empty. A client so slow that the queue fills is cut
 * off, and will list anew.
 */
final class WatchStream implements AutoCloseable {

    private static final int QUEUE_SIZE = 20_000;
    private static final long SECONDS_BETWEEN_BOOKMARKS = 60;
    private static final long SECONDS_FROM_LAST_BOOKMARK = 2;

    /** In the queue: the end. */
    private static final Change END = new Change(Change.Type.DELETED, Map.of(), null, -1);

    /** Writes events in the encoding that the client wants. */
    @FunctionalInterface
    interface Events {
        void write(String type, Map<String, Object> object) throws IOException;
    }

    /** What a watch lets through. */
    record Filter(@Nullable String namespace, Predicate<Map<String, Object>> selection) {

        boolean test(@Nullable Map<String, Object> object) {
            return object != null
                    && (namespace == null || namespace.equals(Tree.text(object, "metadata", "namespace")))
                    && selection.test(object);
        }
    }

    private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>(QUEUE_SIZE);
    private final Events events;
    private final OutputStream out;
    private final Shape shape;
    private final Filter filter;
    private final boolean bookmarks;
    private final long endNanos;
    private ObjectStorage.@Nullable Watch subscription;
    private long toldVersion;
    private volatile boolean stopped;

    /** @param out where the events go, to be flushed */
    WatchStream(Events events, OutputStream out, Shape shape, Filter filter, boolean bookmarks, long seconds) {
        this.events = events;
        this.out = out;
        this.shape = shape;
        this.filter = filter;
        this.bookmarks = bookmarks;
        this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Ends the watch from any thread. */
    void stop() {
        stopped = true;
        queue.clear();
        queue.offer(END);
    }

    /** Begins to collect the changes since a version, which may be one that is yet to come. */
    void subscribe(ObjectStorage storage, ResourceType type, long from) {
        toldVersion = from;
        subscription = storage.watchFrom(type, Math.min(from, storage.resourceVersion()), change -> {
            if (change.resourceVersion() > from) {
                enqueue(change);
            }
        });
    }

    /** Tells changes until the time is up or the client is gone. */
    void follow() throws IOException {
        try {
            out.flush();
            tellChanges();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void enqueue(Change change) {
        if (!queue.offer(change)) {
            stop();
        }
    }

    private void tellChanges() throws IOException, InterruptedException {
        long bookmarkNanos = nextBookmark();
        while (!stopped) {
            long now = System.nanoTime();
            long next = bookmarks ? Math.min(bookmarkNanos, endNanos) : endNanos;
            Change change = queue.poll(Math.max(0, next - now), TimeUnit.NANOSECONDS);
            if (change != null) {
                tell(change);
                if (queue.isEmpty()) {
                    out.flush();
                }
                continue;
            }
            if (System.nanoTime() - endNanos >= 0) {
                return;
            }
            bookmark(Map.of());
            out.flush();
            bookmarkNanos = nextBookmark();
        }
    }

    /** Every minute, and shortly before the end, so that a client can go on from there. */
    private long nextBookmark() {
        long now = System.nanoTime();
        long last = endNanos - TimeUnit.SECONDS.toNanos(SECONDS_FROM_LAST_BOOKMARK);
        long next = now + TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_BOOKMARKS);
        return last - now > 0 && last - next < 0 ? last : next;
    }

    /** An object that comes to fit the selectors is added, one that ceases to is deleted, whatever happened to it. */
    private void tell(Change change) throws IOException {
        if (change.resourceVersion() < 0) {
            return;
        }
        toldVersion = change.resourceVersion();
        boolean before = filter.test(change.previous());
        boolean after = change.type() != Change.Type.DELETED && filter.test(change.object());
        if (after) {
            write(before ? "MODIFIED" : "ADDED", shape.event(change.object()));
        } else if (before) {
            Map<String, Object> last = change.type() == Change.Type.DELETED
                    ? change.object()
                    : withVersion(Tree.map(change.previous()), change.resourceVersion());
            write("DELETED", shape.event(last));
        }
    }

    private static Map<String, Object> withVersion(Map<String, Object> object, long version) {
        Map<String, Object> copy = Tree.copy(object);
        Tree.put(copy, Long.toString(version), "metadata", "resourceVersion");
        return copy;
    }

    /** Tells objects that are there already. */
    void tellAll(Snapshot snapshot) throws IOException {
        for (Map<String, Object> object : snapshot.objects()) {
            if (filter.test(object)) {
                write("ADDED", shape.event(object));
            }
        }
    }

    void bookmark(Map<String, Object> annotations) throws IOException {
        write("BOOKMARK", shape.bookmark(toldVersion, annotations));
    }

    /** Tells that the watch cannot go on. */
    void fail(StatusException refusal) throws IOException {
        write("ERROR", refusal.status());
    }

    private void write(String type, Map<String, Object> object) throws IOException {
        events.write(type, object);
    }
}
