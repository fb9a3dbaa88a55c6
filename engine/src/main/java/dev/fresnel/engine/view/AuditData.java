package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what was done through Fresnel, newest first.
 *
 * @param total entries that hold the words asked for
 * @param offset the first of {@code entries} among them
 * @param opened the steps of the entry that was asked for; null where none was
 * @param problem why the log cannot be read, in the words of whatever keeps it; else null
 */
public record AuditData(
        int total,
        int offset,
        List<Entry> entries,
        @Nullable Opened opened,
        @Nullable String problem) implements ViewData {

    /**
     * A confirmed change.
     *
     * @param id names it in the log
     * @param person who confirmed it
     * @param startedAt milliseconds since 1970
     * @param endedAt null where it goes on, or where Fresnel ended before it did
     * @param title what was done, in the language it was asked for in
     * @param first the first of its objects
     * @param total objects
     * @param done objects it was done to, and that were as they should be
     * @param failed objects it was not done to, or that were not well after it
     */
    public record Entry(
            long id,
            String person,
            long startedAt,
            @Nullable Long endedAt,
            String title,
            String icon,
            ObjectRef first,
            int total,
            int done,
            int failed) {}

    /** The steps of an entry. */
    public record Opened(long id, List<Step> steps) {}

    /**
     * One object of a change.
     *
     * @param outlook what was shown and confirmed
     * @param progress what came of it; null where that was not seen
     * @param user as whom the cluster took it; null where that is not known
     */
    public record Step(
            ObjectRef ref,
            ChangeData.Outlook outlook,
            TasksData.@Nullable Progress progress,
            @Nullable String user) {}
}
