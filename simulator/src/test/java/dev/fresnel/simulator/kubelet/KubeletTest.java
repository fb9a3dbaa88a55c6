package dev.fresnel.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeletTest {
    private final World world = new World("""
            - {image: web, ready: 3s, stops: 2s}
            - {image: crash, exitsAfter: 2s, exitCode: 1}
            - {image: greedy, memory: 100Mi, leak: 100Mi}
            - {image: gone, pullError: not found}
            - {image: sick, notReady: "HTTP probe failed with statuscode: 503"}
            - {image: needy, resolves: [DB]}
            - {image: init, exitsAfter: 4s}
            - {image: stubborn, stops: 60s}
            """).node("n1");

    @Test
    void a_pod_goes_from_pending_through_creating_to_running_and_ready() {
        List<String> states = new ArrayList<>();
        world.storage.watch(Kinds.POD, change -> {
            String state = Tree.text(change.object(), "status", "phase") + " " + waiting() + " "
                    + Conditions.isTrue(change.object(), "Ready");
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        });
        pod("web:1", "readinessProbe: {httpGet: {port: 80}}");
        world.seconds(10);

        assertThat(states)
                .containsExactly(
                        "Pending  false", "Pending ContainerCreating false", "Running  false", "Running  true");
        Map<String, Object> pod = world.get(Kinds.POD, "p");
        assertThat(Tree.text(pod, "status", "podIP")).startsWith("10.1.0.");
        assertThat(world.said("Scheduled")).containsExactly("Successfully assigned shop/p to n1");
        assertThat(world.said("Pulled"))
                .allMatch(message -> message.startsWith("Successfully pulled image \"web:1\" in "));
        assertThat(world.said("Started")).containsExactly("Started container main");
    }

    @Test
    void a_crashing_container_is_restarted_with_growing_patience() {
        pod("crash", "");
        List<Long> restartedAfter = new ArrayList<>();
        long[] last = {0, world.clock.instant().getEpochSecond()};
        world.storage.watch(Kinds.POD, change -> {
            long restarts = Tree.number(container(), 0, "restartCount");
            if (restarts > last[0]) {
                long now = world.clock.instant().getEpochSecond();
                restartedAfter.add(now - last[1]);
                last[0] = restarts;
                last[1] = now;
            }
        });
        world.pass(Duration.ofMinutes(25));

        // two seconds of running, then 10, 20, 40, 80, 160 and at most 300 seconds of waiting; times are whole seconds
        long[] expected = {12, 22, 42, 82, 162, 302, 302, 302};
        assertThat(restartedAfter).hasSize(9);
        for (int i = 0; i < expected.length; i++) {
            assertThat(restartedAfter.get(i + 1)).isCloseTo(expected[i], within(1L));
        }
        assertThat(Tree.text(container(), "state", "waiting", "message"))
                .startsWith("back-off 5m0s restarting failed container=main pod=p_shop(");
        assertThat(Tree.text(container(), "lastState", "terminated", "reason")).isEqualTo("Error");
        assertThat(world.said("BackOff")).hasSize(1);
    }

    @Test
    void a_leaking_container_is_killed_at_its_limit() {
        pod("greedy", "resources: {limits: {memory: 200Mi}}");
        world.seconds(75);

        assertThat(Tree.number(container(), 0, "restartCount")).isEqualTo(1);
        assertThat(Tree.text(container(), "lastState", "terminated", "reason")).isEqualTo("OOMKilled");
        assertThat(Tree.number(container(), 0, "lastState", "terminated", "exitCode"))
                .isEqualTo(137);
    }

    @Test
    void an_image_that_is_not_there_is_tried_again_and_again() {
        pod("gone", "");
        world.seconds(5);
        assertThat(waiting()).isEqualTo("ErrImagePull");
        world.seconds(5);
        assertThat(waiting()).isEqualTo("ImagePullBackOff");
        world.pass(Duration.ofMinutes(3));

        assertThat(Tree.text(container(), "state", "waiting", "message"))
                .contains("failed to resolve reference \"gone\": gone: not found");
        assertThat(world.said("Failed"))
                .contains("Error: ErrImagePull", "Error: ImagePullBackOff")
                .anyMatch(message -> message.startsWith("Failed to pull image \"gone\": rpc error: code = NotFound"));
    }

    @Test
    void a_pod_whose_probe_fails_runs_but_is_not_ready() {
        pod("sick", "readinessProbe: {httpGet: {port: 80}, periodSeconds: 5}");
        world.seconds(60);

        Map<String, Object> pod = world.get(Kinds.POD, "p");
        assertThat(Tree.text(pod, "status", "phase")).isEqualTo("Running");
        assertThat(Conditions.find(pod, "Ready"))
                .hasValueSatisfying(condition -> assertThat(Tree.text(condition, "message"))
                        .isEqualTo("containers with unready status: [main]"));
        assertThat(world.said("Unhealthy"))
                .containsExactly("Readiness probe failed: HTTP probe failed with statuscode: 503");
    }

    @Test
    void a_program_that_misses_its_database_recovers_when_the_service_is_there() {
        pod("needy", "env: [{name: DB, value: db-rw.shop}]");
        world.pass(Duration.ofMinutes(2));
        assertThat(waiting()).isEqualTo("CrashLoopBackOff");

        world.create("{apiVersion: v1, kind: Service, metadata: {name: db-rw}, spec: {ports: [{port: 5432}]}}");
        world.pass(Duration.ofMinutes(3));

        assertThat(Tree.isTrue(container(), "ready")).isTrue();
    }

    @Test
    void a_missing_config_map_holds_the_container_until_it_is_there() {
        pod("web:1", "envFrom: [{configMapRef: {name: settings}}]");
        world.seconds(10);
        assertThat(waiting()).isEqualTo("CreateContainerConfigError");
        assertThat(Tree.text(container(), "state", "waiting", "message")).isEqualTo("configmap \"settings\" not found");

        world.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {A: b}}");
        world.seconds(20);

        assertThat(Tree.isTrue(container(), "ready")).isTrue();
    }

    @Test
    void a_volume_of_a_missing_secret_is_not_mounted() {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers: [{name: main, image: "web:1"}]
                  volumes: [{name: keys, secret: {secretName: keys}}]
                """);
        world.seconds(10);

        assertThat(waiting()).isEqualTo("ContainerCreating");
        assertThat(world.said("FailedMount"))
                .containsExactly("MountVolume.SetUp failed for volume \"keys\" : secret \"keys\" not found");
    }

    @Test
    void init_containers_run_one_after_another_before_the_others() {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  initContainers: [{name: one, image: init}, {name: two, image: init}]
                  containers: [{name: main, image: "web:1"}]
                """);
        world.seconds(8);
        assertThat(waiting()).isEqualTo("PodInitializing");
        assertThat(Conditions.isTrue(world.get(Kinds.POD, "p"), "Initialized")).isFalse();

        world.seconds(15);

        List<Map<String, Object>> inits = Tree.maps(world.get(Kinds.POD, "p"), "status", "initContainerStatuses");
        assertThat(inits)
                .allMatch(status ->
                        Tree.text(status, "state", "terminated", "reason").equals("Completed"));
        assertThat(Tree.isTrue(container(), "ready")).isTrue();
    }

    @Test
    void a_deleted_pod_stops_gracefully_and_is_gone() {
        pod("web:1", "");
        world.seconds(10);

        world.delete(Kinds.POD, "p");
        world.seconds(1);
        assertThat(world.get(Kinds.POD, "p")).matches(Meta::isBeingDeleted);
        assertThat(world.said("Killing")).containsExactly("Stopping container main");

        world.seconds(3);
        assertThat(world.has(Kinds.POD, "p")).isFalse();
    }

    @Test
    void a_program_that_does_not_stop_is_killed_after_its_grace_period() {
        pod("stubborn", "");
        world.seconds(10);

        world.storage.delete(Kinds.POD, "shop", "p", new Deletion(10L, Deletion.Propagation.BACKGROUND, null, null));
        world.seconds(8);
        assertThat(world.has(Kinds.POD, "p")).isTrue();

        world.seconds(4);
        assertThat(world.has(Kinds.POD, "p")).isFalse();
    }

    @Test
    void a_finalizer_holds_a_stopped_pod() {
        pod("web:1", "");
        world.change(Kinds.POD, "p", pod -> Tree.put(pod, Tree.listOf("example.com/wait"), "metadata", "finalizers"));
        world.seconds(10);
        world.delete(Kinds.POD, "p");
        world.seconds(60);
        assertThat(container()).matches(ContainerStatus::isTerminated);

        world.change(Kinds.POD, "p", pod -> Tree.put(pod, Tree.listOf(), "metadata", "finalizers"));
        world.seconds(1);

        assertThat(world.has(Kinds.POD, "p")).isFalse();
    }

    @Test
    void nodes_renew_their_leases() {
        world.seconds(35);

        Map<String, Object> lease =
                world.storage.get(Kinds.LEASE, "kube-node-lease", "n1").orElseThrow();
        assertThat(Tree.text(lease, "spec", "renewTime")).isEqualTo("2026-11-22T12:00:50.000000Z");
    }

    private void pod(String image, String container) {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                    - name: main
                      image: "%s"
                      %s
                """.formatted(image, container));
    }

    private Map<String, Object> container() {
        return Tree.maps(world.get(Kinds.POD, "p"), "status", "containerStatuses").stream()
                .findFirst()
                .orElse(Map.of());
    }

    private String waiting() {
        return Tree.text(container(), "state", "waiting", "reason");
    }
}
