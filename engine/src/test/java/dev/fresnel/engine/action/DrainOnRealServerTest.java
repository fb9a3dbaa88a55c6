package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.weather.Answer;
import dev.fresnel.testbed.weather.Gate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes are drained on a real API server, and the outcome is compared with that of {@code kubectl drain}. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(300)
class DrainOnRealServerTest {

    private static final String[] ALL_OPTIONS = {"--ignore-daemonsets", "--delete-emptydir-data", "--force"};
    private static final Map<String, String> ALL_INPUTS =
            Map.of("daemonSets", "true", "emptyDir", "true", "unmanaged", "true");

    @Test
    void it_is_shown_which_pods_go_which_stay_and_which_are_in_the_way_as_kubectl_has_it(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        String node = node(plane, "node-of-" + namespace);
        everyKindOfPod(plane, namespace, node);
        try (Person person = new Person(plane.kubeconfig())) {
            ChangeData refused = person.sees(drain(node, Map.of()), ChangeData.class, at(Stage.NOTHING));
            Throwable failure = catchThrowable(() -> plane.kubectl("drain", node, "--dry-run=client"));
            assertThat(pods(refused, Outlook.Refused.class))
                    .hasSize(3)
                    .isEqualTo(named(namespace, String.valueOf(failure.getMessage())));
            assertThat(refused.items().getFirst().outlook())
                    .isInstanceOfSatisfying(
                            Outlook.Refused.class,
                            why -> assertThat(why.message().args()).containsEntry("pods", "3"));

            ChangeData ready = person.sees(drain(node, ALL_INPUTS), ChangeData.class, at(Stage.READY));
            assertThat(pods(ready, Outlook.Leaves.class))
                    .hasSize(4)
                    .isEqualTo(named(namespace, dryRun(plane, node, ALL_OPTIONS)));
            assertThat(pods(ready, Outlook.Stays.class))
                    .hasSize(2)
                    .allMatch(pod -> pod.contains("/mirror") || pod.contains("/agent-"));
            assertThat(ready.wordToConfirm()).isEqualTo(node);

            Map<String, String> some =
                    Map.of("daemonSets", "true", "emptyDir", "true", "unmanaged", "true", "pods", "app in (web, none)");
            ChangeData few = person.sees(drain(node, some), ChangeData.class, at(Stage.READY));
            assertThat(pods(few, Outlook.Leaves.class))
                    .hasSize(1)
                    .isEqualTo(named(namespace, dryRun(plane, node, "--pod-selector=app in (web, none)")));
        } finally {
            plane.kubectl("delete", "node", node);
        }
    }

