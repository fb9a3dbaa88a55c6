package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rail shows.
 *
 * @param groups in order
 * @param namespaces all that the person may see, by name
 * @param sources the state of each cluster
 * @param missing parts of the clusters' APIs that do not answer
 * @param clocks of clusters whose clock is another one
 */
public record NavigationData(
        List<Group> groups,
        List<String> namespaces,
        List<SourceState> sources,
        List<MissingApi> missing,
        List<ClusterClock> clocks)
        implements ViewData {

    /**
     * A group of kinds.
     *
     * @param id stable
     * @param title in the person's language
     * @param icon a name from the icon set
     * @param section which part of the rail: {@code objects}, {@code custom} or {@code packs}
     * @param items in order
     */
    public record Group(String id, String title, String icon, String section, List<Item> items) {}

    /**
     * How far a cluster's clock is ahead of the server's, by which all other times are told.
     *
     * @param ahead milliseconds, less than zero where it is behind
     */
    public record ClusterClock(String cluster, long ahead) {}

    /**
     * A kind; with the worst severity among its objects and how many have it, where it is known and not healthy.
     *
     * @param logs whether its objects have logs: they are pods, or have some
     */
    public record Item(
            String resource,
            String title,
            List<String> shortNames,
            @Nullable Severity severity,
            int count,
            boolean logs) {}
}
