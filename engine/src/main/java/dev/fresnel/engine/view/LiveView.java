package dev.fresnel.engine.view;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view that someone has open. It says when something changed ({@link Opener}), and is asked what changed at its
 * reader's own pace: a slow reader gets fewer, larger updates, and nothing piles up.
 */
public interface LiveView extends AutoCloseable {

    /**
     * What there is to draw now, as far as it differs from what the last call gave; null where nothing does. One thread at
     * a time.
     */
    @Nullable
    Update poll();

    /**
     * Looks at something else with the same kind of view. The next {@link #poll} answers for it.
     *
     * @throws IllegalArgumentException where the request is for another kind of view, or out of its bounds; the message
     *     says which
     */
    void adjust(ViewRequest request);

    /** The person looked away: rows that no longer match may go. Only tables have any. */
    default void dropGone() {}

    /**
     * The person wants something done.
     *
     * @throws IllegalArgumentException where this view cannot do that; the message says why
     */
    default void act(ViewAct act) {
        throw new IllegalArgumentException("nothing can be done in this view");
    }

    /**
     * The browser sends bytes to this view.
     *
     * @throws IllegalArgumentException where this view takes none
     */
    default void receive(byte[] bytes) {
        throw new IllegalArgumentException("this view takes no bytes");
    }

    /** Whether it is told at once when it changed, not at a view's usual pace: what one types is to appear. */
    default boolean prompt() {
        return false;
    }

    /** Nobody is looking any more. */
    @Override
    void close();

    /** What a reader draws. */
    sealed interface Update {

        /** All of it. */
        record Whole(ViewData data) implements Update {}

        /** What changed in the window of a table or of a log. */
        record Changed(ViewDelta delta) implements Update {}

        /** Bytes that belong to it, after all that was told before. */
        record Stream(byte[] bytes) implements Update {}
    }

    /** Opens views for one person. */
    interface Opener {

        /**
         * Opens a view; returns at once, whatever must first be connected or read.
         *
         * @param language BCP 47, for texts that come from packs
         * @param changed called, by any thread, when a {@link LiveView#poll} is worth while; must return at once
         * @throws IllegalArgumentException where the request is out of its bounds; the message says which
         */
        LiveView open(ViewRequest request, String language, Runnable changed);

        /**
         * Writes what containers have written so far, merged by time, as text: what cannot be read of it is said in lines
         * that begin with {@code #}. Returns when all is written.
         *
         * @throws IllegalArgumentException where the request is out of its bounds; the message says which
         * @throws IOException where nobody knows whose logs these are, because their cluster does not answer; or where
         *     {@code out} takes no more
         */
        void writeLogs(List<ObjectRef> objects, ViewRequest.LogSource which, OutputStream out)
                throws IOException, InterruptedException;

        /** Tries a cluster again now; nothing happens where there is none of that name. */
        void retry(String cluster);
    }
}
