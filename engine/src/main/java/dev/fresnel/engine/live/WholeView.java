package dev.fresnel.engine.live;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewData;
import org.jspecify.annotations.Nullable;

/** A view that is always told whole, and only when it differs from what was told last. Thread-safe. */
abstract class WholeView implements LiveView {

    private @Nullable ViewData told;
    private boolean closed;

    /** What there is to draw now; null for nothing yet. Called by one thread at a time. */
    abstract @Nullable ViewData data();

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

    /** Answers the next poll even if nothing differs: something else has been asked. */
    final synchronized void tellAgain() {
        told = null;
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            end();
        }
    }
}
