package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Something that goes wrong with a pod from outside; the kubelet does the rest. */
public enum Mishap {
    OUT_OF_MEMORY(137, "OOMKilled"),
    CRASH(1, "Error"),
    END(0, "Completed");

    private final int exitCode;
    private final String reason;

    Mishap(int exitCode, String reason) {
        this.exitCode = exitCode;
        this.reason = reason;
    }

    /** Ends the pod's first container if it runs; tells whether it did. */
    public boolean strike(Cluster cluster, Map<String, Object> pod) {
        List<Map<String, Object>> statuses = Tree.maps(pod, "status", ContainerStatus.Group.MAIN.statuses);
        if (statuses.isEmpty() || !ContainerStatus.isRunning(statuses.getFirst())) {
            return false;
        }
        Instant now = cluster.now();
        String name = Tree.text(statuses.getFirst(), "name");
        Step step = new Step(
                now,
                (tree, then) -> ContainerStatus.terminate(
                        ContainerStatus.of(tree, ContainerStatus.Group.MAIN, name), exitCode, reason, then),
                List.of());
        return cluster.changeStatus(Kinds.POD, pod, tree -> PodLife.apply(step, tree, now))
                .isPresent();
    }
}
