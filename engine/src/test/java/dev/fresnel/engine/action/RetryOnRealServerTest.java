package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.YamlData;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Jobs are run again on a real API server, beside twins that {@code kubectl replace --force} makes anew. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class RetryOnRealServerTest {

    @Test
    void a_failed_job_is_deleted_and_made_anew_under_its_name_as_by_kubectl(ControlPlane plane) throws Exception {
        String mine = ended(plane, "Failed");
        String kubectls = ended(plane, "Failed");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef report = new ObjectRef("testbed", "jobs.batch", mine, "report");
            String before = uid(plane, mine);
            LiveView change = person.opens(retry(report, "Delete"));
            ChangeData shown = person.until(change, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(shown.items()).singleElement().satisfies(item -> {
                assertThat(item.ref()).isEqualTo(report);
                assertThat(item.outlook()).isInstanceOfSatisfying(Outlook.Remade.class, remade -> {
                    // Nothing but what came of it.
                    assertThat(remade.diff().hunks())
                            .singleElement()
                            .satisfies(hunk -> assertThat(hunk.lines())
                                    .filteredOn(line -> line.kind() == LineKind.ADDED)
                                    .extracting(Line::text)
                                    .containsExactly("status: {}"));
                    assertThat(remade.diff().removed()).isPositive();
                });
            });
            assertThat(uid(plane, mine)).isEqualTo(before);

            change.act(new ViewAct.Confirm(""));
            person.sees(
                    new ViewRequest.Yaml(report, false),
                    YamlData.class,
                    yaml -> yaml.text().contains("name: report") && !yaml.text().contains(before));
            // It fails again, which is not waited for.
            person.opens(new ViewRequest.Tasks()).act(new ViewAct.Stop(1));
            TasksData.Task done = person.ended(1);
            assertThat(done.total()).isEqualTo(1);
            assertThat(done.failed()).isZero();

            ObjectNode twin = job(plane, kubectls);
            ObjectNode spec = (ObjectNode) twin.path("spec");
            spec.remove("selector");
            ((ObjectNode) spec.at("/template/metadata/labels")).remove(CONTROLLERS);
            ((ObjectNode) twin.at("/metadata/labels")).remove(CONTROLLERS);
            plane.kubectlWithInput(twin.toString(), "replace", "--force", "-f", "-");
            assertThat(written(plane, mine)).isEqualTo(written(plane, kubectls));
        }
    }

    @Test
    void the_old_job_may_stay_and_the_new_one_keeps_its_name_while_inputs_change(ControlPlane plane) throws Exception {
        String namespace = ended(plane, "Complete");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef report = new ObjectRef("testbed", "jobs.batch", namespace, "report");
            String before = uid(plane, namespace);
            LiveView change = person.opens(retry(report, "Keep"));
            String name = made(person, change);
            assertThat(name).startsWith("report-");
            change.adjust(retry(report, "Delete"));
            person.until(
                    change,
                    ChangeData.class,
                    data -> data.items().getFirst().ref().equals(report));
            change.adjust(retry(report, "Keep"));
            assertThat(made(person, change)).isEqualTo(name);
            change.act(new ViewAct.Confirm(""));
            person.ended(1);
            assertThat(plane.kubectl("get", "jobs", "-n", namespace, "-o", "name")
                            .lines())
                    .containsExactlyInAnyOrder("job.batch/report", "job.batch/" + name);
            assertThat(uid(plane, namespace)).isEqualTo(before);

            person.does(new ViewRequest.Undo(1), "");
            assertThat(plane.kubectl("get", "jobs", "-n", namespace, "-o", "name")
                            .lines())
                    .containsExactly("job.batch/report");
        }
    }

    private static final List<String> CONTROLLERS =
            List.of("controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name");

    private static String made(Person person, LiveView change) throws InterruptedException {
        ChangeData shown = person.until(
                change,
                ChangeData.class,
                data -> data.stage() == Stage.READY && data.items().getFirst().outlook() instanceof Outlook.Changes);
        return shown.items().getFirst().ref().name();
    }

    private static ViewRequest retry(ObjectRef ref, String old) {
        return new ViewRequest.Change(List.of(ref), "retry", Map.of("old", old));
    }

    /** A namespace with a job that has ended so, and will again. */
    private static String ended(ControlPlane plane, String how) {
        String namespace = plane.newNamespace();
        String plays = how.equals("Failed") ? "testbed.fresnel.dev/plays: failed" : "";
        plane.kubectlWithInput("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: report, labels: {app: report}}
                spec:
                  backoffLimit: 0
                  template:
                    metadata: {labels: {app: report}, annotations: {%s}}
                    spec: {restartPolicy: Never, containers: [{name: main, image: report:1}]}
                """.formatted(plays), "apply", "-n", namespace, "-f", "-");
        plane.kubectl("wait", "job/report", "-n", namespace, "--for=condition=" + how, "--timeout=60s");
        return namespace;
    }

    private static ObjectNode job(ControlPlane plane, String namespace) {
        return (ObjectNode)
                JsonMapper.shared().readTree(plane.kubectl("get", "job", "report", "-n", namespace, "-o", "json"));
    }

    private static String uid(ControlPlane plane, String namespace) {
        return job(plane, namespace).at("/metadata/uid").asString();
    }

    /** The job as it was written, without what differs by nature. */
    private static JsonNode written(ControlPlane plane, String namespace) {
        ObjectNode job = job(plane, namespace);
        String uid = job.at("/metadata/uid").asString();
        job.remove("status");
        ((ObjectNode) job.path("metadata"))
                .remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation", "annotations"));
        return JsonMapper.shared().readTree(job.toString().replace(uid, "UID").replace(namespace, "NAMESPACE"));
    }
}
