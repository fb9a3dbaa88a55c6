package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private final World world = new World("""
            - {image: web, ready: 2s}
            - {image: "web:3-missing", pullError: not found}
            """).node("n1").node("n2");

    @Test
    void a_new_deployment_gets_a_replica_set_and_running_pods() {
        world.deployment("web", "web:1", 3);
        world.seconds(15);

        Map<String, Object> set = world.list(Kinds.REPLICA_SET).getFirst();
        assertThat(Meta.name(set)).isEqualTo("web-" + Meta.label(set, "pod-template-hash"));
        assertThat(world.pods()).hasSize(3).allMatch(Pods::isReady);
        Map<String, Object> web = world.get(Kinds.DEPLOYMENT, "web");
        assertThat(Tree.number(web, 0, "status", "availableReplicas")).isEqualTo(3);
        assertThat(Meta.annotation(web, "deployment.kubernetes.io/revision")).isEqualTo("1");
        assertThat(Conditions.find(web, "Progressing"))
                .hasValueSatisfying(condition -> assertThat(Tree.text(condition, "message"))
                        .isEqualTo("ReplicaSet \"" + Meta.name(set) + "\" has successfully progressed."));
        assertThat(world.said("ScalingReplicaSet"))
                .containsExactly("Scaled up replica set " + Meta.name(set) + " from 0 to 3");
    }

    @Test
    void a_new_image_rolls_over_and_never_leaves_too_few_pods() {
        world.deployment("web", "web:1", 4);
        world.seconds(15);
        List<Long> available = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        world.storage.watch(Kinds.DEPLOYMENT, change -> {
            available.add(Tree.number(change.object(), 0, "status", "availableReplicas"));
            all.add(Tree.number(change.object(), 0, "status", "replicas"));
        });

        setImage("web:2");
        world.seconds(60);

        assertThat(available).allMatch(count -> count >= 3);
        assertThat(all).allMatch(count -> count <= 5);
        assertThat(world.pods()).hasSize(4).allMatch(pod -> image(pod).equals("web:2"));
        Map<String, Object> web = world.get(Kinds.DEPLOYMENT, "web");
        assertThat(Meta.annotation(web, "deployment.kubernetes.io/revision")).isEqualTo("2");
        assertThat(Tree.number(web, 0, "status", "observedGeneration"))
                .isEqualTo(Tree.number(web, 0, "metadata", "generation"));
    }

    @Test
    void scaling_adds_and_takes_pods_within_seconds() {
        world.deployment("web", "web:1", 1);
        world.seconds(10);

        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, 5L, "spec", "replicas"));
        world.seconds(10);
        assertThat(world.pods()).hasSize(5).allMatch(Pods::isReady);

        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, 2L, "spec", "replicas"));
        world.seconds(10);
        assertThat(world.pods()).hasSize(2);
    }

    @Test
    void a_deleted_pod_is_replaced_at_once() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);
        String victim = Meta.name(world.pods().getFirst());

        world.delete(Kinds.POD, victim);
        world.seconds(10);

        assertThat(world.pods()).hasSize(2).noneMatch(pod -> Meta.name(pod).equals(victim));
    }

    @Test
    void a_restart_replaces_every_pod() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);
        List<String> before = world.pods().stream().map(Meta::name).toList();

        world.change(
                Kinds.DEPLOYMENT,
                "web",
                web -> Tree.put(
                        web,
                        "2026-11-22T12:00:30Z",
                        "spec",
                        "template",
                        "metadata",
                        "annotations",
                        "kubectl.kubernetes.io/restartedAt"));
        world.seconds(60);

        assertThat(world.pods().stream().map(Meta::name)).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_rollback_takes_the_old_replica_set_with_a_new_revision() {
        world.deployment("web", "web:1", 1);
        world.seconds(10);
        String first = Meta.name(world.list(Kinds.REPLICA_SET).getFirst());
        setImage("web:2");
        world.seconds(30);

        setImage("web:1");
        world.seconds(30);

        assertThat(world.list(Kinds.REPLICA_SET)).hasSize(2);
        Map<String, Object> set = world.get(Kinds.REPLICA_SET, first);
        assertThat(Meta.annotation(set, "deployment.kubernetes.io/revision")).isEqualTo("3");
        assertThat(Meta.annotation(set, "deployment.kubernetes.io/revision-history"))
                .isEqualTo("1");
        assertThat(Tree.number(set, 0, "status", "readyReplicas")).isEqualTo(1);
    }

    @Test
    void a_rollout_that_does_not_progress_is_late_after_its_deadline() {
        world.deployment("web", "web:1", 2);
        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, 60L, "spec", "progressDeadlineSeconds"));
        world.seconds(15);
        setImage("web:3-missing");
        world.seconds(50);
        assertThat(reason("Progressing")).isEqualTo("ReplicaSetUpdated");

        world.seconds(20);

        assertThat(reason("Progressing")).isEqualTo("ProgressDeadlineExceeded");
        assertThat(world.pods().stream().filter(Pods::isReady)).hasSize(2);
    }

    @Test
    void a_paused_deployment_does_not_roll_until_it_is_resumed() {
        world.deployment("web", "web:1", 1);
        world.seconds(10);
        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, true, "spec", "paused"));
        setImage("web:2");
        world.seconds(20);
        assertThat(world.list(Kinds.REPLICA_SET)).hasSize(1);

        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, false, "spec", "paused"));
        world.seconds(30);

        assertThat(world.pods()).hasSize(1).allMatch(pod -> image(pod).equals("web:2"));
    }

    @Test
    void recreate_stops_all_pods_before_it_starts_new_ones() {
        world.deployment("web", "web:1", 2);
        world.change(Kinds.DEPLOYMENT, "web", web -> Tree.put(web, Tree.of("type", "Recreate"), "spec", "strategy"));
        world.seconds(10);
        List<Boolean> mixed = new ArrayList<>();
        world.storage.watch(
                Kinds.POD,
                change -> mixed.add(world.pods().stream()
                                .filter(Pods::isActive)
                                .map(DeploymentTest::image)
                                .distinct()
                                .count()
                        > 1));

        setImage("web:2");
        world.seconds(30);

        assertThat(mixed).isNotEmpty().doesNotContain(true);
        assertThat(world.pods()).hasSize(2).allMatch(pod -> image(pod).equals("web:2"));
    }

    @Test
    void a_quota_that_is_used_up_keeps_pods_from_being_created() {
        world.create("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: team}
                spec: {hard: {pods: "2"}}
                """);
        world.deployment("web", "web:1", 3);
        world.seconds(20);

        assertThat(world.pods()).hasSize(2);
        assertThat(world.said("FailedCreate"))
                .isNotEmpty()
                .allMatch(message -> message.endsWith(
                        "is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2"));
        assertThat(reason("ReplicaFailure")).isEqualTo("FailedCreate");
        assertThat(Tree.text(world.get(Kinds.QUOTA, "team"), "status", "used", "pods"))
                .isEqualTo("2");
    }

    private void setImage(String image) {
        world.change(
                Kinds.DEPLOYMENT,
                "web",
                web -> Tree.maps(web, "spec", "template", "spec", "containers")
                        .getFirst()
                        .put("image", image));
    }

    private String reason(String condition) {
        return Conditions.find(world.get(Kinds.DEPLOYMENT, "web"), condition)
                .map(c -> Tree.text(c, "reason"))
                .orElse("");
    }

    private static String image(Map<String, Object> pod) {
        return Tree.text(Tree.maps(pod, "spec", "containers").getFirst(), "image");
    }
}
