package dev.fresnel.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.KubectlFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only the simulator can serve, with the kubectl of the testbed: exec, cp, attach, debug, port-forward. In the testbed
 * no containers run, so there is nothing to compare with.
 */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class KubectlStreamsTest {

    private static final String PODS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {level: info}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
              - name: main
                image: web:1
                ports: [{containerPort: 8080}]
                env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                envFrom: [{configMapRef: {name: settings}}]
                volumeMounts: [{name: settings, mountPath: /etc/settings}]
              volumes: [{name: settings, configMap: {name: settings}}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: two}
            spec: {initContainers: [{name: i, image: busybox, command: [sleep, "1"]}], containers: [{name: a, image: a}, {name: b, image: b}]}
            """;

    private Path folder = Path.of("");

    private final Simulator simulator = Simulator.start(
            SimulatorOptions.of(Map.of("plain", new PlainCluster())).withUsers(PlainCluster.USERS));

    KubectlStreamsTest() throws IOException {}

    @BeforeAll
    void start(ControlPlane plane, @TempDir Path shared) throws IOException {
        folder = shared;
        Files.writeString(folder.resolve("kubeconfig"), simulator.kubeconfig());
        kubectl(plane, PODS, "apply", "-f", "-");
        kubectl(plane, "", "wait", "--for=condition=Ready", "pod/web", "pod/two", "--timeout=30s");
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @Test
    void exec_runs_a_command_in_the_container(ControlPlane plane) {
        assertThat(exec(plane, "echo $POD $level; cat /etc/settings/level; cat /etc/hostname"))
                .isEqualTo("web info\ninfoweb\n");
        assertThat(kubectl(plane, "given\n", "exec", "-i", "web", "--", "cat")).isEqualTo("given\n");
    }

    @Test
    void exec_ends_with_the_exit_code_of_the_command(ControlPlane plane) {
        assertThatThrownBy(() -> exec(plane, "nope; exit 3"))
                .isInstanceOf(KubectlFailedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("sh: nope: not found");
        assertThatThrownBy(() -> kubectl(plane, "", "exec", "web", "--", "bash"))
                .hasMessageContaining("OCI runtime exec failed: exec failed: unable to start container process: exec:"
                        + " \"bash\": executable file not found in $PATH");
    }

    @Test
    void exec_wants_to_know_which_container(ControlPlane plane) {
        assertThat(kubectl(plane, "", "exec", "two", "-c", "b", "--", "hostname"))
                .isEqualTo("two\n");
        assertThatThrownBy(() -> kubectl(plane, "", "exec", "two", "-c", "c", "--", "hostname"))
                .hasMessageContaining("container c is not valid for pod two");
        assertThatThrownBy(() -> kubectl(plane, "", "exec", "two", "-c", "i", "--", "hostname"))
                .hasMessageContaining("unable to upgrade connection: container not found (\"i\")");
    }

    @Test
    void exec_is_for_those_who_may(ControlPlane plane) {
        kubectl(plane, "", "create", "role", "reader", "--verb=get,list", "--resource=pods,pods/exec");
        kubectl(plane, "", "create", "rolebinding", "reader", "--role=reader", "--user=dev");
        assertThatThrownBy(() -> kubectl(plane, "", "exec", "web", "--as=dev", "--", "ls"))
                .hasMessageContaining("pods \"web\" is forbidden");
        kubectl(plane, "", "create", "role", "runner", "--verb=create", "--resource=pods/exec");
        kubectl(plane, "", "create", "rolebinding", "runner", "--role=runner", "--user=dev");
        assertThat(kubectl(plane, "", "exec", "web", "--as=dev", "--", "hostname"))
                .isEqualTo("web\n");
    }

    @Test
    void what_is_made_is_kept_while_the_container_lives(ControlPlane plane) {
        exec(plane, "echo kept > /tmp/kept");
        assertThat(exec(plane, "cat /tmp/kept")).isEqualTo("kept\n");
    }

    @Test
    void cp_copies_both_ways(ControlPlane plane) throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/deep"));
        byte[] large = new byte[300_000];
        new java.util.Random(1).nextBytes(large);
        Files.write(from.resolve("large"), large);
        Files.writeString(from.resolveSibling("small"), "small");

        kubectl(plane, "", "cp", folder.resolve("from").toString(), "web:/tmp/copied");
        kubectl(plane, "", "cp", "web:/tmp/copied", folder.resolve("back").toString());

        assertThat(folder.resolve("back/deep/large")).hasBinaryContent(large);
        assertThat(folder.resolve("back/small")).hasContent("small");
    }

    @Test
    void debug_adds_a_shell_that_sees_the_processes_and_files_of_its_target(ControlPlane plane) {
        assertThat(kubectl(
                        plane,
                        "ps\ncat /proc/1/root/etc/settings/level\nexit\n",
                        "debug",
                        "-i",
                        "web",
                        "--image=busybox",
                        "--target=main",
                        "-c",
                        "debugger"))
                .containsPattern("1 root +0:00 /app/web")
                .endsWith("info");
        assertThat(kubectl(
                        plane,
                        "",
                        "wait",
                        "pod/web",
                        "--for=jsonpath={.status.ephemeralContainerStatuses[0].state.terminated.reason}=Completed",
                        "--timeout=20s"))
                .contains("condition met");
    }

    @Test
    void run_talks_to_a_shell_until_it_ends(ControlPlane plane) {
        assertThat(kubectl(
                        plane,
                        "echo hello from $HOSTNAME\nexit 0\n",
                        "run",
                        "box",
                        "-i",
                        "--rm",
                        "--restart=Never",
                        "--image=busybox"))
                .contains("hello from box");
    }

    @Test
    void port_forward_reaches_what_listens() throws Exception {
        Process forward = new ProcessBuilder(
                        "kubectl",
                        "--kubeconfig",
                        folder.resolve("kubeconfig").toString(),
                        "port-forward",
                        "web",
                        ":8080")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = forward.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String address = String.valueOf(lines.readLine()).replaceFirst(".*from (\\S+) .*", "$1");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("<h1>web 1</h1>");
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            forward.destroy();
        }
    }

    private String exec(ControlPlane plane, String script) {
        return kubectl(plane, "", "exec", "web", "--", "sh", "-c", script);
    }

    private String kubectl(ControlPlane plane, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--kubeconfig",
                folder.resolve("kubeconfig").toString(),
                "--cache-dir",
                folder.resolve("cache").toString()));
        all.addAll(List.of(arguments));
        return plane.kubectlWithInput(input, all.toArray(new String[0]));
    }
}
