package dev.fresnel.simulator.cluster;

import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.StatusException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A cluster in which nothing happens but what clients do: no controller, no node, no log. */
public final class EmptyCluster implements ClusterContent {

    @Override
    public Life start(ObjectStorage storage, Clock clock, long seed) {
        return new Life() {
            @Override
            public PodLogs logs() {
                return (_, pod, container, _) -> {
                    throw StatusException.badRequest("container \"" + container + "\" in pod \"" + pod
                            + "\" is waiting to start: PodInitializing");
                };
            }

            @Override
            public PodMetrics metrics() {
                return new PodMetrics() {
                    @Override
                    public Optional<Usage> ofNode(String node) {
                        return Optional.empty();
                    }

                    @Override
                    public Map<String, Usage> ofPod(String namespace, String pod) {
                        return Map.of();
                    }
                };
            }

            @Override
            public void close() {}
        };
    }
}
