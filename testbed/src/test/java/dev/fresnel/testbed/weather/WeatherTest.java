package dev.fresnel.testbed.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What kubectl meets on its way through the weather. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(60)
final class WeatherTest {

    private static String kubectl(ControlPlane plane, Path kubeconfig, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--kubeconfig=" + kubeconfig;
        all[1] = "--request-timeout=5s";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return plane.kubectl(all);
    }

    @Test
    void a_link_is_not_noticed_until_it_breaks(ControlPlane plane) {
        try (Link link = plane.link()) {
            Path way = plane.kubeconfigThrough(link.port(), "admin");
            assertThat(kubectl(plane, way, "get", "nodes", "-o", "name"))
                    .isEqualTo(plane.kubectl("get", "nodes", "-o", "name"));

            link.refuse();
            assertThatThrownBy(() -> kubectl(plane, way, "get", "nodes")).hasMessageContaining("reset by peer");
            link.swallow();
            link.heal();
            link.slow(Duration.ofMillis(300), 0, 1_000_000, 1);
            long begun = System.nanoTime();
            assertThat(kubectl(plane, way, "get", "nodes", "-o", "name")).contains("node/");
            assertThat(System.nanoTime() - begun)
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900)); // TCP's own, TLS's, the request's round trip
        }
    }

    @Test
    void a_gate_is_not_noticed_until_it_answers_itself(ControlPlane plane) {
        try (Gate gate = plane.gate()) {
            Path way = plane.kubeconfigThrough(gate.port(), "admin");
            assertThat(kubectl(plane, way, "get", "nodes", "-o", "name"))
                    .isEqualTo(plane.kubectl("get", "nodes", "-o", "name"));
            assertThat(gate.count(request -> request.isAbout("nodes") && request.isList()))
                    .isEqualTo(1);

            gate.answer(request -> Answer.refuse(418, "Teapot", "no \"coffee\""));
            assertThatThrownBy(() -> kubectl(plane, way, "get", "nodes")).hasMessageContaining("no \"coffee\"");
            gate.answer(request -> request.isAbout("nodes") ? new Answer.Cut(100) : new Answer.Pass());
            assertThatThrownBy(() -> kubectl(plane, way, "get", "nodes")).hasMessageContaining("unexpected EOF");
        }
    }

    @Test
    void a_watch_is_passed_on_until_something_happens_to_it(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        String watch = "/api/v1/namespaces/" + namespace + "/configmaps?watch=true&timeoutSeconds=30";
        try (Gate gate = plane.gate()) {
            Path way = plane.kubeconfigThrough(gate.port(), "admin");
            FutureTask<String> told =
                    new FutureTask<>(() -> plane.kubectl("--kubeconfig=" + way, "get", "--raw", watch));
            Thread.ofPlatform().start(told);
            while (gate.disturb(Request::isWatch, Mishap.expired()) == 0) {
                Thread.sleep(5);
            }
            assertThat(told.get())
                    .contains("\"ADDED\"", "kube-root-ca.crt")
                    .endsWith(
                            "\"message\":\"too old resource version: 7 (20)\",\"reason\":\"Expired\",\"code\":410}}\n");
        }
    }
}
