package dev.fresnel.server.connection;

import dev.fresnel.server.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a tab is still to be told, and when: messages at once, views that changed when their turn has come, and a heartbeat
 * where nothing else was said for a while and the tab wants one. Of a view it only holds <em>that</em> it changed, and of
 * heartbeats nothing, so what waits here does not grow while the tab does not listen.
 *
 * <p>Thread-safe. It calls nobody.
 */
final class Agenda {

    /** Messages that wait before no more is read from the tab. */
    static final int MAX_MESSAGES = 256;

    private final int maxViews;
    private final long paceNanos;
    private final long quietNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition taken = lock.newCondition();
    /** Guarded by {@link #lock}, as all that follows. */
    private final Map<Integer, OpenView> views = new HashMap<>();

    private final Deque<ServerMessage> messages = new ArrayDeque<>();
    private boolean closed;
    private boolean heartbeats;
    /** When the network took the last message, by {@link System#nanoTime}. */
    private long lastSaid = System.nanoTime();

    /**
     * @param maxViews views at a time
     * @param pace time between two updates of a view, at least
     * @param quiet after which time without a word there is a heartbeat
     */
    Agenda(int maxViews, Duration pace, Duration quiet) {
        this.maxViews = maxViews;
        this.paceNanos = pace.toNanos();
        this.quietNanos = quiet.toNanos();
    }

    /** What is to be told next. */
    sealed interface Item {

        /** A message as it is. */
        record Say(ServerMessage message) implements Item {}

        /** What changed in a view. */
        record Tell(OpenView view) implements Item {}
    }

    /** Whether a view could be added. */
    enum Added {
        YES,
        TOO_MANY,
        ID_TAKEN,
        CLOSED
    }

    Added add(OpenView view) {
        lock.lock();
        try {
            if (closed) {
                return Added.CLOSED;
            }
            if (views.containsKey(view.id)) {
                return Added.ID_TAKEN;
            }
            if (views.size() >= maxViews) {
                return Added.TOO_MANY;
            }
            views.put(view.id, view);
            return Added.YES;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    OpenView find(int id) {
        lock.lock();
        try {
            return views.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a view out, which the caller then closes; null where there is none. */
    @Nullable
    OpenView remove(int id) {
        lock.lock();
        try {
            return views.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a message. Whoever may be made to wait calls {@link #awaitRoom} before. */
    void say(ServerMessage message) {
        lock.lock();
        try {
            if (!closed) {
                messages.add(message);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while many messages wait to be told, so that a tab that asks faster than it listens is slowed down to its own
     * pace. False where nothing was taken in that time.
     */
    boolean awaitRoom(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (messages.size() >= MAX_MESSAGES && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = taken.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Something changed in the view. What a person asked for is not made to wait for its turn. */
    void mark(OpenView view, boolean atOnce) {
        lock.lock();
        try {
            if (atOnce) {
                view.nextTurn = System.nanoTime();
            }
            if (!view.marked || atOnce) {
                view.marked = true;
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether someone listens for heartbeats. */
    void heartbeats(boolean wanted) {
        lock.lock();
        try {
            heartbeats = wanted;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The network took a message. */
    void said() {
        lock.lock();
        try {
            lastSaid = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to tell, and counts it as told; null when closed. */
    @Nullable
    Item next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                if (!messages.isEmpty()) {
                    taken.signal();
                    return new Item.Say(messages.removeFirst());
                }
                long now = System.nanoTime();
                OpenView first = firstMarked();
                if (first != null && first.nextTurn - now <= 0) {
                    first.marked = false;
                    first.nextTurn = first.prompt() ? now : now + paceNanos;
                    return new Item.Tell(first);
                }
                long quietLeft = heartbeats ? lastSaid + quietNanos - now : Long.MAX_VALUE;
                if (quietLeft <= 0) {
                    return new Item.Say(new ServerMessage.Heartbeat());
                }
                if (first == null && !heartbeats) {
                    work.await();
                } else {
                    long turnIn = first == null ? Long.MAX_VALUE : first.nextTurn - now;
                    long _ = work.awaitNanos(Math.min(turnIn, quietLeft));
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The view whose turn comes first among those that changed. */
    private @Nullable OpenView firstMarked() {
        OpenView first = null;
        for (OpenView view : views.values()) {
            if (view.marked && view.live() != null && (first == null || view.nextTurn - first.nextTurn < 0)) {
                first = view;
            }
        }
        return first;
    }

    /** Ends it, once: the views that were open, which the caller then closes. */
    List<OpenView> close() {
        lock.lock();
        try {
            closed = true;
            List<OpenView> open = List.copyOf(views.values());
            views.clear();
            messages.clear();
            work.signalAll();
            taken.signalAll();
            return open;
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
