package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.controller.DaemonSetController;
import dev.fresnel.simulator.controller.Revisions;
import dev.fresnel.simulator.controller.StatefulSetController;
import dev.fresnel.simulator.controller.Volumes;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Founds StatefulSets with their volumes, and DaemonSets with a pod on each node. */
final class StatefulPast {
    private static final Duration BETWEEN_PODS = Duration.ofSeconds(35);

    private final Cluster cluster;
    private final PodPast pods;

    StatefulPast(Cluster cluster, PodPast pods) {
        this.cluster = cluster;
        this.pods = pods;
    }

    void foundStatefulSet(Map<String, Object> manifest, History history) {
        Map<String, Object> set = cluster.create(Kinds.STATEFUL_SET, manifest);
        String revision = Revisions.ensure(cluster, set, Meta.name(set) + "-");
        List<Map<String, Object>> made = new ArrayList<>();
        boolean inOrder = !Tree.text(set, "spec", "podManagementPolicy").equals("Parallel");
        Instant created = cluster.now().minus(history.rolledOut());
        for (int ordinal = 0; ordinal < Tree.number(set, 1, "spec", "replicas"); ordinal++) {
            for (Map<String, Object> claim : StatefulSetController.claims(set, ordinal)) {
                foundClaim(claim, Meta.created(set), "abc".charAt(ordinal % 3));
            }
            Map<String, Object> pod =
                    pods.found(StatefulSetController.pod(cluster, set, revision, ordinal), created, true);
            made.add(pod);
            created = created.plus(inOrder ? BETWEEN_PODS : Duration.ZERO);
            if (inOrder && !Tree.text(pod, "status", "phase").equals("Running")) {
                break;
            }
        }
        cluster.changeStatus(
                Kinds.STATEFUL_SET, set, tree -> StatefulSetController.count(tree, made, revision, cluster.now()));
    }

    void foundDaemonSet(Map<String, Object> manifest, History history) {
        Map<String, Object> set = cluster.create(Kinds.DAEMON_SET, manifest);
        String revision = Revisions.ensure(cluster, set, "");
        Instant rolledOut = cluster.now().minus(history.rolledOut());
        List<Map<String, Object>> made = new ArrayList<>();
        int nodes = 0;
        for (Map<String, Object> node : cluster.list(Kinds.NODE)) {
            if (DaemonSetController.isFor(cluster, set, node)) {
                nodes++;
                Instant born = Meta.created(node).plusSeconds(20);
                Map<String, Object> pod = DaemonSetController.pod(cluster, set, revision, Meta.name(node));
                made.add(pods.found(pod, born.isAfter(rolledOut) ? born : rolledOut.plusSeconds(nodes * 12L), true));
            }
        }
        int wanted = nodes;
        cluster.changeStatus(
                Kinds.DAEMON_SET, set, tree -> DaemonSetController.count(tree, wanted, made, revision, cluster.now()));
    }

    /** Founds a claim, bound if its storage class is there. */
    void foundClaim(Map<String, Object> claim, Instant created, char zone) {
        Tree.put(claim, Times.seconds(created), "metadata", "creationTimestamp");
        Tree.put(claim, cluster.newUid(), "metadata", "uid");
        Optional<Map<String, Object>> storageClass =
                cluster.get(Kinds.STORAGE_CLASS, "", Tree.text(claim, "spec", "storageClassName"));
        if (storageClass.isPresent()) {
            String region = cluster.list(Kinds.NODE).stream()
                    .map(node -> Meta.label(node, "topology.kubernetes.io/region"))
                    .findFirst()
                    .orElse("");
            boolean zonal = Tree.text(storageClass.get(), "volumeBindingMode").equals("WaitForFirstConsumer");
            Map<String, Object> volume = Volumes.provision(claim, storageClass.get(), zonal ? region + zone : "");
            Tree.put(volume, Times.seconds(created.plusSeconds(3)), "metadata", "creationTimestamp");
            Volumes.bind(claim, cluster.create(Kinds.VOLUME, volume));
        }
        cluster.create(Kinds.CLAIM, claim);
    }
}
