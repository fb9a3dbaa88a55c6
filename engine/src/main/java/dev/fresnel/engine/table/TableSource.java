package dev.fresnel.engine.table;

import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.SourceState;
import org.jspecify.annotations.Nullable;

/** Where rows of a table come from, or why none can come from there. The objects of one source are in no other. */
public sealed interface TableSource {

    /** The Cluster's name. */
    String cluster();

    /** The namespace asked for; null for all, or for objects of the cluster. */
    @Nullable
    String namespace();

    /**
     * A Store that a Reflector feeds.
     *
     * @param ahead how many milliseconds the cluster's clock is ahead of the server's, below zero where it is behind
     */
    record Watched(@Nullable String namespace, Store store, long ahead) implements TableSource {

        @Override
        public String cluster() {
            return store.cluster();
        }
    }

    /** No Store: the cluster is not connected yet, does not serve the kind, or may not be seen. */
    record Absent(String cluster, @Nullable String namespace, SourceState.State state) implements TableSource {}
}
