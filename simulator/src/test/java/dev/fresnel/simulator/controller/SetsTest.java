package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** StatefulSets and DaemonSets. */
class SetsTest {
    private static final String STATEFUL = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              replicas: 3
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec: {containers: [{name: main, image: "db:1"}]}
              volumeClaimTemplates:
                - {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], storageClassName: disk, resources: {requests: {storage: 1Gi}}}}
            """;
    private static final String DAEMON = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec: {containers: [{name: main, image: "agent:1"}]}
            """;
    private final World world = new World("- {image: db, ready: 3s}").node("n1").node("n2");

    @Test
    void pods_of_a_stateful_set_come_one_after_another_each_with_its_claim() {
        disk();
        List<String> order = new ArrayList<>();
        world.storage.watch(Kinds.POD, change -> {
            if (change.previous() == null) {
                order.add(Meta.name(change.object()) + " with " + ready() + " ready");
            }
        });
        world.create(STATEFUL);
        world.seconds(60);

        assertThat(order).containsExactly("db-0 with 0 ready", "db-1 with 1 ready", "db-2 with 2 ready");
        assertThat(world.list(Kinds.CLAIM).stream().map(Meta::name))
                .containsExactly("data-db-0", "data-db-1", "data-db-2");
        assertThat(world.list(Kinds.CLAIM)).allMatch(Volumes::isBound);
        assertThat(Tree.number(world.get(Kinds.STATEFUL_SET, "db"), 0, "status", "readyReplicas"))
                .isEqualTo(3);
    }

    @Test
    void a_stateful_set_shrinks_from_its_end_and_keeps_its_claims() {
        disk();
        world.create(STATEFUL);
        world.seconds(60);

        world.change(Kinds.STATEFUL_SET, "db", db -> Tree.put(db, 1L, "spec", "replicas"));
        world.seconds(30);

        assertThat(world.pods().stream().map(Meta::name)).containsExactly("db-0");
        assertThat(world.list(Kinds.CLAIM)).hasSize(3);
    }

    @Test
    void a_stateful_set_updates_its_last_pod_first() {
        disk();
        world.create(STATEFUL);
        world.seconds(60);
        List<String> deleted = new ArrayList<>();
        world.storage.watch(Kinds.POD, change -> {
            if (Meta.isBeingDeleted(change.object()) && !deleted.contains(Meta.name(change.object()))) {
                deleted.add(Meta.name(change.object()));
            }
        });

        world.change(
                Kinds.STATEFUL_SET,
                "db",
                db -> Tree.maps(db, "spec", "template", "spec", "containers")
                        .getFirst()
                        .put("image", "db:2"));
        world.seconds(90);

        assertThat(deleted).containsExactly("db-2", "db-1", "db-0");
        Map<String, Object> db = world.get(Kinds.STATEFUL_SET, "db");
        assertThat(Tree.text(db, "status", "currentRevision")).isEqualTo(Tree.text(db, "status", "updateRevision"));
        assertThat(Tree.number(db, 0, "status", "updatedReplicas")).isEqualTo(3);
    }

    @Test
    void a_daemon_set_has_a_pod_on_each_node_and_on_those_that_join() {
        world.create(DAEMON);
        world.seconds(10);
        assertThat(nodesOfPods()).containsExactlyInAnyOrder("n1", "n2");

        world.node("n3");
        world.seconds(10);

        assertThat(nodesOfPods()).containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(Tree.number(world.get(Kinds.DAEMON_SET, "agent"), 0, "status", "numberReady"))
                .isEqualTo(3);
    }

    @Test
    void a_daemon_set_leaves_nodes_that_its_selector_does_not_match() {
        world.node("gpu", "pool", "gpu");
        world.create(DAEMON.replace("spec: {containers", "spec: {nodeSelector: {pool: gpu}, containers"));
        world.seconds(10);

        assertThat(nodesOfPods()).containsExactly("gpu");
    }

    @Test
    void a_daemon_set_updates_one_node_at_a_time() {
        world.create(DAEMON);
        world.seconds(10);
        List<Long> ready = new ArrayList<>();
        world.storage.watch(
                Kinds.DAEMON_SET, change -> ready.add(Tree.number(change.object(), 0, "status", "numberReady")));

        world.change(
                Kinds.DAEMON_SET,
                "agent",
                agent -> Tree.maps(agent, "spec", "template", "spec", "containers")
                        .getFirst()
                        .put("image", "agent:2"));
        world.seconds(40);

        assertThat(ready).allMatch(count -> count >= 1);
        assertThat(world.pods())
                .hasSize(2)
                .allMatch(pod -> Tree.text(Tree.maps(pod, "spec", "containers").getFirst(), "image")
                        .equals("agent:2"));
    }

    private void disk() {
        world.create("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: disk}
                provisioner: disk.example.com
                volumeBindingMode: WaitForFirstConsumer
                """);
    }

    private long ready() {
        return world.pods().stream().filter(Pods::isReady).count();
    }

    private List<String> nodesOfPods() {
        return world.pods().stream()
                .map(pod -> Tree.text(pod, "spec", "nodeName"))
                .toList();
    }
}
