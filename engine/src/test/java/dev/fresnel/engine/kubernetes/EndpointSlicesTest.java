package dev.fresnel.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointSlicesTest {

    private static final Map<String, Object> READY = endpoint(true, false);
    private static final Map<String, Object> NOT_READY = endpoint(false, false);
    private static final Map<String, Object> LEAVING = endpoint(false, true);

    private static Map<String, Object> endpoint(boolean ready, boolean terminating) {
        return Map.of("conditions", Map.of("ready", ready, "terminating", terminating));
    }

    private static Cell status(List<Map<String, Object>> endpoints) {
        return Routes.sliceStatus(Map.of("endpoints", endpoints), 0);
    }

    @Test
    void nobody_to_call_warns() {
        assertThat(status(List.of())).isEqualTo(new Cell.Status(Severity.WARNING, "Empty"));
        assertThat(status(List.of(LEAVING))).isEqualTo(new Cell.Status(Severity.WARNING, "Empty"));
        assertThat(status(List.of(NOT_READY))).isEqualTo(new Cell.Status(Severity.WARNING, "NotReady"));
    }

    @Test
    void some_that_are_not_ready_warn_but_not_those_that_are_leaving() {
        assertThat(status(List.of(READY, NOT_READY))).isEqualTo(new Cell.Status(Severity.WARNING, "Degraded"));
        assertThat(status(List.of(READY, LEAVING))).isEqualTo(new Cell.Status(Severity.HEALTHY, "Ready"));
    }

    @Test
    void one_that_does_not_say_is_ready() {
        Map<String, Object> silent = Map.of("endpoints", List.of(Map.of()));
        assertThat(Routes.sliceStatus(silent, 0)).isEqualTo(new Cell.Status(Severity.HEALTHY, "Ready"));
    }
}
