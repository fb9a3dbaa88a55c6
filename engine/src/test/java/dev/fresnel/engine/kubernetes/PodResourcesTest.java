package dev.fresnel.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PodResourcesTest {

    @Test
    void containers_add_up() {
        PodResources resources = PodResources.of(pod(List.of(asks("100m", "1"), asks("250m", "500m")), List.of()));
        assertThat(resources.requests()).containsExactly(Map.entry("cpu", 0.35));
        assertThat(resources.limits()).containsExactly(Map.entry("cpu", 1.5));
    }

    @Test
    void an_init_container_that_asks_for_more_decides() {
        assertThat(PodResources.of(pod(List.of(asks("100m", "1")), List.of(asks("2", "2"), asks("1", "3"))))
                        .requests())
                .containsEntry("cpu", 2.0);
    }

    @Test
    void a_sidecar_runs_beside_the_containers_and_beside_init_containers_after_it() {
        assertThat(requests(List.of(asks("1", "1")), List.of(sidecar("500m"), asks("2", "2"))))
                .containsEntry("cpu", 2.5);
        assertThat(requests(List.of(asks("1", "1")), List.of(asks("1", "1"), sidecar("500m"))))
                .containsEntry("cpu", 1.5);
    }

    @Test
    void what_is_said_for_the_whole_pod_comes_first() {
        Map<String, Object> spec = Map.of(
                "containers", List.of(asks("1", "1")),
                "resources", Map.of("requests", Map.of("cpu", "3")),
                "overhead", Map.of("cpu", "100m", "memory", "64Mi"));
        PodResources resources = PodResources.of(Map.of("spec", spec));
        assertThat(resources.requests()).containsEntry("cpu", 3.1).containsEntry("memory", 64.0 * (1 << 20));
        assertThat(resources.limits()).containsExactly(Map.entry("cpu", 1.1));
    }

    @Test
    void a_pod_that_has_ended_holds_nothing() {
        assertThat(PodResources.of(Map.of(
                                "status", Map.of("phase", "Failed"),
                                "spec", Map.of("containers", List.of(asks("1", "1")))))
                        .requests())
                .isEmpty();
    }

    private static Map<String, Double> requests(List<Object> containers, List<Object> initContainers) {
        return PodResources.of(pod(containers, initContainers)).requests();
    }

    private static Map<String, Object> pod(List<Object> containers, List<Object> initContainers) {
        return Map.of("spec", Map.of("containers", containers, "initContainers", initContainers));
    }

    private static Map<String, Object> asks(String cpu, String limit) {
        return Map.of("resources", Map.of("requests", Map.of("cpu", cpu), "limits", Map.of("cpu", limit)));
    }

    private static Map<String, Object> sidecar(String cpu) {
        return Map.of("restartPolicy", "Always", "resources", Map.of("requests", Map.of("cpu", cpu)));
    }
}