    @Test
    void a_drain_blocked_by_a_budget_says_by_which_waits_and_completes_when_it_allows(ControlPlane plane)
            throws Exception {
        String mine = plane.newNamespace();
        String kubectls = plane.newNamespace();
        String node = node(plane, "node-of-" + mine);
        String twin = node(plane, "node-of-" + kubectls);
        guarded(plane, mine, node);
        guarded(plane, kubectls, twin);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef ref = new ObjectRef("testbed", "nodes", null, node);
            String pod = podOf(plane, mine, "guarded");
            LiveView change = person.opens(drain(node, ALL_INPUTS));
            ChangeData shown = person.until(change, ChangeData.class, at(Stage.READY));
            assertThat(outlook(shown, pod))
                    .isInstanceOfSatisfying(
                            Outlook.Leaves.class,
                            leaves -> assertThat(Objects.requireNonNull(leaves.note())
                                            .args())
                                    .isEqualTo(Map.of("budget", mine + "/guard", "needs", "1", "has", "1")));

            change.act(new ViewAct.Confirm(node));
            held(person, 1, pod, mine + "/guard");
            person.opens(new ViewRequest.Tasks()).act(new ViewAct.Stop(1));
            TasksData.Task stopped = person.ended(1);
            assertThat(progress(stopped, node))
                    .isInstanceOfSatisfying(
                            Progress.Stopped.class,
                            left -> assertThat(
                                            Objects.requireNonNull(left.left()).key())
                                    .isEqualTo("drain.left"));
            assertThat(progress(stopped, pod)).isEqualTo(new Progress.Stopped(null));
            assertThat(isCordoned(plane, node)).isTrue();
            assertThat(podsOn(plane, node)).contains(mine + "/" + pod);
            Map<ObjectRef, AuditLog.Outcome> kept = person.audit.ended().getFirst();
            assertThat(Objects.requireNonNull(kept.get(ref)).progress()).isEqualTo(progress(stopped, node));
            assertThat(kept).hasSize(3);

            Process kubectl = plane.startKubectl("drain", twin, "--ignore-daemonsets", "--timeout=120s");
            LiveView again = person.opens(drain(node, ALL_INPUTS));
            person.until(again, ChangeData.class, at(Stage.READY));
            again.act(new ViewAct.Confirm(node));
            held(person, 2, pod, mine + "/guard");
            for (String each : List.of(mine, kubectls)) {
                plane.kubectl("patch", "pdb", "guard", "-n", each, "-p", "{\"spec\":{\"minAvailable\":0}}");
            }
            TasksData.Task drained = person.ended(2);
            assertThat(drained.failed()).as("%s", drained).isZero();
            assertThat(drained.done()).isEqualTo(drained.total());
            assertThat(kubectl.waitFor(120, TimeUnit.SECONDS)).isTrue();
            String said = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.exitValue()).as(said).isZero();
            assertThat(workloads(podsOn(plane, node), mine))
                    .isEqualTo(workloads(podsOn(plane, twin), kubectls))
                    .containsExactly("agent");
            assertThat(isCordoned(plane, node)).isTrue();
            assertThat(isCordoned(plane, twin)).isTrue();
        } finally {
            plane.kubectl("delete", "node", node, twin);
        }
    }

    @Test
    void what_was_cordoned_for_a_drain_is_taken_back_and_the_time_that_was_given_holds(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        String node = node(plane, "node-of-" + namespace);
        guarded(plane, namespace, node);
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView change = person.opens(drain(node, Map.of("daemonSets", "true", "timeout", "1")));
            person.until(change, ChangeData.class, at(Stage.READY));
            change.act(new ViewAct.Confirm(node));
            TasksData.Task late = person.ended(1);
            assertThat(progress(late, podOf(plane, namespace, "guarded")))
                    .isInstanceOfSatisfying(
                            Progress.Failed.class,
                            failed -> assertThat(failed.message().key()).isEqualTo("drain.timeout"));
            assertThat(progress(late, node)).isInstanceOf(Progress.Failed.class);
            assertThat(isCordoned(plane, node)).isTrue();
            person.does(new ViewRequest.Undo(1), "");
            assertThat(isCordoned(plane, node)).isFalse();
        } finally {
            plane.kubectl("delete", "node", node);
        }
    }

    @Test
    void several_nodes_are_drained_and_a_server_that_is_away_for_a_moment_ends_nothing(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        List<String> nodes = List.of(node(plane, "node-one-of-" + namespace), node(plane, "node-two-of-" + namespace));
        for (String node : nodes) {
            String name = node.replaceAll("-of-.*", "");
            plane.kubectlWithInput(deployment(name, node, ""), "apply", "-n", namespace, "-f", "-");
            plane.kubectl("rollout", "status", "deployment/" + name, "-n", namespace, "--timeout=60s");
        }
        String pod = podOf(plane, namespace, "node-one");
        try (Gate gate = plane.gate();
                Person person = new Person(plane.kubeconfigThrough(gate.port(), "admin"))) {
            LiveView change = person.opens(new ViewRequest.Change(
                    nodes.stream()
                            .map(node -> new ObjectRef("testbed", "nodes", null, node))
                            .toList(),
                    "drain",
                    ALL_INPUTS));
            ChangeData shown = person.until(change, ChangeData.class, at(Stage.READY));
            assertThat(shown.wordToConfirm()).isEqualTo("2");
            gate.answer(request -> request.path().endsWith("/eviction") ? new Answer.Drop() : new Answer.Pass());
            change.act(new ViewAct.Confirm("2"));
            person.sees(
                    new ViewRequest.Tasks(),
                    TasksData.class,
                    data -> progress(data.tasks().getFirst(), pod) instanceof Progress.Held by
                            && by.by().key().equals("drain.held"));
            assertThat(nodes).allMatch(node -> isCordoned(plane, node));
            gate.heal();
            TasksData.Task drained = person.ended(1);
            assertThat(drained.done()).as("%s", drained).isEqualTo(4);
            assertThat(nodes).allMatch(node -> podsOn(plane, node).isEmpty());
        } finally {
            nodes.forEach(node -> plane.kubectl("delete", "node", node));
        }
    }

    private static ViewRequest drain(String node, Map<String, String> inputs) {
        return new ViewRequest.Change(List.of(new ObjectRef("testbed", "nodes", null, node)), "drain", inputs);
    }

    private static Predicate<ChangeData> at(Stage stage) {
        return data -> data.stage() == stage;
    }

    private static void held(Person person, int task, String pod, String budget) throws InterruptedException {
        person.sees(
                new ViewRequest.Tasks(),
                TasksData.class,
                data -> data.tasks().stream()
                        .filter(each -> each.id() == task)
                        .anyMatch(each -> progress(each, pod) instanceof Progress.Held by
                                && budget.equals(by.by().args().get("budget"))));
    }

    private static Progress progress(TasksData.Task task, String name) {
        return task.steps().stream()
                .filter(step -> step.ref().name().equals(name))
                .findFirst()
                .orElseThrow()
                .progress();
    }

    private static Outlook outlook(ChangeData data, String name) {
        return data.items().stream()
                .filter(item -> item.ref().name().equals(name))
                .findFirst()
                .orElseThrow()
                .outlook();
    }

    /** The pods with that outlook, as {@code namespace/name}. */
    private static Set<String> pods(ChangeData data, Class<? extends Outlook> outlook) {
        return data.items().stream()
                .filter(item -> outlook.isInstance(item.outlook()))
                .filter(item -> item.ref().resource().equals("pods"))
                .map(item -> item.ref().namespace() + "/" + item.ref().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String dryRun(ControlPlane plane, String node, String... options) {
        String[] all = {"drain", node, "--dry-run=client"};
        String[] arguments = Arrays.copyOf(all, all.length + options.length);
        System.arraycopy(options, 0, arguments, all.length, options.length);
        return plane.kubectl(arguments);
    }

    /** The pods of a namespace that kubectl names. */
    private static Set<String> named(String namespace, String said) {
        return Pattern.compile(Pattern.quote(namespace) + "/[-a-z0-9]+")
                .matcher(said)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> podsOn(ControlPlane plane, String node) {
        String pods = plane.kubectl(
                "get",
                "pods",
                "-A",
                "--field-selector=spec.nodeName=" + node,
                "-o",
                "jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{\"\\n\"}{end}");
        return pods.lines().collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> workloads(Set<String> pods, String namespace) {
        return pods.stream()
                .map(pod -> pod.replace(namespace + "/", "").replaceAll("-.*", ""))
                .toList();
    }

    private static boolean isCordoned(ControlPlane plane, String node) {
        return plane.kubectl("get", "node", node, "-o", "jsonpath={.spec.unschedulable}")
                .equals("true");
    }

    private static String podOf(ControlPlane plane, String namespace, String app) {
        return plane.kubectl(
                "get",
                "pods",
                "-n",
                namespace,
                "-l",
                "app=" + app,
                "--field-selector=status.phase=Running",
                "-o",
                "jsonpath={.items[0].metadata.name}");
    }

    /** A node on which nothing runs but what is made for it. */
    private static String node(ControlPlane plane, String name) {
        plane.kubectlWithInput("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s}}
                spec: {taints: [{key: tests, effect: NoSchedule}]}
                """.formatted(name), "apply", "-f", "-");
        plane.kubectl("wait", "node/" + name, "--for=condition=Ready", "--timeout=60s");
        return name;
    }

    private static String onto(String node) {
        return "nodeSelector: {kubernetes.io/hostname: %s}, tolerations: [{key: tests, operator: Exists}]"
                .formatted(node);
    }

    private static String daemonSet(String node) {
        return """
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec: {%s, containers: [{name: main, image: agent:1}]}
                """.formatted(onto(node));
    }

    private static String deployment(String name, String node, String volumes) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {%2$s, containers: [{name: main, image: main:1}]%3$s}
                """.formatted(name, onto(node), volumes);
    }

    /** A DaemonSet's pod, a Deployment's that a budget needs, and one that nothing needs. */
    private static void guarded(ControlPlane plane, String namespace, String node) {
        plane.kubectlWithInput(
                daemonSet(node) + deployment("guarded", node, "") + deployment("free", node, "") + """
                        ---
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: guard}
                        spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
                        """,
                "apply",
                "-n",
                namespace,
                "-f",
                "-");
        plane.kubectl("rollout", "status", "daemonset/agent", "-n", namespace, "--timeout=60s");
        for (String each : List.of("guarded", "free")) {
            plane.kubectl("rollout", "status", "deployment/" + each, "-n", namespace, "--timeout=60s");
        }
        plane.kubectl(
                "wait", "pdb/guard", "-n", namespace, "--for=jsonpath={.status.currentHealthy}=1", "--timeout=60s");
    }

    private static void everyKindOfPod(ControlPlane plane, String namespace, String node) {
        plane.kubectlWithInput(
                daemonSet(node)
                        + deployment("web", node, "")
                        + deployment("cache", node, ", volumes: [{name: c, emptyDir: {}}]")
                        + """
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: single}
                        spec: {%1$s, containers: [{name: main, image: main:1}]}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: mirror, annotations: {kubernetes.io/config.mirror: file}}
                        spec: {nodeName: %2$s, containers: [{name: main, image: main:1}]}
                        ---
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: done}
                        spec:
                          template:
                            spec: {%1$s, restartPolicy: Never, containers: [{name: main, image: main:1}]}
                        """.formatted(onto(node), node),
                "apply",
                "-n",
                namespace,
                "-f",
                "-");
        plane.kubectl("rollout", "status", "daemonset/agent", "-n", namespace, "--timeout=60s");
        for (String each : List.of("web", "cache")) {
            plane.kubectl("rollout", "status", "deployment/" + each, "-n", namespace, "--timeout=60s");
        }
        plane.kubectl("wait", "job/done", "-n", namespace, "--for=condition=Complete", "--timeout=60s");
        plane.kubectl("wait", "pod/single", "-n", namespace, "--for=condition=Ready", "--timeout=60s");
    }
}
