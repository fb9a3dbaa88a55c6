package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.view.ActionsData;
import dev.fresnel.engine.view.ActionsData.Offer;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The road of a change on a real API server, as a browser goes it: offered, shown, confirmed, done, taken back. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class ChangeOnRealServerTest {

    /** Of somebody whom nobody knows: {@code openssl req -new -subj /CN=someone}. */
    private static final String REQUEST =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlITk1IUUNBUUF3RWpFUU1BNEdBMVVFQXd3SGMyOX"
                    + "RaVzl1WlRCWk1CTUdCeXFHU000OUFnRUdDQ3FHU000OQpBd0VIQTBJQUJFK2czbGNUeUhvbnRvS3dOVHR4L1M4RVU0"
                    + "cDlORkwveTVQMWd6VXlJWVhVbHNkSXptTUh5b051Ck01K1cvZXVFZ2QzRkdoUkYrdHdXTEFucUd1RXlFU0tnQURBS0"
                    + "JnZ3Foa2pPUFFRREFnTkpBREJHQWlFQTU5VWIKME1NQVNvQTB6aGRISnlMdHJWS1FaeVlRSlp3VVUwdGVWYW9yMVpv"
                    + "Q0lRQ2RjQktTV3VvY2gzMmtOQTlvS293bAo1NUEvNjROWEtDRTUvRm5UQmhuLzNBPT0KLS0tLS1FTkQgQ0VSVElGSU"
                    + "NBVEUgUkVRVUVTVC0tLS0tCg==";

    @Test
    void a_deployment_is_scaled_as_shown_followed_until_it_is_there_and_scaled_back(ControlPlane plane)
            throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            ActionsData actions = person.sees(new ViewRequest.Actions(List.of(web)), ActionsData.class, _ -> true);
            assertThat(actions.offers())
                    .extracting(Offer::id)
                    .containsExactly("scale", "restart", "rollback", "pause", "label", "delete");
            assertThat(offer(actions, "scale").inputs()).isEqualTo(Map.of("replicas", "1"));

            LiveView change = person.opens(scale(web, "3"));
            ChangeData shown = person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(lines(shown, LineKind.REMOVED)).containsExactly("  replicas: 1");
            assertThat(lines(shown, LineKind.ADDED)).containsExactly("  replicas: 3");
            assertThat(replicas(plane, namespace)).isEqualTo("1");

            change.act(new ViewAct.Confirm(""));
            TasksData.Task done = person.ended(1);
            assertThat(done.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.progress()).isInstanceOf(Progress.Done.class));
            assertThat(plane.kubectl("get", "deploy", "web", "-n", namespace, "-o", "jsonpath={.status.readyReplicas}"))
                    .isEqualTo("3");

            LiveView undo = person.opens(new ViewRequest.Undo(1));
            ChangeData back = person.until(undo, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(lines(back, LineKind.ADDED)).containsExactly("  replicas: 1");
            undo.act(new ViewAct.Confirm(""));
            assertThat(person.ended(2).failed()).isZero();
            assertThat(replicas(plane, namespace)).isEqualTo("1");
        }
    }

    @Test
    void what_others_changed_between_looking_and_confirming_is_left_alone_and_told(ControlPlane plane)
            throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            LiveView change = person.opens(scale(web, "2"));
            person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            plane.kubectl("scale", "deploy", "web", "-n", namespace, "--replicas=5");
            change.act(new ViewAct.Confirm(""));
            assertThat(person.ended(1).steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.progress())
                            .isInstanceOfSatisfying(
                                    Progress.Failed.class,
                                    failed -> assertThat(failed.message().key()).isEqualTo("task.changed")));
            assertThat(replicas(plane, namespace)).isEqualTo("5");
        }
    }

    @Test
    void what_others_changed_beside_it_is_no_reason_to_leave_it_alone(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView change = person.opens(scale(new ObjectRef("testbed", "deployments.apps", namespace, "web"), "2"));
            person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            plane.kubectl("patch", "deploy", "web", "-n", namespace, "-p", "{\"spec\":{\"revisionHistoryLimit\":7}}");
            change.act(new ViewAct.Confirm(""));
            assertThat(person.ended(1).done()).isEqualTo(1);
            assertThat(replicas(plane, namespace)).isEqualTo("2");
        }
    }

    @Test
    void what_was_done_is_kept_as_it_was_shown_with_what_came_of_it_and_as_whom(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            LiveView change = person.opens(scale(web, "2"));
            ChangeData shown = person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            change.act(new ViewAct.Confirm(""));
            person.ended(1);

            AuditLog.Beginning begun = person.audit.begun().getFirst();
            assertThat(begun.person()).isEqualTo("tester");
            assertThat(begun.title()).isEqualTo("Scale");
            assertThat(begun.items()).isEqualTo(shown.items());
            AuditLog.Outcome outcome =
                    Objects.requireNonNull(person.audit.ended().getFirst().get(web));
            assertThat(outcome.progress()).isInstanceOf(Progress.Done.class);
            assertThat(outcome.user())
                    .isEqualTo(plane.kubectl("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}"));
        }
    }

    @Test
    void what_cannot_be_kept_is_done_all_the_same_and_said(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            person.audit.isFull();
            LiveView change = person.opens(scale(new ObjectRef("testbed", "deployments.apps", namespace, "web"), "2"));
            person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            change.act(new ViewAct.Confirm(""));
            TasksData.Task done = person.ended(1);
            assertThat(done.done()).isEqualTo(1);
            assertThat(Objects.requireNonNull(done.problem()).args()).containsValue("no space left on device");
            assertThat(replicas(plane, namespace)).isEqualTo("2");
        }
    }

    @Test
    void a_cron_job_is_run_now_as_its_schedule_would_and_what_was_made_is_taken_back(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl(
                "create", "cronjob", "tidy", "-n", namespace, "--image=busybox", "--schedule=0 0 1 1 *", "--", "true");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef tidy = new ObjectRef("testbed", "cronjobs.batch", namespace, "tidy");
            LiveView change = person.opens(new ViewRequest.Change(List.of(tidy), "trigger", Map.of()));
            ChangeData shown = person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            String made = shown.items().getFirst().ref().name();
            assertThat(made).startsWith("tidy-");
            assertThat(lines(shown, LineKind.ADDED)).contains("kind: Job");
            change.act(new ViewAct.Confirm(""));
            assertThat(person.ended(1).failed()).isZero();
            assertThat(plane.kubectl(
                            "get", "job", made, "-n", namespace, "-o", "jsonpath={.metadata.ownerReferences[0].name}"))
                    .isEqualTo("tidy");

            LiveView undo = person.opens(new ViewRequest.Undo(1));
            person.until(undo, ChangeData.class, data -> data.stage() == Stage.READY);
            undo.act(new ViewAct.Confirm(""));
            person.ended(2);
            assertThat(plane.kubectl("get", "jobs", "-n", namespace, "-o", "name"))
                    .isEmpty();
        }
    }

    @Test
    void a_node_is_tainted_and_freed_as_kubectl_would(ControlPlane plane) throws Exception {
        String name = plane.kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef node = new ObjectRef("testbed", "nodes", null, name);
            person.does(
                    new ViewRequest.Change(
                            List.of(node), "taint", Map.of("key", "tests", "value", "x", "effect", "PreferNoSchedule")),
                    name);
            assertThat(plane.kubectl("get", "node", name, "-o", "jsonpath={.spec.taints}"))
                    .contains("{\"effect\":\"PreferNoSchedule\",\"key\":\"tests\",\"value\":\"x\"}");
            person.does(new ViewRequest.Change(List.of(node), "untaint", Map.of("key", "tests")), "");
            assertThat(plane.kubectl("get", "node", name, "-o", "jsonpath={.spec.taints}"))
                    .doesNotContain("tests");
        }
    }

    @Test
    void a_claim_is_expanded_where_its_class_allows_it_and_refused_before_where_not(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        for (String grows : List.of("true", "false")) {
            plane.kubectlWithInput("""
                    apiVersion: storage.k8s.io/v1
                    kind: StorageClass
                    metadata: {name: %1$s-grows-%2$s}
                    provisioner: example.com/nobody
                    allowVolumeExpansion: %2$s
                    ---
                    apiVersion: v1
                    kind: PersistentVolume
                    metadata: {name: %1$s-grows-%2$s}
                    spec:
                      capacity: {storage: 1Gi}
                      accessModes: [ReadWriteOnce]
                      storageClassName: %1$s-grows-%2$s
                      hostPath: {path: /data}
                    ---
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: grows-%2$s, namespace: %1$s}
                    spec:
                      accessModes: [ReadWriteOnce]
                      storageClassName: %1$s-grows-%2$s
                      resources: {requests: {storage: 1Gi}}
                    """.formatted(namespace, grows), "apply", "-f", "-");
            plane.kubectl(
                    "wait",
                    "pvc/grows-" + grows,
                    "-n",
                    namespace,
                    "--for=jsonpath={.status.phase}=Bound",
                    "--timeout=60s");
        }
        try (Person person = new Person(plane.kubeconfig())) {
            person.does(expand(namespace, "grows-true"), "");
            assertThat(plane.kubectl(
                            "get",
                            "pvc",
                            "grows-true",
                            "-n",
                            namespace,
                            "-o",
                            "jsonpath={.spec.resources.requests.storage}"))
                    .isEqualTo("2Gi");
            ChangeData refused = person.sees(
                    expand(namespace, "grows-false"), ChangeData.class, data -> data.stage() == Stage.NOTHING);
            assertThat(refused.items().getFirst().outlook())
                    .isInstanceOfSatisfying(
                            Outlook.Refused.class,
                            why -> assertThat(why.detail()).contains("must support resize"));
        } finally {
            plane.kubectl("delete", "sc,pv", namespace + "-grows-true", namespace + "-grows-false", "--wait=false");
        }
    }

    private static ViewRequest expand(String namespace, String claim) {
        ObjectRef ref = new ObjectRef("testbed", "persistentvolumeclaims", namespace, claim);
        return new ViewRequest.Change(List.of(ref), "expand", Map.of("size", "2Gi"));
    }

    @Test
    void a_label_is_set_and_without_a_value_taken_away(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "c", "-n", namespace);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef map = new ObjectRef("testbed", "configmaps", namespace, "c");
            person.does(
                    new ViewRequest.Change(List.of(map), "label", Map.of("label", "example.com/tier", "value", "web")),
                    "");
            assertThat(plane.kubectl("get", "configmap", "c", "-n", namespace, "-o", "jsonpath={.metadata.labels}"))
                    .isEqualTo("{\"example.com/tier\":\"web\"}");
            person.does(
                    new ViewRequest.Change(List.of(map), "label", Map.of("label", "example.com/tier", "value", "")),
                    "");
            assertThat(plane.kubectl("get", "configmap", "c", "-n", namespace, "-o", "jsonpath={.metadata.labels}"))
                    .isEmpty();
            ChangeData refused = person.sees(
                    new ViewRequest.Change(List.of(map), "label", Map.of("label", "no label", "value", "")),
                    ChangeData.class,
                    data -> data.stage() == Stage.NOTHING);
            assertThat(Objects.requireNonNull(refused.inputs().getFirst().problem())
                            .key())
                    .isEqualTo("change.pattern");
        }
    }

    @Test
    void what_is_orphaned_stays_when_its_owner_is_deleted(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            person.does(
                    new ViewRequest.Change(List.of(web), "delete", Map.of("propagation", "Orphan", "grace", "")), "");
            assertThat(plane.kubectl("get", "replicasets", "-n", namespace, "-o", "name"))
                    .startsWith("replicaset.apps/web-");
        }
    }

    @Test
    void what_hangs_is_freed_of_its_finalizers(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "c", "-n", namespace);
        plane.kubectl(
                "patch",
                "configmap",
                "c",
                "-n",
                namespace,
                "-p",
                "{\"metadata\":{\"finalizers\":[\"example.com/gone\"]}}");
        plane.kubectl("delete", "configmap", "c", "-n", namespace, "--wait=false");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef map = new ObjectRef("testbed", "configmaps", namespace, "c");
            person.does(new ViewRequest.Change(List.of(map), "finalizers", Map.of()), "");
            assertThat(plane.kubectl("get", "configmaps", "-n", namespace, "-o", "name"))
                    .doesNotContain("configmap/c");
        }
    }

    @Test
    void a_certificate_request_is_approved(ControlPlane plane) throws Exception {
        String name = "request-" + plane.newNamespace();
        plane.kubectlWithInput("""
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: %s}
                spec:
                  request: %s
                  signerName: example.com/nobody
                  usages: [client auth]
                """.formatted(name, REQUEST), "apply", "-f", "-");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef request = new ObjectRef("testbed", "certificatesigningrequests.certificates.k8s.io", null, name);
            LiveView change = person.opens(new ViewRequest.Change(List.of(request), "approve", Map.of()));
            person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            change.act(new ViewAct.Confirm(""));
            // Nobody is its signer, so it is never issued.
            person.sees(
                    new ViewRequest.Tasks(),
                    TasksData.class,
                    data -> data.tasks().getFirst().steps().getFirst().progress() instanceof Progress.Settling settling
                            && settling.status() != null
                            && settling.status().text().equals("Approved"));
            assertThat(plane.kubectl("get", "csr", name, "-o", "jsonpath={.status.conditions[*].type}"))
                    .isEqualTo("Approved");
        }
    }

    @Test
    void who_may_not_is_told_so_before_and_by_the_server(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        plane.kubectl("create", "rolebinding", "look", "-n", namespace, "--clusterrole=view", "--group=viewers");
        try (Person person = new Person(plane.kubeconfigFor("viewer"))) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            ActionsData actions = person.sees(
                    new ViewRequest.Actions(List.of(web)),
                    ActionsData.class,
                    data -> data.offers().stream().allMatch(offer -> offer.refusal() != null));
            assertThat(Objects.requireNonNull(offer(actions, "scale").refusal()).args())
                    .isEqualTo(Map.of("verb", "patch", "resource", "deployments.apps/scale"));
            ChangeData shown = person.sees(scale(web, "2"), ChangeData.class, data -> data.stage() == Stage.NOTHING);
            assertThat(shown.items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.outlook())
                            .isInstanceOfSatisfying(Outlook.Refused.class, refused -> {
                                assertThat(refused.message().key()).isEqualTo("change.forbidden");
                                assertThat(refused.detail()).contains("cannot patch resource \"deployments/scale\"");
                            }));
        }
    }

    @Test
    void deleting_several_asks_for_their_number_and_says_what_a_finalizer_holds(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        for (String name : List.of("a", "b")) {
            plane.kubectl("create", "configmap", name, "-n", namespace);
        }
        plane.kubectl(
                "patch",
                "configmap",
                "b",
                "-n",
                namespace,
                "-p",
                "{\"metadata\":{\"finalizers\":[\"test.dev/hold\"]}}");
        try (Person person = new Person(plane.kubeconfig())) {
            List<ObjectRef> both = List.of(
                    new ObjectRef("testbed", "configmaps", namespace, "a"),
                    new ObjectRef("testbed", "configmaps", namespace, "b"));
            LiveView change = person.opens(new ViewRequest.Change(both, "delete", Map.of()));
            ChangeData shown = person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(shown.wordToConfirm()).isEqualTo("2");
            assertThatThrownBy(() -> change.act(new ViewAct.Confirm("yes"))).hasMessageContaining("word");
            change.act(new ViewAct.Confirm("2"));

            LiveView tasks = person.opens(new ViewRequest.Tasks());
            person.until(
                    tasks,
                    TasksData.class,
                    data -> data.tasks().getFirst().steps().stream()
                            .anyMatch(step -> step.progress() instanceof Progress.Settling settling
                                    && settling.waitsFor() != null
                                    && "test.dev/hold"
                                            .equals(settling.waitsFor().args().get("finalizers"))));
            plane.kubectl("patch", "configmap", "b", "-n", namespace, "-p", "{\"metadata\":{\"finalizers\":null}}");
            assertThat(person.ended(1).done()).isEqualTo(2);
            assertThat(plane.kubectl("get", "configmap", "-n", namespace, "-o", "name"))
                    .doesNotContain("configmap/a", "configmap/b");
        }
    }

    @Test
    void an_eviction_that_a_budget_refuses_is_shown_with_its_words_and_not_done(ControlPlane plane) throws Exception {
        String namespace = deployment(plane, 1);
        plane.kubectl("wait", "deploy/web", "-n", namespace, "--for=condition=Available", "--timeout=60s");
        plane.kubectl("create", "pdb", "all", "-n", namespace, "--selector=app=web", "--min-available=1");
        plane.kubectl("wait", "pdb/all", "-n", namespace, "--for=jsonpath={.status.currentHealthy}=1", "--timeout=60s");
        String pod = plane.kubectl("get", "pods", "-n", namespace, "-o", "jsonpath={.items[0].metadata.name}");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef ref = new ObjectRef("testbed", "pods", namespace, pod);
            ChangeData shown = person.sees(
                    new ViewRequest.Change(List.of(ref), "evict", Map.of()),
                    ChangeData.class,
                    data -> data.stage() == Stage.NOTHING);
            assertThat(shown.items().getFirst().outlook()).isInstanceOfSatisfying(Outlook.Refused.class, refused -> {
                assertThat(refused.message().key()).isEqualTo("change.notNow");
                assertThat(refused.detail()).contains("disruption budget");
            });
            assertThat(plane.kubectl("get", "pods", "-n", namespace, "-o", "name"))
                    .contains(pod);
        }
    }

    private static String deployment(ControlPlane plane, int replicas) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "deployment", "web", "-n", namespace, "--image=shop/web:1", "--replicas=" + replicas);
        return namespace;
    }

    private static ViewRequest.Change scale(ObjectRef ref, String replicas) {
        return new ViewRequest.Change(List.of(ref), "scale", Map.of("replicas", replicas));
    }

    private static String replicas(ControlPlane plane, String namespace) throws Exception {
        return plane.kubectl("get", "deploy", "web", "-n", namespace, "-o", "jsonpath={.spec.replicas}");
    }

    private static Offer offer(ActionsData actions, String id) {
        return actions.offers().stream()
                .filter(offer -> offer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(ChangeData data, LineKind kind) {
        Outlook.Changes changes = (Outlook.Changes) data.items().getFirst().outlook();
        return changes.diff().hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.kind() == kind)
                .map(Line::text)
                .toList();
    }
}
