package dev.fresnel.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That what the seed is there for is there: what kubectl prints of it is named here. */
@ExtendWith(ControlPlaneExtension.class)
final class SeedTest {

    private final ControlPlane plane;

    SeedTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void sow() {
        plane.seed();
    }

    @Test
    void pods_are_in_every_state() {
        Map<String, String> states = column("STATUS", "pods", "--namespace", "seed-pods");

        assertThat(states)
                .containsEntry("running", "Running")
                .containsEntry("not-ready-completed-container", "NotReady")
                .containsEntry("succeeded", "Completed")
                .containsEntry("failed", "Error")
                .containsEntry("failed-exit-code", "ExitCode:3")
                .containsEntry("failed-signal", "Signal:9")
                .containsEntry("evicted", "Evicted")
                .containsEntry("crash-loop", "CrashLoopBackOff")
                .containsEntry("out-of-memory", "OOMKilled")
                .containsEntry("image-pull-back-off", "ImagePullBackOff")
                .containsEntry("config-error", "CreateContainerConfigError")
                .containsEntry("creating", "ContainerCreating")
                .containsEntry("initializing", "PodInitializing")
                .containsEntry("init-second", "Init:1/2")
                .containsEntry("init-crash-loop", "Init:CrashLoopBackOff")
                .containsEntry("too-big", "Pending")
                .containsEntry("gated", "SchedulingGated")
                .containsEntry("terminating", "Terminating")
                .containsEntry("terminating-lost", "Unknown");
        assertThat(column("RESTARTS", "pods", "--namespace", "seed-pods").get("running-restarted"))
                .matches("7 \\(\\d+d ago\\)");
        assertThat(column("READINESS GATES", "pods", "--namespace", "seed-pods", "--output", "wide"))
                .containsEntry("readiness-gates", "1/2");
    }

    @Test
    void workloads_are_well_ill_and_half_way() {
        assertThat(column("READY", "deployments", "--namespace", "seed"))
                .containsEntry("web", "3/3")
                .containsEntry("scaled-to-zero", "0/0")
                .containsEntry("crashing", "0/2")
                .containsEntry("rolling", "3/4");
        assertThat(column("READY", "statefulsets", "--namespace", "seed"))
                .containsEntry("database", "2/2")
                .containsEntry("waiting", "0/3");
        assertThat(column("STATUS", "jobs", "--namespace", "seed"))
                .containsEntry("done", "Complete")
                .containsEntry("failed", "Failed")
                .containsEntry("running", "Running")
                .containsEntry("suspended", "Suspended");
    }

    @Test
    void nodes_and_volumes_have_their_troubles() {
        assertThat(column("STATUS", "nodes"))
                .containsEntry("node-001", "Ready")
                .containsEntry("seed-cordoned", "Ready,SchedulingDisabled")
                .containsEntry("seed-not-ready", "NotReady");
        assertThat(column("STATUS", "persistentvolumes"))
                .containsEntry("seed-available", "Available")
                .containsEntry("seed-released", "Released")
                .containsEntry("seed-failed", "Failed");
        assertThat(column("STATUS", "persistentvolumeclaims", "--namespace", "seed"))
                .containsEntry("bound", "Terminating")
                .containsEntry("lost", "Lost")
                .containsEntry("pending", "Pending");
    }

    @Test
    void one_api_is_down_and_one_definition_is_refused() {
        assertThat(column("AVAILABLE", "apiservices"))
                .containsEntry("v1beta1.down.example.com", "False (ServiceNotFound)");
        assertThat(plane.kubectl(
                        "get",
                        "customresourcedefinition",
                        "gadgetoids.seed.example.com",
                        "--output=jsonpath={.status.conditions[?(@.type=='Established')].status}"))
                .isEqualTo("False");
    }

    @Test
    void dev_may_look_at_the_seed_and_at_nothing_else() {
        String dev = plane.kubeconfigFor("dev").toString();

        assertThat(plane.kubectl("--kubeconfig", dev, "auth", "can-i", "list", "pods", "--namespace", "seed"))
                .isEqualTo("yes\n");
        assertThatThrownBy(() -> plane.kubectl("--kubeconfig", dev, "get", "pods", "--namespace", "seed-pods"))
                .hasMessageContaining("forbidden");
    }

    /** What {@code kubectl get} prints under a heading, by name. */
    private Map<String, String> column(String heading, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "get";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        List<String> lines = plane.kubectl(command).lines().toList();
        String header = lines.getFirst();
        int from = header.indexOf(heading);
        Map<String, String> column = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            // Cells end where two spaces follow; a single one may be part of the text.
            column.put(
                    line.split(" ", 2)[0],
                    line.substring(from).split(" {2,}|$", 2)[0].strip());
        }
        return column;
    }
}
