package dev.fresnel.simulator.cluster;

import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.stream.PodStreams;
import java.time.Clock;

/** What lives in a cluster: its first objects, and whatever moves them on. */
@FunctionalInterface
public interface ClusterContent {

    /** The Kubernetes version that the cluster's API server reports, such as {@code v1.36.3}. */
    default String version() {
        return "v1.36.3";
    }

    /**
     * Fills a new cluster and starts its life. Returns when the cluster is worth looking at; the rest goes on by itself
     * until closed.
     *
     * @param storage empty but for what every cluster has
     * @param clock the cluster's time
     * @param seed for all that is left to chance
     */
    Life start(ObjectStorage storage, Clock clock, long seed);

    /** A cluster that lives. */
    interface Life extends AutoCloseable {

        PodLogs logs();

        PodMetrics metrics();

        /** What runs in the pods; in a cluster without nodes nothing does. */
        default PodStreams streams() {
            return PodStreams.NOBODY;
        }

        /** Ends it: no write to the storage comes after. */
        @Override
        void close();
    }
}
