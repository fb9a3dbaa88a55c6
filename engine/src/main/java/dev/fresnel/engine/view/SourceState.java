package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * How far what is shown from one cluster and scope can be believed.
 *
 * @param cluster the Cluster's name
 * @param namespace null for all namespaces or for objects of the cluster
 * @param state which it is
 */
public record SourceState(String cluster, @Nullable String namespace, State state) {

    /** Each is drawn in its own way; none looks like "empty". */
    public sealed interface State {

        /** Not yet an answer. */
        record Connecting() implements State {}

        /** So many objects read of about so many; {@code expected} is null where the server does not tell. */
        record Loading(long read, @Nullable Long expected) implements State {}

        /** Complete, and each change follows. */
        record Live() implements State {}

        /** As of then (milliseconds since 1970); trying again for the {@code attempt}th time. */
        record Stale(long since, int attempt, long nextTryAt, String reason) implements State {}

        /**
         * The person may not see it.
         *
         * @param verbs what is missing, for example list and watch
         * @param message the server's words
         * @param rule an RBAC rule in YAML that would allow it, for whoever may grant it
         */
        record Forbidden(java.util.List<String> verbs, String message, String rule) implements State {}

        /** It cannot work as it is: what and why, and others' own words where they said any. */
        record Failed(Phrase message, @Nullable String detail) implements State {}

        /** This cluster does not serve the kind. */
        record NotServed() implements State {}
    }
}
