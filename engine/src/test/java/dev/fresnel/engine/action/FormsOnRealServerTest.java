package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.EditData;
import dev.fresnel.engine.view.FillData;
import dev.fresnel.engine.view.FormData;
import dev.fresnel.engine.view.FormData.As;
import dev.fresnel.engine.view.FormData.Field;
import dev.fresnel.engine.view.FormData.Input;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.ViewRequest.Filling;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that are made by filling in forms, on a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class FormsOnRealServerTest {

    private static final String CLUSTER = "testbed";

    private static ViewRequest.Edit writing(@Nullable ObjectRef ref, String resource, String namespace, String text) {
        return new ViewRequest.Edit(CLUSTER, ref, resource, namespace, text.isEmpty() ? null : text, text, 1, false, 0);
    }

    private static String begun(Person person, String resource, String namespace) throws InterruptedException {
        EditData data =
                person.sees(writing(null, resource, namespace, ""), EditData.class, each -> each.current() != null);
        return Objects.requireNonNull(data.current()).text();
    }

    /** The form, once it is known what its fields mean. */
    private static EditData read(Person person, String namespace, String text) throws InterruptedException {
        return person.sees(
                new ViewRequest.Edit(CLUSTER, null, "", namespace, null, text, 1, false, 0),
                EditData.class,
                each -> each.form() != null
                        && fields(each.form()).anyMatch(field -> !field.about().isEmpty()));
    }

    private static Stream<Field> fields(FormData form) {
        return form.groups().stream().flatMap(group -> group.fields().stream()).flatMap(FormsOnRealServerTest::all);
    }

    private static Stream<Field> all(Field field) {
        return Stream.concat(
                Stream.of(field),
                field.input() instanceof Input.Items items
                        ? items.items().stream()
                                .flatMap(item -> item.fields().stream())
                                .flatMap(FormsOnRealServerTest::all)
                        : Stream.of());
    }

    private static Field field(FormData form, String path) {
        return fields(form)
                .filter(field -> String.join(".", field.path()).equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static String filled(Person person, String text, String path, Filling how) throws InterruptedException {
        FillData data = person.sees(
                new ViewRequest.Fill(CLUSTER, text, 0, List.of(path.split("/")), how), FillData.class, _ -> true);
        assertThat(data.problem()).isNull();
        return data.text();
    }

    private static Outlook outlook(Person person, String namespace, String text) throws InterruptedException {
        return person.sees(
                        new ViewRequest.Apply(CLUSTER, namespace, null, null, text, List.of()),
                        ChangeData.class,
                        data -> data.stage() == Stage.READY || data.stage() == Stage.NOTHING)
                .items()
                .getFirst()
                .outlook();
    }

    @Test
    void what_each_form_begins_with_is_sound_and_accepted_and_its_fields_are_explained(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        List<String> resources = List.of(
                "namespaces",
                "deployments.apps",
                "statefulsets.apps",
                "daemonsets.apps",
                "jobs.batch",
                "cronjobs.batch",
                "services",
                "ingresses.networking.k8s.io",
                "configmaps",
                "secrets",
                "persistentvolumeclaims",
                "horizontalpodautoscalers.autoscaling");
        try (Person person = new Person(plane.kubeconfig())) {
            for (String resource : resources) {
                String text = begun(person, resource, namespace);
                EditData data = read(person, namespace, text);
                assertThat(data.problems()).as(resource).isEmpty();
                assertThat(fields(Objects.requireNonNull(data.form())))
                        .as(resource)
                        .allSatisfy(field -> assertThat(field.about())
                                .as(resource + " " + field.path())
                                .isNotEmpty());
                assertThat(outlook(person, namespace, text)).as(resource).isInstanceOf(Outlook.Changes.class);
            }
        }
    }

    @Test
    void filling_in_changes_the_text_and_the_text_changes_the_form(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        try (Person person = new Person(plane.kubeconfig())) {
            String text =
                    begun(person, "deployments.apps", namespace).replace("replicas: 2", "replicas: 2 # as in staging");
            text = filled(person, text, "metadata/name", new Filling.Put("shop"));
            assertThat(text).contains("# as in staging").doesNotContain("my-app\n", "app: my-app");
            text = filled(person, text, "spec/replicas", new Filling.Put("3"));
            assertThat(text).contains("replicas: 3 # as in staging");
            text = filled(person, text, "spec/strategy/rollingUpdate/maxSurge", new Filling.Put("25%"));
            text = filled(person, text, "spec/strategy/rollingUpdate/maxUnavailable", new Filling.Put("1"));
            text = filled(person, text, "spec/template/spec/containers/0/ports", new Filling.Add());
            text = filled(person, text, "spec/template/spec/containers/0/env", new Filling.Add());
            text = filled(person, text, "spec/template/spec/containers/0/env/0/value", new Filling.Put("yes"));
            text = filled(
                    person, text, "spec/template/spec/containers/0/args", new Filling.PutLines(List.of("a", "1")));
            text = filled(person, text, "spec/template/spec/containers", new Filling.Add());
            text = filled(person, text, "metadata/labels", new Filling.Add());
            text = filled(person, text, "metadata/labels/key", new Filling.Name("team"));
            text = filled(person, text, "metadata/labels/team", new Filling.Put("7"));

            EditData data = read(person, namespace, text);
            assertThat(data.problems()).isEmpty();
            FormData form = Objects.requireNonNull(data.form());
            assertThat(field(form, "spec.replicas").input()).isEqualTo(new Input.Text("3", "", true));
            assertThat(field(form, "spec.template.spec.containers.0.imagePullPolicy")
                            .input())
                    .isInstanceOfSatisfying(
                            Input.Choice.class,
                            choice -> assertThat(choice.options()).contains("Always"));
            assertThat(field(form, "spec.template.spec.containers").input())
                    .isInstanceOfSatisfying(
                            Input.Items.class,
                            items -> assertThat(items.items())
                                    .extracting(FormData.Item::title)
                                    .containsExactly("main", "main-2"));
            assertThat(outlook(person, namespace, text)).isInstanceOf(Outlook.Changes.class);

            String less = filled(person, text, "spec/template/spec/containers/1", new Filling.Drop());
            less = filled(person, less, "spec/strategy/rollingUpdate/maxSurge", new Filling.Put(""));
            less = filled(person, less, "spec/strategy/rollingUpdate/maxUnavailable", new Filling.Put(""));
            assertThat(less).doesNotContain("main-2", "strategy").contains("# as in staging");
            person.does(new ViewRequest.Apply(CLUSTER, namespace, null, null, less, List.of()), "");
            assertThat(plane.kubectl(
                            "get",
                            "deployment",
                            "shop",
                            "-n",
                            namespace,
                            "-o",
                            "jsonpath={.spec.replicas} {.spec.selector.matchLabels.app} {.metadata.labels.team} "
                                    + "{.spec.template.spec.containers[0].env[0].value}"))
                    .isEqualTo("3 shop 7 yes");
        }
    }

    @Test
    void values_of_config_maps_and_secrets_are_texts_or_files_and_hidden_ones_stay(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, 1};
        String base64 = Base64.getEncoder().encodeToString(picture);
        try (Person person = new Person(plane.kubeconfig())) {
            String text = begun(person, "configmaps", namespace);
            text = filled(person, text, "metadata/name", new Filling.Put("mixed"));
            text = filled(person, text, "data/key", new Filling.Put("one\ntwo\n"));
            text = filled(person, text, "data", new Filling.Add());
            text = filled(person, text, "data/key-2", new Filling.PutFile(base64));
            FormData form = Objects.requireNonNull(read(person, namespace, text).form());
            assertThat(((Input.Values) field(form, "data").input()).values())
                    .extracting(FormData.Value::key, FormData.Value::as)
                    .containsExactly(tuple("key", As.TEXT), tuple("key-2", As.BINARY));
            person.does(new ViewRequest.Apply(CLUSTER, namespace, null, null, text, List.of()), "");
            assertThat(plane.kubectl(
                            "get", "configmap", "mixed", "-n", namespace, "-o", "jsonpath={.data}{.binaryData}"))
                    .isEqualTo("{\"key\":\"one\\ntwo\\n\"}{\"key-2\":\"" + base64 + "\"}");

            plane.kubectl(
                    "create",
                    "secret",
                    "generic",
                    "s",
                    "-n",
                    namespace,
                    "--from-literal=a=old",
                    "--from-literal=b=stays");
            ObjectRef secret = new ObjectRef(CLUSTER, "secrets", namespace, "s");
            EditData opened = person.sees(
                    new ViewRequest.Edit(CLUSTER, secret, "secrets", namespace, null, "", 0, false, 0),
                    EditData.class,
                    data -> data.current() != null);
            String before = Objects.requireNonNull(opened.current()).text();
            String after = filled(person, before, "data/a", new Filling.Put("new"));
            EditData read = person.sees(
                    new ViewRequest.Edit(CLUSTER, secret, "secrets", namespace, before, after, 1, false, 0),
                    EditData.class,
                    data -> data.form() != null);
            List<FormData.Value> values = new ArrayList<>(((Input.Values)
                            field(Objects.requireNonNull(read.form()), "data").input())
                    .values());
            assertThat(values)
                    .extracting(FormData.Value::text, FormData.Value::as)
                    .containsExactly(tuple("new", As.TEXT), tuple("", As.HIDDEN));
            person.does(
                    new ViewRequest.Apply(
                            CLUSTER,
                            namespace,
                            secret,
                            before,
                            after,
                            List.of(new ViewRequest.Decision(secret, ".data.a", ViewRequest.Keep.MINE))),
                    "");
            assertThat(plane.kubectl("get", "secret", "s", "-n", namespace, "-o", "jsonpath={.data}"))
                    .isEqualTo("{\"a\":\"" + encoded("new") + "\",\"b\":\"" + encoded("stays") + "\"}");
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
