package dev.fresnel.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real API server and the simulator answer alike. */
@ExtendWith(ControlPlaneExtension.class)
final class ConformanceTest {

    private final PlainCluster plain = new PlainCluster();
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.of(Map.of("plain", plain)).withUsers(PlainCluster.USERS));

    ConformanceTest() throws IOException {}

    @TestFactory
    Stream<DynamicNode> both_servers_answer_alike(@Own ControlPlane plane) throws Exception {
        plane.serveMetrics();
        Peer real = new Peer(user -> tree(read(plane, user)));
        Peer simulated =
                new Peer(user -> tree(user.equals("admin") ? simulator.kubeconfig() : simulator.kubeconfig(user)));
        List<Deviation> deviations = Deviation.all();
        Stream<DynamicNode> chapters = Chapter.all().stream()
                .map(chapter -> DynamicContainer.dynamicContainer(
                        chapter.title(),
                        Stream.concat(
                                Stream.of(DynamicTest.dynamicTest("a namespace for it", () -> {
                                    real.begin("conformance-" + chapter.name());
                                    simulated.begin("conformance-" + chapter.name());
                                })),
                                chapter.questions().stream()
                                        .map(question -> DynamicTest.dynamicTest(question.about(), () -> {
                                            if (question.forget()) {
                                                forget(plane);
                                            }
                                            compare(question, real, simulated, deviations);
                                        })))));
        return Stream.concat(
                chapters,
                Stream.of(DynamicTest.dynamicTest(
                        "each deviation is still one",
                        () -> assertThat(deviations)
                                .filteredOn(deviation -> !deviation.used().get())
                                .isEmpty())));
    }

    /** A real one also has the former state in memory, which a restart takes from it. */
    private void forget(ControlPlane plane) {
        plane.compact();
        plane.stopApiServer();
        plane.startApiServer();
        plain.forget();
    }

    /** Both are asked at once, because much of the time goes into waiting. */
    private static void compare(Question question, Peer real, Peer simulated, List<Deviation> deviations)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Map<String, Object>> answer = threads.submit(() -> simulated.ask(question));
            List<String> differences = Comparison.of(question, real.ask(question), answer.get(), deviations);
            assertThat(differences)
                    .withFailMessage(() -> question.send() + "\n    " + String.join("\n    ", differences))
                    .isEmpty();
        }
    }

    private static String read(ControlPlane plane, String user) {
        try {
            return Files.readString(plane.kubeconfigFor(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> tree(String kubeconfig) {
        try {
            return Tree.map(Yaml.read(kubeconfig));
        } catch (Json.MalformedJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @AfterEach
    void close() {
        simulator.close();
    }
}
