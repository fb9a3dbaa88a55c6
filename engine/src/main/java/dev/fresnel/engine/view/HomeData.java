package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All clusters.
 *
 * @param clusters in the order of their files
 * @param files where they come from, with how reading each went; and files of packs in which something is wrong
 * @param demo whether the demo can be started from here
 */
public record HomeData(List<Cluster> clusters, List<File> files, boolean demo) implements ViewData {

    /**
     * One cluster.
     *
     * @param name unique; in addresses
     * @param where what is known of its place, for example {@code eks · eu-west-1} or its address
     * @param state which it is
     * @param version of the server, null until known
     * @param nodes null until known
     * @param pods null until known
     * @param problems how many objects have failed or warn, null until known
     * @param missing parts of its API that do not answer
     */
    public record Cluster(
            String name,
            String where,
            ClusterState state,
            @Nullable String version,
            @Nullable Integer nodes,
            @Nullable Integer pods,
            @Nullable Problems problems,
            List<MissingApi> missing) {}

    /**
     * How many objects have failed, and how many warn.
     *
     * @param resource the kind with most of the worst of them, in addresses; null where nothing is wrong
     */
    public record Problems(
            int failed, int warning, @Nullable String resource) {}

    /** How the connection to a cluster is. */
    public sealed interface ClusterState {

        /** Nobody has looked yet. */
        record Idle() implements ClusterState {}

        /** Asked and not answered yet, or still reading. */
        record Connecting(@Nullable Long read, @Nullable Long expected) implements ClusterState {}

        /** Answers. */
        record Active() implements ClusterState {}

        /** Does not accept the credentials: why, and what to do; since when, milliseconds since 1970. */
        record Unauthorised(String reason, long since) implements ClusterState {}

        /** Cannot be reached, or is no Kubernetes: why, and what to do; since when, milliseconds since 1970. */
        record Unreachable(String reason, long since) implements ClusterState {}

        /** Its entry in the kubeconfig cannot be used: what is wrong and where. */
        record Invalid(String reason) implements ClusterState {}
    }

    /** A file: its path as a person writes it, and what is wrong with it, if anything. */
    public record File(String path, @Nullable String problem) {}
}
