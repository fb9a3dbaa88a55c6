package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final World world = new World()
            .node("n1", "topology.kubernetes.io/zone", "a")
            .node("n2", "topology.kubernetes.io/zone", "b")
            .node("n3", "topology.kubernetes.io/zone", "b");

    @Test
    void a_pod_that_selects_what_no_node_is_stays_pending_and_says_why() {
        pod("p", "nodeSelector: {kubernetes.io/arch: arm64}", "{}");
        world.seconds(5);

        assertThat(world.said("FailedScheduling"))
                .containsExactly(
                        "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to"
                                + " deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
        assertThat(Conditions.find(world.get(Kinds.POD, "p"), "PodScheduled"))
                .hasValueSatisfying(
                        condition -> assertThat(Tree.text(condition, "reason")).isEqualTo("Unschedulable"));
    }

    @Test
    void each_node_says_its_own_reason() {
        world.change(Kinds.NODE, "n1", node -> Tree.put(node, true, "spec", "unschedulable"));
        world.change(
                Kinds.NODE,
                "n2",
                node -> Tree.put(
                        node,
                        Tree.listOf(Tree.of("key", "dedicated", "value", "db", "effect", "NoSchedule")),
                        "spec",
                        "taints"));
        pod("p", "", "{requests: {cpu: 5}}");
        world.seconds(5);

        assertThat(world.said("FailedScheduling"))
                .containsExactly(
                        "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {dedicated:"
                                + " db}, 1 node(s) were unschedulable. no new claims to deallocate,"
                                + " preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
    }

    @Test
    void a_waiting_pod_is_placed_when_a_node_that_fits_joins() {
        pod("p", "nodeSelector: {pool: gpu}", "{}");
        world.seconds(5);
        assertThat(Tree.text(world.get(Kinds.POD, "p"), "spec", "nodeName")).isEmpty();

        world.node("gpu", "pool", "gpu");
        world.seconds(5);

        assertThat(Tree.text(world.get(Kinds.POD, "p"), "spec", "nodeName")).isEqualTo("gpu");
    }

    @Test
    void memory_that_is_asked_for_is_counted() {
        for (int i = 0; i < 7; i++) {
            pod("p" + i, "", "{requests: {memory: 3Gi}}");
        }
        world.seconds(5);

        assertThat(world.pods().stream()
                        .filter(pod -> Tree.text(pod, "spec", "nodeName").isEmpty()))
                .hasSize(1);
        assertThat(world.said("FailedScheduling"))
                .allMatch(message -> message.startsWith("0/3 nodes are available: 3 Insufficient memory."));
    }

    @Test
    void replicas_are_spread_over_nodes_and_zones() {
        world.deployment("web", "web:1", 4);
        world.seconds(5);

        Map<String, Long> byZone = world.pods().stream()
                .collect(Collectors.groupingBy(
                        pod -> Meta.label(
                                world.get(Kinds.NODE, Tree.text(pod, "spec", "nodeName")),
                                "topology.kubernetes.io/zone"),
                        Collectors.counting()));
        assertThat(byZone).containsEntry("a", 2L).containsEntry("b", 2L);
    }

    @Test
    void pods_that_must_not_meet_do_not() {
        for (int i = 0; i < 4; i++) {
            pod(
                    "p" + i,
                    "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey:"
                            + " kubernetes.io/hostname, labelSelector: {matchLabels: {app: p}}}]}}",
                    "{}");
        }
        world.seconds(5);

        List<String> nodes = world.pods().stream()
                .map(pod -> Tree.text(pod, "spec", "nodeName"))
                .sorted()
                .toList();
        assertThat(nodes).containsExactly("", "n1", "n2", "n3");
        assertThat(world.said("FailedScheduling"))
                .allMatch(message -> message.contains("3 node(s) didn't match pod anti-affinity rules"));
    }

    @Test
    void a_cordoned_node_is_tainted_and_takes_pods_again_when_uncordoned() {
        for (String node : List.of("n1", "n2", "n3")) {
            world.change(Kinds.NODE, node, tree -> Tree.put(tree, true, "spec", "unschedulable"));
        }
        world.seconds(1);
        assertThat(Tree.maps(world.get(Kinds.NODE, "n1"), "spec", "taints"))
                .anyMatch(taint -> Tree.text(taint, "key").equals("node.kubernetes.io/unschedulable"));
        pod("p", "", "{}");
        world.seconds(5);

        world.change(Kinds.NODE, "n1", tree -> Tree.remove(tree, "spec", "unschedulable"));
        world.seconds(5);

        assertThat(Tree.maps(world.get(Kinds.NODE, "n1"), "spec", "taints")).isEmpty();
        assertThat(Tree.text(world.get(Kinds.POD, "p"), "spec", "nodeName")).isEqualTo("n1");
    }

    private void pod(String name, String spec, String resources) {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app: p}}
                spec:
                  containers: [{name: main, image: "web:1", resources: %s}]
                  %s
                """.formatted(name, resources, spec));
    }
}
