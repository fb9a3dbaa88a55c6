package dev.fresnel.server.connection;

import dev.fresnel.engine.view.LiveView;
import org.jspecify.annotations.Nullable;

/**
 * A view of a tab, from the moment that the browser asks for it: it may be closed before it could be opened. Thread-safe;
 * {@code marked} and {@code nextTurn} belong to the {@link Agenda} and are guarded by its lock.
 */
final class OpenView {

    final int id;
    /** Something changed that the browser has not been told. */
    boolean marked;
    /** When it may be told at the earliest, by {@link System#nanoTime}. */
    long nextTurn = System.nanoTime();

    private final Runnable onClosed;
    private volatile @Nullable LiveView live;
    private boolean closed;

    /** @param onClosed called once, when it has been closed, whether it could be opened or not */
    OpenView(int id, Runnable onClosed) {
        this.id = id;
        this.onClosed = onClosed;
    }

    /** Null until it has been opened. */
    @Nullable
    LiveView live() {
        return live;
    }

    /** Whether it is told at once when it changed. */
    boolean prompt() {
        LiveView view = live;
        return view != null && view.prompt();
    }

    /** It is there now. Where nobody wants it any more, it is closed. */
    void opened(LiveView view) {
        synchronized (this) {
            if (!closed) {
                live = view;
                return;
            }
        }
        view.close();
    }

    /** Closes what has been opened, once. */
    void close() {
        LiveView view;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            view = live;
        }
        onClosed.run();
        if (view != null) {
            view.close();
        }
    }
}
