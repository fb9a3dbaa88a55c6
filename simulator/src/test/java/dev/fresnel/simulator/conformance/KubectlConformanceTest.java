package dev.fresnel.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same commands print the same, whether kubectl talks to a real API server or to the simulator. */
@ExtendWith(ControlPlaneExtension.class)
final class KubectlConformanceTest {

    private static final String NAMESPACE = "conformance-kubectl";

    @TempDir
    private Path folder = Path.of("");

    private final Simulator simulator = Simulator.start(
            SimulatorOptions.of(Map.of("plain", new PlainCluster())).withUsers(PlainCluster.USERS));

    KubectlConformanceTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> kubectl_prints_the_same(@Own ControlPlane plane) throws IOException {
        plane.serveMetrics();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), simulator.kubeconfig());
        KubectlPeer real = new KubectlPeer(plane, NAMESPACE, List.of());
        KubectlPeer simulated = new KubectlPeer(
                plane,
                NAMESPACE,
                List.of(
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--cache-dir",
                        folder.resolve("cache").toString()));
        real.begin();
        simulated.begin();
        return Tree.maps(Chapter.yaml("kubectl"), "commands").stream()
                .map(command -> DynamicTest.dynamicTest(
                        "kubectl " + Tree.text(command, "run").replace("{ns}", NAMESPACE),
                        () -> compare(command, real, simulated)));
    }

    /** Both are asked at once, because much of the time goes into waiting. */
    private static void compare(Map<String, Object> command, KubectlPeer real, KubectlPeer simulated) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> printed = threads.submit(() -> simulated.run(command));
            String wanted = real.run(command);
            assertThat(printed.get()).isEqualTo(wanted);
        }
    }

    @AfterEach
    void close() {
        simulator.close();
    }
}
