package dev.fresnel.server.connection;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.server.protocol.ClientMessage;
import dev.fresnel.server.protocol.Json;
import dev.fresnel.server.protocol.MalformedMessageException;
import dev.fresnel.server.protocol.ServerMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser tab and the views it has open.
 *
 * <pre>
 *   socket thread:  text → message → open / adjust / close a view          view threads: "changed" → mark the view
 *                                         │                                                  │
 *   writer thread:  wait until a view is marked and its turn has come → poll it → send → wait until the network took it
 * </pre>
 *
 * A view is sent at most four times a second; what changes in between is in its next update. While the network does not
 * take a message nothing is polled, so a slow or stuck browser costs nothing but its marks.
 */
public final class BrowserConnection implements AutoCloseable {

    /** Version of the protocol; a browser with another one is told to reload. */
    public static final int PROTOCOL = 1;

    /** Views that one tab may have open; a page needs about five. */
    static final int MAX_VIEWS = 64;

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Logger LOG = LoggerFactory.getLogger(BrowserConnection.class);

    private final Outbound outbound;
    private final LiveView.Opener opener;
    private final String version;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    /** Guarded by {@link #lock}, as all that follows. */
    private final Map<Integer, OpenView> views = new HashMap<>();

    private final List<ServerMessage> urgent = new ArrayList<>();
    private @Nullable String language;
    private boolean closed;

    /**
     * Begins to serve a tab.
     *
     * @param version of the program, for Welcome
     */
    public BrowserConnection(Outbound outbound, LiveView.Opener opener, String version, InstantSource clock) {
        this.outbound = outbound;
        this.opener = opener;
        this.version = version;
        this.clock = clock;
        Thread.ofVirtual().name("browser-writer").start(this::write);
    }

    /** A text message arrived. Calls come one at a time, in order. */
    public void received(String text) {
        ClientMessage message;
        try {
            message = Json.read(text);
        } catch (MalformedMessageException e) {
            outbound.close(1002, "not a message of the protocol");
            close();
            return;
        }
        switch (message) {
            case ClientMessage.Hello hello -> hello(hello);
            case ClientMessage.Open open -> open(open);
            case ClientMessage.Adjust adjust -> adjust(adjust);
            case ClientMessage.Close gone -> closeView(gone.id());
            case ClientMessage.Retry retry -> opener.retry(retry.cluster());
            case ClientMessage.DropGone drop -> {
                OpenView view = find(drop.id());
                if (view != null) {
                    view.live.dropGone();
                    mark(view, true);
                }
            }
        }
    }

    private void hello(ClientMessage.Hello hello) {
        lock.lock();
        try {
            language = hello.language();
        } finally {
            lock.unlock();
        }
        say(
                hello.protocol() == PROTOCOL
                        ? new ServerMessage.Welcome(PROTOCOL, version, clock.millis())
                        : new ServerMessage.Failure(null, Phrase.of("connection.reload"), null));
    }

    private void open(ClientMessage.Open open) {
        OpenView view = new OpenView(open.id());
        String speaks;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            speaks = language == null ? "en" : language;
            if (views.size() >= MAX_VIEWS || views.containsKey(open.id())) {
                say(new ServerMessage.Failure(
                        open.id(), Phrase.of("connection.tooManyViews", "max", String.valueOf(MAX_VIEWS)), null));
                return;
            }
            views.put(open.id(), view);
        } finally {
            lock.unlock();
        }
        try {
            view.live = opener.open(open.view(), speaks, () -> mark(view, false));
        } catch (IllegalArgumentException e) {
            closeView(open.id());
            say(new ServerMessage.Failure(open.id(), Phrase.of("connection.badRequest"), e.getMessage()));
            return;
        }
        if (find(open.id()) == null) {
            view.live.close(); // the tab went away in the meantime
            return;
        }
        mark(view, true);
    }

    private void adjust(ClientMessage.Adjust adjust) {
        OpenView view = find(adjust.id());
        if (view == null) {
            return; // closed on our side a moment ago; the browser has been told
        }
        try {
            view.live.adjust(adjust.view());
            mark(view, true);
        } catch (IllegalArgumentException e) {
            say(new ServerMessage.Failure(adjust.id(), Phrase.of("connection.badRequest"), e.getMessage()));
        }
    }

    private @Nullable OpenView find(int id) {
        lock.lock();
        try {
            return views.get(id);
        } finally {
            lock.unlock();
        }
    }

    private void closeView(int id) {
        OpenView view;
        lock.lock();
        try {
            view = views.remove(id);
        } finally {
            lock.unlock();
        }
        if (view != null) {
            view.live.close();
        }
    }

    private void say(ServerMessage message) {
        lock.lock();
        try {
            urgent.add(message);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Something changed in the view; what a person asked for is not made to wait for its turn. */
    private void mark(OpenView view, boolean atOnce) {
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

    private void write() {
        try {
            while (true) {
                ServerMessage message = next();
                if (message == null) {
                    return;
                }
                outbound.send(Json.write(message));
            }
        } catch (IOException | InterruptedException e) {
            LOG.debug("browser gone: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("a view could not be sent", e);
            outbound.close(1011, "internal error");
        } finally {
            close();
        }
    }

    /** Waits for something to say; null when the connection has ended. */
    private @Nullable ServerMessage next() throws InterruptedException {
        while (true) {
            OpenView due;
            lock.lock();
            try {
                due = awaitDue();
                if (closed) {
                    return null;
                }
                if (due == null) {
                    return urgent.removeFirst();
                }
                due.marked = false;
                due.nextTurn = System.nanoTime() + PACE_NANOS;
            } finally {
                lock.unlock();
            }
            LiveView.Update update = due.live.poll();
            if (update != null) {
                return switch (update) {
                    case LiveView.Update.Whole whole -> new ServerMessage.Snapshot(due.id, whole.data());
                    case LiveView.Update.Changed changed -> new ServerMessage.Delta(due.id, changed.delta());
                };
            }
        }
    }

    /** The marked view whose turn came first; null where an urgent message waits or the connection has ended. */
    private @Nullable OpenView awaitDue() throws InterruptedException {
        while (true) {
            if (closed || !urgent.isEmpty()) {
                return null;
            }
            OpenView first = null;
            for (OpenView view : views.values()) {
                if (view.marked && view.isOpen() && (first == null || view.nextTurn - first.nextTurn < 0)) {
                    first = view;
                }
            }
            long wait = first == null ? Long.MAX_VALUE : first.nextTurn - System.nanoTime();
            if (first != null && wait <= 0) {
                return first;
            }
            if (first == null) {
                work.await();
            } else {
                long ignored = work.awaitNanos(wait);
            }
        }
    }

    /** Closes all views; the socket is the caller's. */
    @Override
    public void close() {
        List<OpenView> open;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(views.values());
            views.clear();
            work.signalAll();
        } finally {
            lock.unlock();
        }
        for (OpenView view : open) {
            view.live.close();
        }
    }

    /** A view of this tab. {@code marked} and {@code nextTurn} are guarded by the connection's lock. */
    private static final class OpenView {
        final int id;
        volatile LiveView live = NotYet.INSTANCE;
        boolean marked;
        long nextTurn = System.nanoTime();

        OpenView(int id) {
            this.id = id;
        }

        boolean isOpen() {
            return live != NotYet.INSTANCE;
        }
    }

    /** Stands in while a view is being opened. */
    private enum NotYet implements LiveView {
        INSTANCE;

        @Override
        public @Nullable Update poll() {
            return null;
        }

        @Override
        public void adjust(dev.fresnel.engine.view.ViewRequest request) {}

        @Override
        public void close() {}
    }
}
