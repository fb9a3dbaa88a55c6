package dev.fresnel.engine.action;

import dev.fresnel.engine.view.ObjectRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches single objects, to see what becomes of a change. */
public interface Follower {

    /**
     * Begins to follow one.
     *
     * @param changed called, by any thread, when it is worth looking again; must return at once
     */
    Followed follow(ObjectRef ref, Runnable changed);

    /** An object that is followed until closed. */
    interface Followed extends AutoCloseable {

        /** How it is now. One thread at a time. */
        Sight now();

        @Override
        void close();
    }

    /**
     * An object as it was last seen.
     *
     * @param tree null until it is known
     * @param gone whether there is none of that name
     */
    record Sight(@Nullable Map<String, Object> tree, boolean gone) {}
}
