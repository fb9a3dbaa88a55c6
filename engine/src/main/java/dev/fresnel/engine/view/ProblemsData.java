package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in some clusters, by cause: the worst first, then the newest. Names in sentences stand between backticks.
 *
 * @param problems one a cause
 * @param objects how many objects have one
 * @param sources where it was looked, or why it could not be
 * @param complete whether everything has been looked at; before that, problems may be missing
 */
public record ProblemsData(List<Problem> problems, int objects, List<SourceState> sources, boolean complete)
        implements ViewData {

    /**
     * A cause, with the objects that have a problem from it.
     *
     * @param id stays the same while the problem lasts
     * @param title what is wrong, and why
     * @param advice what to do about it
     * @param since when it began, milliseconds since 1970; null where that is not known
     * @param namespaces of the objects, in order
     * @param total how many objects have it
     * @param objects these objects, or the first of them
     * @param evidence of the first of them
     */
    public record Problem(
            String id,
            Severity severity,
            String title,
            @Nullable String advice,
            @Nullable Long since,
            String cluster,
            List<String> namespaces,
            int total,
            List<ObjectRef> objects,
            List<Evidence> evidence) {}

    /**
     * What a finding stands on.
     *
     * @param label a field, a kind, the reason of an event, or who says it
     * @param value what is there
     * @param count how often, of an event; else null
     * @param lastAt when last, of an event, milliseconds since 1970; else null
     */
    public record Evidence(
            String label,
            Cell value,
            @Nullable Long count,
            @Nullable Long lastAt) {}
}
