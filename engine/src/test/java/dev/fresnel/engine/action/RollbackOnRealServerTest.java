package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Field;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Workloads are rolled back on a real API server, beside twins that {@code kubectl rollout undo} rolls back. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(240)
class RollbackOnRealServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet"})
    void a_workload_gets_the_template_of_the_chosen_revision_as_by_kubectl(String kind) throws Exception {
        ControlPlane plane = ControlPlaneExtension.shared();
        String resource = kind.toLowerCase(java.util.Locale.ROOT) + "s.apps";
        String mine = revisions(plane, kind, resource);
        String kubectls = revisions(plane, kind, resource);
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", resource, mine, "web");
            ChangeData previous = person.sees(rollback(web, ""), ChangeData.class, at(Stage.READY));
            assertThat(previous.inputs().getFirst().value()).isEqualTo("2");
            Field.Listed listed = (Field.Listed) previous.inputs().getFirst().field();
            assertThat(listed.columns()).containsExactly("Revision", "Age", "Images", "Cause");
            assertThat(listed.entries()).extracting(Field.Entry::value).containsExactly("3", "2", "1");
            assertThat(listed.entries()).extracting(Field.Entry::now).containsExactly(true, false, false);
            assertThat(listed.entries())
                    .extracting(entry -> entry.cells().get(2))
                    .containsExactly(new Cell.Code("web:3"), new Cell.Code("web:2"), new Cell.Code("web:1"));
            if (kind.equals("Deployment")) {
                assertThat(listed.entries().getLast().cells().get(3)).isEqualTo(new Cell.Text("first"));
            }

            ChangeData now = person.sees(rollback(web, "3"), ChangeData.class, at(Stage.NOTHING));
            assertThat(now.items().getFirst().outlook()).isEqualTo(new Outlook.Same());

            person.does(rollback(web, "1"), "");
            plane.kubectl("rollout", "undo", resource + "/web", "-n", kubectls, "--to-revision=1");
            plane.kubectl("rollout", "status", resource + "/web", "-n", kubectls, "--timeout=60s");
            JsonNode done = object(plane, resource, mine);
            assertThat(done).isEqualTo(object(plane, resource, kubectls));
            assertThat(done.at("/spec/template/spec/containers/0/image").asString())
                    .isEqualTo("web:1");
            assertThat(done.at("/spec/template/metadata/labels").propertyNames())
                    .containsExactly("app");

            person.does(new ViewRequest.Undo(1), "");
            assertThat(object(plane, resource, mine)
                            .at("/spec/template/spec/containers/0/image")
                            .asString())
                    .isEqualTo("web:3");
        }
    }

    @Test
    void of_several_each_gets_the_revision_before(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        for (String name : List.of("a", "b")) {
            plane.kubectl("create", "deployment", name, "-n", namespace, "--image=" + name + ":1");
            plane.kubectl("rollout", "status", "deployment/" + name, "-n", namespace, "--timeout=60s");
            plane.kubectl("set", "image", "deployment/" + name, "-n", namespace, "*=" + name + ":2");
            plane.kubectl("rollout", "status", "deployment/" + name, "-n", namespace, "--timeout=60s");
        }
        try (Person person = new Person(plane.kubeconfig())) {
            List<ObjectRef> both = List.of(
                    new ObjectRef("testbed", "deployments.apps", namespace, "a"),
                    new ObjectRef("testbed", "deployments.apps", namespace, "b"));
            person.does(new ViewRequest.Change(both, "rollback", Map.of()), "");
            assertThat(plane.kubectl(
                            "get",
                            "deployments",
                            "-n",
                            namespace,
                            "-o",
                            "jsonpath={.items[*].spec.template.spec.containers[*].image}"))
                    .isEqualTo("a:1 b:1");
        }
    }

    @Test
    void a_paused_one_and_one_without_an_earlier_revision_are_refused_before(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "deployment", "web", "-n", namespace, "--image=web:1");
        plane.kubectl("rollout", "status", "deployment/web", "-n", namespace, "--timeout=60s");
        try (Person person = new Person(plane.kubeconfig())) {
            ObjectRef web = new ObjectRef("testbed", "deployments.apps", namespace, "web");
            assertThat(refusal(person, web)).isEqualTo("rollback.none");
            plane.kubectl("rollout", "pause", "deployment/web", "-n", namespace);
            assertThat(refusal(person, web)).isEqualTo("rollback.paused");
        }
    }

    private static String refusal(Person person, ObjectRef ref) throws InterruptedException {
        ChangeData data = person.sees(rollback(ref, ""), ChangeData.class, at(Stage.NOTHING));
        return ((Outlook.Refused) data.items().getFirst().outlook()).message().key();
    }

    private static java.util.function.Predicate<ChangeData> at(Stage stage) {
        return data -> data.stage() == stage;
    }

    private static ViewRequest rollback(ObjectRef ref, String revision) {
        return new ViewRequest.Change(List.of(ref), "rollback", Map.of("revision", revision));
    }

    /** A workload in its third revision. */
    private static String revisions(ControlPlane plane, String kind, String resource) {
        String namespace = plane.newNamespace();
        plane.kubectlWithInput("""
                apiVersion: apps/v1
                kind: %s
                metadata: {name: web, annotations: {kubernetes.io/change-cause: first, team: shop}}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: web, image: 'web:1', env: [{name: A, value: a}], resources: {limits: {cpu: 1}}}]
                """.formatted(kind), "apply", "-n", namespace, "-f", "-");
        plane.kubectl("rollout", "status", resource + "/web", "-n", namespace, "--timeout=60s");
        for (String image : List.of("web:2", "web:3")) {
            plane.kubectl("patch", resource + "/web", "-n", namespace, "--type=json", "-p", """
                    [{"op": "replace", "path": "/spec/template/spec/containers/0",
                      "value": {"name": "web", "image": "%1$s", "ports": [{"containerPort": 80}]}},
                     {"op": "replace", "path": "/metadata/annotations/kubernetes.io~1change-cause", "value": "%1$s"}]""".formatted(image));
            plane.kubectl("rollout", "status", resource + "/web", "-n", namespace, "--timeout=60s");
        }
        return namespace;
    }

    /** What a person or kubectl has written of it. */
    private static JsonNode object(ControlPlane plane, String resource, String namespace) {
        ObjectNode object = (ObjectNode)
                JsonMapper.shared().readTree(plane.kubectl("get", resource, "web", "-n", namespace, "-o", "json"));
        object.remove("status");
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "namespace", "generation"));
        ((ObjectNode) metadata.path("annotations")).remove("kubectl.kubernetes.io/last-applied-configuration");
        return object;
    }
}
