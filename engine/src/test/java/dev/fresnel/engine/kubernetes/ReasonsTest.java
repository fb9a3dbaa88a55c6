package dev.fresnel.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A warning that stands beside kubectl's good word says why. */
final class ReasonsTest {

    private static final long NOW = 1_790_000_000_000L;

    @Test
    void a_ready_node_under_pressure_says_which() {
        Cell.Status status = (Cell.Status) Nodes.status(node("DiskPressure"), NOW);
        assertThat(status).isEqualTo(new Cell.Status(Severity.WARNING, "Ready", Phrase.of("reason.diskPressure")));
    }

    @Test
    void a_condition_that_nobody_foresaw_is_named() {
        Cell.Status status = (Cell.Status) Nodes.status(node("NetworkUnavailable"), NOW);
        assertThat(status.reason()).isEqualTo(Phrase.of("reason.condition", "type", "NetworkUnavailable"));
    }

    @Test
    void a_healthy_node_gives_no_reason() {
        Map<String, Object> node =
                Map.of("status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True"))));
        assertThat(Nodes.status(node, NOW)).isEqualTo(new Cell.Status(Severity.HEALTHY, "Ready"));
    }

    @Test
    void a_pod_that_waits_for_a_node_says_what_keeps_it() {
        assertThat(pending("0/9 nodes are available: 9 node(s) didn't match Pod's node affinity/selector."))
                .isEqualTo(new Cell.Status(Severity.WARNING, "Pending", Phrase.of("reason.noNodeFits")));
        assertThat(pending("0/9 nodes are available: pod has unbound immediate PersistentVolumeClaims."))
                .isEqualTo(new Cell.Status(Severity.WARNING, "Pending", Phrase.of("reason.unboundVolume")));
    }

    @Test
    void a_pod_that_runs_and_is_not_ready_says_so() {
        Map<String, Object> pod = Map.of(
                "spec", Map.of("containers", List.of(Map.of("name", "api"))),
                "status",
                        Map.of(
                                "phase",
                                "Running",
                                "containerStatuses",
                                List.of(Map.of(
                                        "name",
                                        "api",
                                        "ready",
                                        false,
                                        "state",
                                        Map.of("running", Map.of("startedAt", "2020-01-01T00:00:00Z"))))));
        assertThat(Pods.status(pod, NOW))
                .isEqualTo(new Cell.Status(Severity.WARNING, "Running", Phrase.of("reason.notReady")));
    }

    private static Cell pending(String message) {
        Map<String, Object> scheduled =
                Map.of("type", "PodScheduled", "status", "False", "reason", "Unschedulable", "message", message);
        return Pods.status(Map.of("status", Map.of("phase", "Pending", "conditions", List.of(scheduled))), NOW);
    }

    private static Map<String, Object> node(String pressure) {
        return Map.of(
                "status",
                Map.of(
                        "conditions",
                        List.of(
                                Map.of("type", "Ready", "status", "True"),
                                Map.of("type", pressure, "status", "True"))));
    }
}
