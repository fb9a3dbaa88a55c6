package dev.fresnel.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.KubectlFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Stream<DynamicTest> kubectl_prints_the_same(ControlPlane plane) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), simulator.kubeconfig());
        List<String> toSimulator = List.of(
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                folder.resolve("cache").toString());
        run(plane, "create namespace " + NAMESPACE, "", List.of());
        run(plane, "create namespace " + NAMESPACE, "", toSimulator);
        return Tree.maps(Chapter.yaml("kubectl"), "commands").stream().map(command -> {
            String line = Tree.text(command, "run").replace("{ns}", NAMESPACE);
            Object input = command.get("input");
            String given = input == null ? "" : Json.text(input);
            return DynamicTest.dynamicTest(
                    "kubectl " + line,
                    () -> assertThat(run(plane, line, given, toSimulator))
                            .isEqualTo(run(plane, line, given, List.of())));
        });
    }

    /** What is printed, or why it failed, without ages, times and what chance has a part in. */
    private static String run(ControlPlane plane, String line, String input, List<String> more) {
        List<String> arguments =
                new ArrayList<>(List.of(line.replace("* * 1 1 *", "*_*_1_1_*").split(" ")));
        arguments.replaceAll(argument -> argument.replace("*_*_1_1_*", "* * 1 1 *"));
        arguments.addAll(List.of("--namespace", NAMESPACE));
        arguments.addAll(more);
        String printed;
        try {
            printed = plane.kubectlWithInput(input, arguments.toArray(new String[0]));
        } catch (KubectlFailedException e) {
            printed =
                    String.valueOf(e.getMessage()).replaceFirst("(?s)^kubectl .*? failed with exit code", "exit code");
        }
        return printed.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>")
                .replaceAll("\\b\\d+(s|m|m\\d+s)\\b", "<age>")
                .replaceAll("https://127\\.0\\.0\\.1:\\d+", "<server>")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uid>")
                .replaceAll("\\b10(\\.\\d{1,3}){3}\\b", "<address>")
                .replaceAll("pod-template-hash=\\w+", "pod-template-hash=<hash>")
                .replaceAll(" +", " ");
    }

    @AfterEach
    void close() {
        simulator.close();
    }
}
