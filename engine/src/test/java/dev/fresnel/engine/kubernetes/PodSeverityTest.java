package dev.fresnel.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PodSeverityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void what_runs_and_what_is_done_is_healthy() {
        assertThat(severity(running(true, true, "2026-11-22T09:00:00Z"))).isEqualTo(Severity.HEALTHY);
        assertThat(severity(pod("Succeeded", state("terminated", Map.of("reason", "Completed", "exitCode", 0L)))))
                .isEqualTo(Severity.HEALTHY);
    }

    @Test
    void what_is_not_ready_is_given_a_minute() {
        assertThat(severity(running(false, true, "2026-11-22T11:59:30Z"))).isEqualTo(Severity.PROGRESSING);
        assertThat(severity(running(false, true, "2026-11-22T11:58:30Z"))).isEqualTo(Severity.WARNING);
        // A startup probe that has not yet passed says that it is still starting, however long that takes.
        assertThat(severity(running(false, false, "2026-11-22T09:00:00Z"))).isEqualTo(Severity.PROGRESSING);
    }

    @Test
    void what_cannot_go_on_has_failed() {
        List.of(
                        "CrashLoopBackOff",
                        "ImagePullBackOff",
                        "ErrImagePull",
                        "CreateContainerConfigError",
                        "InvalidImageName")
                .forEach(reason -> assertThat(severity(pod("Pending", state("waiting", Map.of("reason", reason)))))
                        .as(reason)
                        .isEqualTo(Severity.FAILED));
        assertThat(severity(pod("Failed", state("terminated", Map.of("reason", "OOMKilled", "exitCode", 137L)))))
                .isEqualTo(Severity.FAILED);
    }

    @Test
    void what_waits_for_a_place_is_a_warning_and_what_is_being_made_progresses() {
        Map<String, Object> unplaced = Map.of(
                "spec", Map.of("containers", List.of(Map.of("name", "a"))),
                "status",
                        Map.of(
                                "phase",
                                "Pending",
                                "conditions",
                                List.of(Map.of("type", "PodScheduled", "status", "False"))));
        assertThat(severity(unplaced)).isEqualTo(Severity.WARNING);
        assertThat(severity(pod("Pending", state("waiting", Map.of("reason", "ContainerCreating")))))
                .isEqualTo(Severity.PROGRESSING);
    }

    @Test
    void a_deletion_that_hangs_is_a_warning() {
        Map<String, Object> pod = running(true, true, "2026-11-22T09:00:00Z");
        pod.put("metadata", Map.of("deletionTimestamp", "2026-11-22T11:59:50Z"));
        assertThat(severity(pod)).isEqualTo(Severity.PROGRESSING);
        pod.put("metadata", Map.of("deletionTimestamp", "2026-11-22T11:50:00Z"));
        assertThat(severity(pod)).isEqualTo(Severity.WARNING);
    }

    private static Severity severity(Map<String, Object> pod) {
        return ((Cell.Status) Pods.status(pod, NOW.toEpochMilli())).severity();
    }

    private static Map<String, Object> running(boolean ready, boolean started, String since) {
        Map<String, Object> status = new HashMap<>(state("running", Map.of("startedAt", since)));
        status.put("ready", ready);
        status.put("started", started);
        return pod("Running", status);
    }

    private static Map<String, Object> state(String state, Map<String, Object> values) {
        return Map.of("name", "a", "state", Map.of(state, values));
    }

    private static Map<String, Object> pod(String phase, Map<String, Object> container) {
        Map<String, Object> pod = new HashMap<>();
        pod.put("spec", Map.of("containers", List.of(Map.of("name", "a"))));
        pod.put("status", Map.of("phase", phase, "containerStatuses", List.of(container)));
        return pod;
    }
}
