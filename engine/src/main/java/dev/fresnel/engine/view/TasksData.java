package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is being done and was done since Fresnel was started, newest first. */
public record TasksData(List<Task> tasks) implements ViewData {

    /**
     * A confirmed change.
     *
     * @param id names it
     * @param title what is done, in the language it was asked for in
     * @param startedAt milliseconds since 1970
     * @param endedAt null while it goes on
     * @param done objects it was done to, and that are as they should be
     * @param failed objects it was not done to, or that are not well after it
     * @param total objects
     * @param steps some of them: those that failed or are under way first, at most 50
     * @param undo whether it can be taken back
     * @param problem why it is not in the audit log, else null
     */
    public record Task(
            int id,
            String title,
            String icon,
            long startedAt,
            @Nullable Long endedAt,
            int done,
            int failed,
            int total,
            List<Step> steps,
            boolean undo,
            @Nullable Phrase problem) {}

    /** One object of a task. */
    public record Step(ObjectRef ref, Progress progress) {}

    /** How far a step is. */
    public sealed interface Progress {

        /** It has not begun. */
        record Waiting() implements Progress {}

        /** The server is being told. */
        record Writing() implements Progress {}

        /**
         * The server has taken it; the cluster makes it so.
         *
         * @param status how the object is, where that is known
         * @param waitsFor what it waits for, where that is known
         */
        record Settling(
                Cell.@Nullable Status status, @Nullable Phrase waitsFor) implements Progress {}

        /** It is done; {@code status} is how the object was then. */
        record Done(Cell.@Nullable Status status) implements Progress {}

        /** It was not done, or it did not come out well. */
        record Failed(Phrase message, @Nullable String detail) implements Progress {}

        /** Something keeps it from being done now; it is tried again until that lets go. */
        record Held(Phrase by) implements Progress {}

        /**
         * It was stopped before it was done to this object.
         *
         * @param left how the object is left where that is not as it was, else null
         */
        record Stopped(@Nullable Phrase left) implements Progress {}

        /** It was not done, because it comes {@code after} an object it could not be done to. */
        record Skipped(ObjectRef after) implements Progress {}
    }
}
