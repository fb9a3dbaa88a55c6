package dev.fresnel.engine.live;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import org.jspecify.annotations.Nullable;

/** A view that is always told whole, and only when it differs from what was told last. Thread-safe. */
abstract class WholeView implements LiveView {

    private @Nullable ViewData told;
    private boolean closed;

    /** What there is to draw now; null for nothing yet. Called by one thread at a time. */
    abstract @Nullable ViewData data();

    /**
     * Looks at something else. Called by one thread at a time, and not after the end.
     *
     * @throws IllegalArgumentException as {@link #adjust} says
     */
    abstract void look(ViewRequest request);

    /** Frees what the view holds. Called once. */
    abstract void end();

    @Override
    public final synchronized @Nullable Update poll() {
        if (closed) {
            return null;
        }
        ViewData now = data();
        if (now == null || now.equals(told)) {
            return null;
        }
        told = now;
        return new Update.Whole(now);
    }

    @Override
    public final synchronized void adjust(ViewRequest request) {
        if (!closed) {
            look(request);
            told = null; // something has been asked: it is answered, even if nothing differs
        }
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            end();
        }
    }
}
