package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalingTest {
    private static final Map<String, Object> TWO_TO_TEN =
            Tree.of("spec", Tree.of("minReplicas", 2L, "maxReplicas", 10L));

    @ParameterizedTest
    @CsvSource({"4, 70, 70, 4", "4, 76, 70, 4", "4, 90, 70, 6", "4, 35, 70, 2", "3, 63, 70, 3", "3, 200, 50, 12"})
    void replicas_follow_the_ratio_of_use_to_target_outside_of_a_tenth(
            long current, long use, long target, long wanted) {
        assertThat(Autoscaling.proposed(current, use, target)).isEqualTo(wanted);
    }

    @Test
    void a_lower_proposal_waits_until_no_higher_one_is_in_the_window() {
        Deque<Autoscaling.Proposal> proposals = new ArrayDeque<>();
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(Autoscaling.wanted(TWO_TO_TEN, 6, 6, proposals, now)).isEqualTo(6);
        assertThat(Autoscaling.wanted(TWO_TO_TEN, 6, 3, proposals, now.plusSeconds(60)))
                .isEqualTo(6);
        assertThat(Autoscaling.wanted(TWO_TO_TEN, 6, 3, proposals, now.plusSeconds(301)))
                .isEqualTo(3);
    }

    @Test
    void bounds_hold_whatever_is_proposed() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(Autoscaling.wanted(TWO_TO_TEN, 8, 40, new ArrayDeque<>(), now))
                .isEqualTo(10);
        assertThat(Autoscaling.wanted(TWO_TO_TEN, 3, 1, new ArrayDeque<>(), now))
                .isEqualTo(2);
        assertThat(Autoscaling.wanted(TWO_TO_TEN, 1, 1, new ArrayDeque<>(), now))
                .isEqualTo(2);
    }

    @Test
    void a_deployment_follows_its_load_up_and_down() {
        World world = new World("- {image: web, cpu: 5m, load: 1000m, wave: 20m}")
                .node("n1")
                .node("n2");
        world.deployment("web", "web:1", 2);
        world.change(
                Kinds.DEPLOYMENT,
                "web",
                web -> Tree.put(
                        Tree.maps(web, "spec", "template", "spec", "containers").getFirst(),
                        "200m",
                        "resources",
                        "requests",
                        "cpu"));
        world.create("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  minReplicas: 2
                  maxReplicas: 12
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
                  behavior: {scaleDown: {stabilizationWindowSeconds: 60}}
                """);
        List<Long> sizes = new ArrayList<>();
        for (int minute = 0; minute < 40; minute++) {
            world.pass(Duration.ofMinutes(1));
            sizes.add(Tree.number(world.get(Kinds.DEPLOYMENT, "web"), 0, "spec", "replicas"));
        }

        assertThat(sizes)
                .anyMatch(size -> size >= 9)
                .anyMatch(size -> size <= 6)
                .allMatch(size -> size <= 12);
        assertThat(world.said("SuccessfulRescale"))
                .anyMatch(message -> message.endsWith("cpu resource utilization (percentage of request) above target"))
                .anyMatch(message -> message.endsWith("All metrics below target"));
        Map<String, Object> status = Tree.map(world.get(Kinds.AUTOSCALER, "web"), "status");
        assertThat(Tree.text(status, "lastScaleTime")).isNotEmpty();
    }
}
