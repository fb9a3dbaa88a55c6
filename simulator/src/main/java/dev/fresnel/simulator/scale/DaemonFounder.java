package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.controller.DaemonSetController;
import dev.fresnel.simulator.controller.Revisions;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Founds DaemonSets, with a pod on each node. */
final class DaemonFounder {
    static final List<String> NAMES = List.of("node-exporter", "fluent-bit");

    private static final Map<String, String> IMAGES = Map.of(
            "node-exporter",
            "quay.io/prometheus/node-exporter:v1.9.1",
            "fluent-bit",
            "docker.io/fluent/fluent-bit:4.0.7");

    private final Cluster cluster;
    private final PodFounder pods;
    private final Twins twins;
    private final Seats seats;

    DaemonFounder(Cluster cluster, PodFounder pods, Twins twins, Seats seats) {
        this.cluster = cluster;
        this.pods = pods;
        this.twins = twins;
        this.seats = seats;
    }

    void found(String name, String namespace, Instant created) {
        Map<String, Object> labels = Tree.of("app.kubernetes.io/name", name);
        Map<String, Object> manifest = Tree.of("apiVersion", "apps/v1", "kind", "DaemonSet");
        Tree.put(manifest, name, "metadata", "name");
        Tree.put(manifest, namespace, "metadata", "namespace");
        Tree.put(manifest, created.toString(), "metadata", "creationTimestamp");
        Tree.put(manifest, labels, "metadata", "labels");
        Tree.put(manifest, labels, "spec", "selector", "matchLabels");
        Tree.put(manifest, labels, "spec", "template", "metadata", "labels");
        Tree.put(
                manifest,
                Tree.of(
                        "tolerations",
                        Tree.listOf(Tree.of("operator", "Exists")),
                        "containers",
                        Tree.listOf(Tree.of(
                                "name",
                                name,
                                "image",
                                String.valueOf(IMAGES.get(name)),
                                "ports",
                                Tree.listOf(Tree.of("name", "metrics", "containerPort", 9100L)),
                                "resources",
                                Tree.of("requests", Tree.of("cpu", "20m", "memory", "48Mi"))))),
                "spec",
                "template",
                "spec");
        Map<String, Object> set = cluster.create(Kinds.DAEMON_SET, manifest);
        String revision = Revisions.ensure(cluster, set, "");
        List<Map<String, Object>> made = new ArrayList<>();
        Map<String, Object> first = Map.of();
        for (int node = 0; node < seats.nodes(); node++) {
            Seats.Seat seat = seats.on(node);
            if (node == 0) {
                Map<String, Object> pod = DaemonSetController.pod(cluster, set, revision, seat.node());
                first = Twins.first(pods.placed(pod, seat, created, true, Map.of()));
                made.add(pods.found(first));
            } else {
                Map<String, Object> twin = twins.twin(first, pods.name(set), seat);
                made.add(pods.found(DaemonSetController.elsewhere(twin, seat.node())));
            }
        }
        cluster.changeStatus(
                Kinds.DAEMON_SET,
                set,
                tree -> DaemonSetController.count(tree, made.size(), made, revision, cluster.now()));
    }
}
