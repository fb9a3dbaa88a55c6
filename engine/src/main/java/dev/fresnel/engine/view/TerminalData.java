package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal. What is written in it comes beside this, as binary frames.
 *
 * @param session names it, as the browser chose
 * @param replay another number each time that all is written anew: what was written before is to be forgotten
 * @param target the pod it leads to; null until that is known
 * @param container of that pod; {@code ""} until that is known
 * @param places where terminals of the same object may lead
 */
public record TerminalData(
        String session,
        int replay,
        ObjectRef ref,
        @Nullable ObjectRef target,
        String container,
        List<Place> places,
        State state)
        implements ViewData {

    /** What runs in a terminal. */
    public enum Mode {
        /** A shell of its own. */
        SHELL,
        /** The container's main process. */
        ATTACH
    }

    /** What a container is to its pod. */
    public enum Role {
        INIT,
        MAIN,
        EPHEMERAL
    }

    /** A container. */
    public record Place(ObjectRef target, String container, Role role, boolean running) {}

    /** Why a terminal ended. */
    public enum Cause {
        /** What ran in it did. */
        EXITED,
        /** There is no shell. */
        NO_SHELL,
        /** The person may not. */
        FORBIDDEN,
        /** It could not be opened, or was lost. */
        FAILED,
        /** Nobody looked for too long, or somebody closed it. */
        LEFT,
        /** There is none of that name: Fresnel was started anew since, for example. */
        GONE
    }

    /** How it is. */
    public sealed interface State {

        /** Which containers there are is being found out. */
        record Choosing() implements State {}

        /**
         * It is being opened.
         *
         * @param waitsFor what for, where that is known
         * @param detail in the cluster's words
         */
        record Opening(@Nullable Phrase waitsFor, @Nullable String detail) implements State {}

        /** It is open. */
        record Running() implements State {}

        /** It is no more. */
        record Ended(Cause cause, Phrase message, @Nullable String detail) implements State {}
    }
}
