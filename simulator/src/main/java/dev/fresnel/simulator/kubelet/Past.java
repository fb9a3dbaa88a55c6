package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Plays what has happened to a pod since it was given its node, so that a cluster can begin in the middle of its life: the
 * same steps that the live kubelet takes, in no time and without storing what lies between.
 */
public final class Past {
    private final Cluster cluster;
    private final PodLife asItIs;
    private final PodLife whenAllWasWell;

    public Past(Cluster cluster, Programs programs) {
        this.cluster = cluster;
        Surroundings now = new LiveSurroundings(cluster);
        this.asItIs = new PodLife(programs, now);
        this.whenAllWasWell = new PodLife(programs, new Complete(now));
    }

    /**
     * Plays the pod's life and records its events.
     *
     * @param pod a bound pod that is not stored yet; it is changed
     * @param wasWell whether all that the pod needs was there when it started, whatever is missing now
     */
    public void play(Map<String, Object> pod, Instant from, boolean wasWell) {
        Source source = Source.kubelet(Tree.text(pod, "spec", "nodeName"));
        (wasWell ? whenAllWasWell : asItIs).play(pod, from, cluster.now(), played -> {
            Report report = played.report();
            cluster.events()
                    .record(
                            source,
                            pod,
                            report.field(),
                            report.type(),
                            report.reason(),
                            report.message(),
                            played.at(),
                            1);
        });
    }

    /** The surroundings with every name known. */
    private record Complete(Surroundings now) implements Surroundings {
        @Override
        public Optional<Map<String, Object>> configMap(String namespace, String name) {
            return now.configMap(namespace, name);
        }

        @Override
        public Optional<Map<String, Object>> secret(String namespace, String name) {
            return now.secret(namespace, name);
        }

        @Override
        public boolean resolves(String namespace, String host) {
            return true;
        }

        @Override
        public boolean hasImage(String node, String image) {
            return now.hasImage(node, image);
        }

        @Override
        public String podAddress(Map<String, Object> pod) {
            return now.podAddress(pod);
        }

        @Override
        public String nodeAddress(String node) {
            return now.nodeAddress(node);
        }
    }
}
