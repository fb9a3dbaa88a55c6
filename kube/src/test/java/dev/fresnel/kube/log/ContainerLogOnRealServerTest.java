package dev.fresnel.kube.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.watch.Timing;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.weather.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logs that a kubelet tells through a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class ContainerLogOnRealServerTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: writer}
            spec: {containers: [{name: main, image: example.com/writer:1}]}
            """;

    @Test
    void lines_follow_as_they_are_written_and_none_is_told_twice_after_a_break(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectlWithInput(POD, "apply", "-n", namespace, "-f", "-");
        plane.kubectl("wait", "pod/writer", "-n", namespace, "--for=condition=Ready", "--timeout=120s");
        Told told = new Told();
        try (Link link = plane.link();
                ApiServer server = connect(plane, link);
                ContainerLog log = new ContainerLog(
                        server,
                        new LogRequest(namespace, "writer", "main", false, null, 3),
                        () -> "run",
                        told,
                        Timing.system())) {
            log.start();
            told.await(lines -> lines.size() == 3);
            assertThat(told.lines.getLast()).isEqualTo("line 499: GET /healthz 200");

            write(plane, "while it follows");
            told.await(lines -> lines.contains("while it follows"));
            link.reset();
            write(plane, "after the break");
            told.await(lines -> lines.contains("after the break"));
            assertThat(told.lines)
                    .hasSize(5)
                    .doesNotHaveDuplicates()
                    .endsWith("line 499: GET /healthz 200", "while it follows", "after the break");
            assertThat(told.gaps).isZero();
        }
    }

    private static ApiServer connect(ControlPlane plane, Link link) {
        return Contexts.connect(KubeconfigSource.of(List.of(plane.kubeconfigThrough(link.port(), "admin")))
                .read()
                .contexts()
                .getFirst());
    }

    private static void write(ControlPlane plane, String text) throws IOException {
        Files.writeString(plane.podLog(), Instant.now() + " stdout F " + text + "\n", StandardOpenOption.APPEND);
    }

    private static final class Told implements LogSink {
        private final List<String> lines = new ArrayList<>();
        private int gaps;

        synchronized void await(Predicate<List<String>> condition) throws InterruptedException {
            while (!condition.test(lines)) {
                wait();
            }
        }

        @Override
        public synchronized void line(LogLine line) {
            lines.add(line.text());
            notifyAll();
        }

        @Override
        public synchronized void gap(Gap why) {
            gaps++;
        }

        @Override
        public void state(LogState state) {}
    }
}
