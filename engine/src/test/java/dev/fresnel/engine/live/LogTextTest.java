package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogTextTest {

    private static final LogSource ALL = new LogSource(List.of(), false, null, null);

    private final Opened opened = new Opened("prod");

    @AfterEach
    void close() {
        opened.close();
    }

    /** A pod whose containers have begun to write. */
    private static String pod(String name, String... containers) {
        StringBuilder spec = new StringBuilder();
        StringBuilder status = new StringBuilder();
        for (String container : containers) {
            spec.append(spec.isEmpty() ? "" : ",").append("{\"name\":\"" + container + "\"}");
            status.append(status.isEmpty() ? "" : ",")
                    .append("{\"name\":\"" + container
                            + "\",\"state\":{\"running\":{\"startedAt\":\"2026-11-28T09:00:00Z\"}}}");
        }
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"%s","uid":"%s","resourceVersion":"1"},
                 "spec":{"nodeName":"n","containers":[%s]},"status":{"phase":"Running","containerStatuses":[%s]}}
                """.formatted(name, name, spec, status);
    }

    private static ObjectRef ref(String pod) {
        return new ObjectRef("prod", "pods", "shop", pod);
    }

    /** All pods are known, and the cluster tells their logs. */
    private LiveView known(String... pods) throws InterruptedException {
        LiveView table = opened.open(Opened.table("pods"));
        opened.until(table, TableData.class, now -> now.columns().size() > 2);
        opened.server.fed("pods").lists(pods);
        opened.until(table, TableData.class, now -> now.sources().getFirst().state() instanceof State.Live);
        return table;
    }

    private void writes(String pod, @Nullable String log) {
        String path = "/api/v1/namespaces/shop/pods/" + pod + "/log";
        if (log == null) {
            opened.server.answer(path, 403, "{\"kind\":\"Status\",\"message\":\"" + pod + " is not yours\"}");
        } else {
            opened.server.answer(path, 200, log);
        }
    }

    @Test
    void lines_of_several_pods_are_merged_by_time_as_they_were_written() throws Exception {
        try (LiveView _ = known(pod("web-0", "main"), pod("web-1", "main"))) {
            writes("web-0", """
                    2026-11-28T10:00:00.1Z \u001b[31mfirst\u001b[0m
                    2026-11-28T10:00:02Z third
                    2026-11-28T10:00:02Z fourth
                    """);
            writes("web-1", "2026-11-28T10:00:01Z   second, with no end");

            assertThat(opened.savedLogs(List.of(ref("web-0"), ref("web-1")), ALL))
                    .isEqualTo("""
                    2026-11-28T10:00:00.100Z web-0 main \u001b[31mfirst\u001b[0m
                    2026-11-28T10:00:01Z web-1 main   second, with no end
                    2026-11-28T10:00:02Z web-0 main third
                    2026-11-28T10:00:02Z web-0 main fourth
                    """);
        }
    }

    @Test
    void what_cannot_be_read_is_said_where_its_lines_would_be_and_the_rest_is_read() throws Exception {
        try (LiveView _ = known(pod("web-0", "main"), pod("web-1", "main"))) {
            writes("web-0", null);
            writes("web-1", "2026-11-28T10:00:01Z here\n");

            assertThat(opened.savedLogs(List.of(ref("web-0"), ref("web-1")), ALL))
                    .startsWith("# web-0 main: ")
                    .contains("web-0 is not yours")
                    .endsWith("2026-11-28T10:00:01Z web-1 main here\n");
        }
    }

    @Test
    void only_the_containers_that_were_asked_for_are_read() throws Exception {
        try (LiveView _ = known(pod("web-0", "main", "sidecar"))) {
            writes("web-0", "2026-11-28T10:00:01Z here\n");

            assertThat(opened.savedLogs(List.of(ref("web-0")), new LogSource(List.of("sidecar"), false, null, null)))
                    .isEqualTo("2026-11-28T10:00:01Z web-0 sidecar here\n");
            assertThat(opened.savedLogs(List.of(ref("web-0")), new LogSource(List.of(), true, null, null)))
                    .as("none of them has run before")
                    .isEmpty();
            assertThatThrownBy(() -> opened.savedLogs(List.of(), ALL)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
