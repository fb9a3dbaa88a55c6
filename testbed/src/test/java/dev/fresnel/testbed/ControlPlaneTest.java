package dev.fresnel.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ControlPlaneExtension.class)
final class ControlPlaneTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: nginx}]}
            """;

    @Test
    void the_server_is_of_the_version_that_the_module_pins(ControlPlane plane) throws Exception {
        String pinned = Files.readString(Path.of("modules/kubernetes/go.mod"))
                .lines()
                .map(line -> line.strip().replace("require ", ""))
                .filter(line -> line.startsWith("k8s.io/kubernetes v"))
                .map(line -> line.split(" ")[1])
                .findFirst()
                .orElseThrow();

        assertThat(plane.kubectl("version")).contains("Server Version: " + pinned, "Client Version: " + pinned);
    }

    @Test
    void controllers_scheduler_and_kubelets_make_a_deployment_available(ControlPlane plane) {
        String namespace = plane.newNamespace();

        plane.kubectlWithInput(DEPLOYMENT, "apply", "--namespace", namespace, "--filename", "-");

        plane.kubectl("rollout", "status", "deployment/web", "--namespace", namespace, "--timeout=60s");
        assertThat(plane.kubectl("get", "pods", "--namespace", namespace, "--no-headers"))
                .hasLineCount(3)
                .matches("(web-\\S+ +1/1 +Running +0 +\\S+\n){3}");
    }

    @Test
    void logs_and_port_forwards_go_through_the_api_server_to_the_kubelet(ControlPlane plane) {
        String namespace = plane.newNamespace();
        plane.kubectlWithInput(DEPLOYMENT, "apply", "--namespace", namespace, "--filename", "-");
        plane.kubectl("rollout", "status", "deployment/web", "--namespace", namespace, "--timeout=60s");

        assertThat(plane.kubectl("logs", "deployment/web", "--namespace", namespace, "--tail=1"))
                .isEqualTo("line 499: GET /healthz 200\n");
        assertThatThrownBy(() -> plane.kubectl("exec", "deployment/web", "--namespace", namespace, "--", "true"))
                .hasMessageContaining("no exec found");
    }

    @Test
    void exec_opens_a_shell_where_it_is_asked_for(@Own(exec = true) ControlPlane plane) {
        plane.kubectlWithInput(DEPLOYMENT, "apply", "--filename", "-");
        plane.kubectl("rollout", "status", "deployment/web", "--timeout=60s");

        assertThat(plane.kubectl("exec", "deployment/web", "--", "sh", "-c", "echo $((6 * 7))"))
                .isEqualTo("42\n");
    }

    @Test
    void it_can_be_filled_with_pods(ControlPlane plane) {
        List<Integer> progress = new ArrayList<>();

        plane.fill(30, progress::add);

        assertThat(progress.getLast()).isEqualTo(30);
        assertThat(plane.kubectl("get", "pods", "--namespace", "team-00", "--no-headers"))
                .hasLineCount(30)
                .matches("((catalog-0|checkout-1)-\\S+ +2/2 +Running +0 +\\S+\n)+");
    }

    @Test
    void only_the_administrator_may_do_things_at_first(ControlPlane plane) {
        assertThat(whatIsAllowed(plane, plane.kubeconfig())).isEqualTo("yes");
        assertThat(whatIsAllowed(plane, plane.kubeconfigFor("viewer"))).isEqualTo("no");
        assertThat(whatIsAllowed(plane, plane.kubeconfigFor("dev"))).isEqualTo("no");
        assertThatThrownBy(() -> plane.kubeconfigFor("nobody")).hasMessageContaining("no token for nobody");
    }

    @Test
    void certificates_name_a_user_and_groups_until_they_expire(ControlPlane plane) {
        Instant now = Instant.now();
        Path good = plane.kubeconfigByCertificate("jo", now.plus(Duration.ofHours(1)), "system:masters", "b, \"c\"");
        Path expired = plane.kubeconfigByCertificate("old", now.minus(Duration.ofHours(1)), "system:masters");

        assertThat(whatIsAllowed(plane, good)).isEqualTo("yes");
        assertThat(plane.kubectl("--kubeconfig", good.toString(), "auth", "whoami"))
                .containsPattern("Username +jo\n")
                .contains("system:masters", "b, \"c\"");
        assertThatThrownBy(() -> plane.kubectl("--kubeconfig", expired.toString(), "get", "pods"))
                .hasMessageContaining("must be logged in");
    }

    private static String whatIsAllowed(ControlPlane plane, Path kubeconfig) {
        try {
            return plane.kubectl(
                            "--kubeconfig", kubeconfig.toString(), "auth", "can-i", "list", "pods", "--quiet=false")
                    .strip();
        } catch (KubectlFailedException e) {
            return "no"; // kubectl says it by its exit code too
        }
    }

    @Test
    void nothing_is_lost_when_the_api_server_crashes_and_comes_back_where_it_was(@Own ControlPlane plane) {
        plane.kubectl("create", "configmap", "kept", "--from-literal=a=b");
        String address = plane.server();

        plane.stopApiServer();
        assertThatThrownBy(() -> plane.kubectl("get", "configmap", "kept")).isInstanceOf(KubectlFailedException.class);
        plane.startApiServer();

        assertThat(plane.server()).isEqualTo(address);
        assertThat(plane.kubectl("get", "configmap", "kept", "-o", "jsonpath={.data.a}"))
                .isEqualTo("b");
        // and those who depend on it have found it again
        plane.kubectlWithInput(DEPLOYMENT, "apply", "--filename", "-");
        plane.kubectl("rollout", "status", "deployment/web", "--timeout=90s");
        assertThat(plane.death().toCompletableFuture()).isNotDone();
    }

    @Test
    void a_frozen_api_server_takes_connections_and_does_not_answer(@Own ControlPlane plane) {
        plane.freezeApiServer();
        assertThatThrownBy(() -> plane.kubectl("get", "namespaces", "--request-timeout=2s"))
                .isInstanceOf(KubectlFailedException.class);

        plane.thawApiServer();
        assertThat(plane.kubectl("get", "namespaces")).contains("kube-system");
    }

    @Test
    void started_again_from_its_folder_it_is_the_same_cluster(@TempDir Path folder) throws Exception {
        ControlPlaneExtension.shared(); // skips this test where nothing can be built
        Options options = Options.defaults().withNodes(1).withState(folder);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        String port;
        try (ControlPlane plane = ControlPlane.start(options)) {
            plane.kubectl("create", "configmap", "kept", "--from-literal=a=b");
            port = plane.server().substring(plane.server().lastIndexOf(':') + 1);
        }
        assertThat(ProcessHandle.current().children()).containsExactlyInAnyOrderElementsOf(before);

        try (ControlPlane plane = ControlPlane.start(options.withPort(Integer.parseInt(port)))) {
            assertThat(plane.kubectl("get", "configmap", "kept", "-o", "jsonpath={.data.a}"))
                    .isEqualTo("b");
            assertThatThrownBy(() -> ControlPlane.start(options.withPort(Integer.parseInt(port))))
                    .hasMessageContaining("Port " + port + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void a_part_that_dies_is_reported_with_the_end_of_its_log(@Own ControlPlane plane) throws Exception {
        ProcessHandle etcd = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(plane.state() + "/etcd"))
                .findFirst()
                .orElseThrow();

        etcd.destroyForcibly();

        assertThat(plane.death().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .startsWith("etcd ended with exit code 137. The end of its log, " + plane.state())
                .contains("serving client traffic");
    }
}
