package dev.fresnel.simulator.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected cells are those that a real API server prints for the same objects. */
class TableFormatTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "200, 3m20s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "11000, 3h3m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "180000, 2d2h",
        "691200, 8d",
        "63072000, 2y",
        "70000000, 2y80d",
        "252288000, 8y",
        "-5, <invalid>"
    })
    void ages_are_printed_as_kubectl_does(long seconds, String printed) {
        assertThat(Ages.print(Duration.ofSeconds(seconds))).isEqualTo(printed);
    }

    @Test
    void a_pod_that_crashes_shows_why_and_since_when() {
        assertThat(pod("""
                spec: {nodeName: n1, containers: [{name: a}, {name: b}]}
                status:
                  phase: Running
                  podIPs: [{ip: 10.0.0.1}]
                  containerStatuses:
                  - {name: a, ready: true, restartCount: 0, state: {running: {}}}
                  - name: b
                    ready: false
                    restartCount: 4
                    state: {waiting: {reason: CrashLoopBackOff}}
                    lastState: {terminated: {finishedAt: "2026-11-22T09:57:00Z", exitCode: 1, reason: Error}}
                """))
                .containsExactly(
                        "p", "1/2", "CrashLoopBackOff", "4 (3m ago)", "10m", "10.0.0.1", "n1", "<none>", "<none>");
    }

    @Test
    void a_pod_in_its_init_containers_shows_how_far_it_is() {
        assertThat(status("""
                spec: {initContainers: [{name: i}, {name: j}], containers: [{name: a}]}
                status:
                  phase: Pending
                  initContainerStatuses:
                  - {name: i, restartCount: 0, state: {terminated: {exitCode: 0}}}
                  - {name: j, restartCount: 0, state: {running: {}}}
                """)).isEqualTo("0/1 Init:1/2");
        assertThat(status("""
                spec: {initContainers: [{name: i}], containers: [{name: a}]}
                status:
                  phase: Pending
                  initContainerStatuses: [{name: i, restartCount: 2, state: {waiting: {reason: ImagePullBackOff}}}]
                """)).isEqualTo("0/1 Init:ImagePullBackOff");
        assertThat(status("""
                spec: {initContainers: [{name: i}], containers: [{name: a}]}
                status:
                  phase: Pending
                  initContainerStatuses: [{name: i, state: {terminated: {exitCode: 2}}}]
                """)).isEqualTo("0/1 Init:ExitCode:2");
    }

    @Test
    void a_sidecar_counts_among_the_containers() {
        assertThat(status("""
                spec: {initContainers: [{name: s, restartPolicy: Always}], containers: [{name: a}]}
                status:
                  phase: Running
                  conditions: [{type: Initialized, status: "True"}]
                  initContainerStatuses: [{name: s, started: true, ready: true, state: {running: {}}}]
                  containerStatuses: [{name: a, ready: true, state: {running: {}}}]
                """)).isEqualTo("2/2 Running");
    }

    @Test
    void a_pod_that_is_going_or_whose_node_is_lost_says_so() {
        assertThat(status("""
                metadata: {deletionTimestamp: "2026-11-22T10:00:00Z"}
                status: {phase: Running}
                """)).isEqualTo("0/0 Terminating");
        assertThat(status("""
                metadata: {deletionTimestamp: "2026-11-22T10:00:00Z"}
                status: {phase: Running, reason: NodeLost}
                """)).isEqualTo("0/0 Unknown");
        assertThat(status("""
                metadata: {deletionTimestamp: "2026-11-22T10:00:00Z"}
                status: {phase: Succeeded}
                """)).isEqualTo("0/0 Succeeded");
        assertThat(status("""
                status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated}]}
                """)).isEqualTo("0/0 SchedulingGated");
    }

    @Test
    void a_pod_that_has_completed_beside_a_running_container_is_running_only_if_ready() {
        String pod = """
                spec: {containers: [{name: a}, {name: b}]}
                status:
                  phase: Running
                  conditions: [{type: Ready, status: "%s"}]
                  containerStatuses:
                  - {name: a, ready: false, state: {terminated: {reason: Completed}}}
                  - {name: b, ready: true, state: {running: {}}}
                """;
        assertThat(status(pod.formatted("True"))).isEqualTo("1/2 Running");
        assertThat(status(pod.formatted("False"))).isEqualTo("1/2 NotReady");
    }

    @Test
    void nodes_show_state_and_roles() {
        assertThat(cells("", "Node", """
                metadata: {name: n, labels: {node-role.kubernetes.io/worker: "", node-role.kubernetes.io/gpu: ""}}
                spec: {unschedulable: true}
                status:
                  conditions: [{type: Ready, status: Unknown}]
                  nodeInfo: {kubeletVersion: v1.36.3, kernelVersion: 6.12.1, architecture: amd64}
                  addresses: [{type: InternalIP, address: 10.0.0.5}]
                """))
                .containsExactly(
                        "n",
                        "NotReady,SchedulingDisabled",
                        "gpu,worker",
                        "<unknown>",
                        "v1.36.3",
                        "10.0.0.5",
                        "<none>",
                        "<unknown>",
                        "6.12.1 (amd64)",
                        "<unknown>");
    }

    @Test
    void autoscalers_show_each_target_beside_what_is() {
        assertThat(cells("autoscaling", "HorizontalPodAutoscaler", """
                metadata: {name: h}
                spec:
                  scaleTargetRef: {kind: Deployment, name: d}
                  minReplicas: 2
                  maxReplicas: 9
                  metrics:
                  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
                  - {type: External, external: {target: {averageValue: "10"}}}
                  - {type: Pods, pods: {target: {averageValue: "5"}}}
                status:
                  currentReplicas: 3
                  currentMetrics: [{type: Resource, resource: {current: {averageUtilization: 42}}}]
                """))
                .startsWith("h", "Deployment/d", "cpu: 42%/80%, <unknown>/10 (avg) + 1 more...", "2", 9L, 3L);
    }

    @Test
    void services_show_how_they_are_reached() {
        assertThat(cells("", "Service", """
                metadata: {name: s}
                spec:
                  type: LoadBalancer
                  clusterIPs: [10.96.0.9]
                  selector: {b: "2", a: "1"}
                  ports: [{port: 80, nodePort: 30080, protocol: TCP}, {port: 53, protocol: UDP}]
                """))
                .containsExactly(
                        "s", "LoadBalancer", "10.96.0.9", "<pending>", "80:30080/TCP,53/UDP", "<unknown>", "a=1,b=2");
    }

    @Test
    void every_built_in_type_has_a_table_for_an_object_with_nothing_but_a_name() {
        for (ResourceType type : new ResourceTypes().all()) {
            List<Object> cells = TableFormat.of(type, null, CLOCK).cells(tree("metadata: {name: x}"));
            assertThat(cells).as(type.resource()).contains("x").doesNotContainNull();
        }
    }

    @Test
    void custom_types_bring_their_columns() {
        Map<String, Object> definition = tree("""
                spec:
                  versions:
                  - name: v1
                    additionalPrinterColumns:
                    - {name: Color, type: string, jsonPath: .spec.color}
                    - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
                    - {name: Size, type: integer, jsonPath: '.spec.sizes[1]', priority: 1}
                    - {name: Owner, type: string, jsonPath: '.metadata.labels.shop\\.example/owner'}
                    - {name: Wrong, type: integer, jsonPath: .spec.color}
                    - {name: Made, type: date, jsonPath: .metadata.creationTimestamp}
                    - {name: Odd, type: string, jsonPath: '..spec'}
                """);
        ResourceType type = new ResourceType(
                "shop.example", "v1", "Widget", "widgets", "widget", List.of(), true, List.of(), Set.of(), Set.of());

        assertThat(TableFormat.of(type, definition, CLOCK).cells(tree("""
                metadata: {name: w, creationTimestamp: "2026-11-22T09:00:00Z", labels: {shop.example/owner: me}}
                spec: {color: red, sizes: [1, 7]}
                status: {conditions: [{type: Other, status: "False"}, {type: Ready, status: "True"}]}
                """)))
                .containsExactly("w", "red", "True", 7L, "me", Tree.NULL, "60m", Tree.NULL);
    }

    private static String status(String pod) {
        List<Object> cells = pod(pod);
        return cells.get(1) + " " + cells.get(2);
    }

    private static List<Object> pod(String yaml) {
        Map<String, Object> pod = tree(yaml);
        Tree.put(pod, "p", "metadata", "name");
        Tree.put(pod, "2026-11-22T09:50:00Z", "metadata", "creationTimestamp");
        return TableFormat.of(ResourceTypes.builtIn("", "Pod"), null, CLOCK).cells(pod);
    }

    private static List<Object> cells(String group, String kind, String yaml) {
        return TableFormat.of(ResourceTypes.builtIn(group, kind), null, CLOCK).cells(tree(yaml));
    }

    private static Map<String, Object> tree(String yaml) {
        try {
            return Tree.map(Yaml.read(yaml));
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}
