package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Conflict;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.EditData;
import dev.fresnel.engine.view.EditData.Current;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.EditData.Setter;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.ViewRequest.Decision;
import dev.fresnel.engine.view.ViewRequest.Keep;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts that people write, on a real API server, from the editor to what kubectl then finds. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class ApplyOnRealServerTest {

    private static final String CLUSTER = "testbed";

    @Test
    void an_edited_field_is_shown_applied_and_taken_back_and_nothing_else_becomes_ours(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "deployment", "web", "-n", namespace, "--image=shop/web:1", "--replicas=1");
        ObjectRef web = new ObjectRef(CLUSTER, "deployments.apps", namespace, "web");
        try (Person person = new Person(plane.kubeconfig())) {
            String before = text(person, web);
            assertThat(before).doesNotContain("managedFields", "resourceVersion", "status:");
            LiveView review = person.opens(edit(web, before, before.replace("replicas: 1", "replicas: 3"), List.of()));
            // kubectl has set the field: so it is asked first.
            ChangeData asked =
                    person.until(review, ChangeData.class, data -> outlook(data) instanceof Outlook.Contested);
            Conflict conflict = conflicts(asked).getFirst();
            assertThat(conflict.field()).isEqualTo(".spec.replicas");
            assertThat(conflict.manager()).isEqualTo("kubectl-create");
            assertThat(List.of(Objects.requireNonNull(conflict.theirs()), Objects.requireNonNull(conflict.mine())))
                    .containsExactly("1", "3");

            review.adjust(edit(
                    web,
                    before,
                    before.replace("replicas: 1", "replicas: 3"),
                    List.of(new Decision(web, ".spec.replicas", Keep.MINE))));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(lines(shown, LineKind.REMOVED)).containsExactly("  replicas: 1");
            assertThat(lines(shown, LineKind.ADDED)).containsExactly("  replicas: 3");
            review.act(new ViewAct.Confirm(""));
            assertThat(person.ended(1).failed()).isZero();
            assertThat(get(plane, namespace, "deploy", "web", "{.spec.replicas}"))
                    .isEqualTo("3");
            assertThat(plane.kubectl(
                            "get",
                            "deploy",
                            "web",
                            "-n",
                            namespace,
                            "--show-managed-fields",
                            "-o",
                            "jsonpath={.metadata.managedFields[?(@.manager==\"fresnel\")].fieldsV1}"))
                    .isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");

            LiveView undo = person.opens(new ViewRequest.Undo(1));
            person.until(undo, ChangeData.class, data -> data.stage() == Stage.READY);
            undo.act(new ViewAct.Confirm(""));
            assertThat(person.ended(2).failed()).isZero();
            assertThat(get(plane, namespace, "deploy", "web", "{.spec.replicas}"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_conflict_is_resolved_each_way(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        int task = 0;
        try (Person person = new Person(plane.kubeconfig())) {
            for (Keep keep : Keep.values()) {
                String name = "shared-" + keep.name().toLowerCase(Locale.ROOT);
                plane.kubectl("create", "configmap", name, "-n", namespace, "--from-literal=key=theirs");
                String manifest = configMap(namespace, name, "mine") + "  other: \"1\"\n";
                ObjectRef shared = new ObjectRef(CLUSTER, "configmaps", namespace, name);
                LiveView review = person.opens(apply(namespace, manifest, List.of()));
                ChangeData asked =
                        person.until(review, ChangeData.class, data -> outlook(data) instanceof Outlook.Contested);
                assertThat(conflicts(asked)).extracting(Conflict::field).containsExactly(".data.key");
                review.adjust(apply(namespace, manifest, List.of(new Decision(shared, ".data.key", keep))));
                person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
                review.act(new ViewAct.Confirm(""));
                assertThat(person.ended(++task).failed()).isZero();
                assertThat(get(plane, namespace, "configmap", name, "{.data.key}"))
                        .isEqualTo(keep == Keep.MINE ? "mine" : "theirs");
                assertThat(get(plane, namespace, "configmap", name, "{.data.other}"))
                        .isEqualTo("1");
                assertThat(settersOfKey(plane, namespace, name))
                        .containsExactlyInAnyOrderElementsOf(
                                switch (keep) {
                                    case LEFT -> List.of("kubectl-create");
                                    case THEIRS -> List.of("kubectl-create", "fresnel");
                                    case MINE -> List.of("fresnel");
                                });
            }
        }
    }

    @Test
    void a_field_that_others_have_set_goes_only_when_the_person_says_so(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "two", "-n", namespace, "--from-literal=a=1", "--from-literal=b=2");
        ObjectRef two = new ObjectRef(CLUSTER, "configmaps", namespace, "two");
        try (Person person = new Person(plane.kubeconfig())) {
            String before = text(person, two);
            String after = before.replace("  b: \"2\"\n", "");
            assertThat(after).isNotEqualTo(before);
            LiveView review = person.opens(edit(two, before, after, List.of()));
            ChangeData asked =
                    person.until(review, ChangeData.class, data -> outlook(data) instanceof Outlook.Contested);
            assertThat(conflicts(asked)).singleElement().satisfies(conflict -> {
                assertThat(conflict.field()).isEqualTo(".data.b");
                assertThat(conflict.theirs()).isEqualTo("2");
                assertThat(conflict.mine()).isNull();
            });
            review.adjust(edit(two, before, after, List.of(new Decision(two, ".data.b", Keep.MINE))));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(lines(shown, LineKind.REMOVED)).containsExactly("  b: \"2\"");
            review.act(new ViewAct.Confirm(""));
            assertThat(person.ended(1).failed()).isZero();
            assertThat(get(plane, namespace, "configmap", "two", "{.data}")).isEqualTo("{\"a\":\"1\"}");
        }
    }

    @Test
    void of_two_objects_the_first_is_made_and_the_second_told_as_refused_and_undo_deletes_what_was_made(
            ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        String text = configMap(namespace, "good", "1") + "---\n" + configMap(namespace, "Bad_Name", "1");
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView review = person.opens(apply(namespace, text, List.of()));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(shown.items().get(0).outlook())
                    .isInstanceOfSatisfying(
                            Outlook.Changes.class,
                            changes -> assertThat(changes.version()).isEmpty());
            assertThat(shown.items().get(1).outlook())
                    .isInstanceOfSatisfying(
                            Outlook.Refused.class,
                            refused -> assertThat(refused.detail()).contains("a lowercase RFC 1123 subdomain"));
            review.act(new ViewAct.Confirm(""));
            TasksData.Task task = person.ended(1);
            assertThat(List.of(task.done(), task.failed(), task.total())).containsExactly(1, 0, 1);
            assertThat(get(plane, namespace, "configmap", "good", "{.data.key}"))
                    .isEqualTo("1");

            LiveView undo = person.opens(new ViewRequest.Undo(1));
            ChangeData back = person.until(undo, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(outlook(back)).isInstanceOf(Outlook.Goes.class);
            undo.act(new ViewAct.Confirm(""));
            assertThat(person.ended(2).failed()).isZero();
            assertThat(plane.kubectl("get", "configmap", "-n", namespace, "-o", "name"))
                    .doesNotContain("good");
        }
    }

    @Test
    void what_kubectl_changes_while_one_writes_is_merged_or_shown(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "two", "-n", namespace, "--from-literal=a=1", "--from-literal=b=2");
        ObjectRef two = new ObjectRef(CLUSTER, "configmaps", namespace, "two");
        try (Person person = new Person(plane.kubeconfig())) {
            String before = text(person, two);
            String mine = before.replace("a: \"1\"", "a: mine");
            LiveView editor = person.opens(writing(two, before, mine, 1, false));
            person.until(editor, EditData.class, data -> data.current() == null);
            plane.kubectl("patch", "configmap", "two", "-n", namespace, "-p", "{\"data\":{\"b\":\"theirs\"}}");
            Current merged = Objects.requireNonNull(person.until(editor, EditData.class, data -> data.current() != null)
                    .current());
            assertThat(merged.overlaps()).isEmpty();
            assertThat(merged.merged()).contains("a: mine", "b: theirs");

            plane.kubectl("patch", "configmap", "two", "-n", namespace, "-p", "{\"data\":{\"a\":\"theirs\"}}");
            Current overlapping = Objects.requireNonNull(person.until(
                            editor,
                            EditData.class,
                            data -> data.current() != null
                                    && !data.current().overlaps().isEmpty())
                    .current());
            assertThat(overlapping.overlaps().getFirst().mine()).contains("  a: mine");
            assertThat(overlapping.overlaps().getFirst().theirs()).contains("  a: theirs");
        }
    }

    @Test
    void a_value_of_a_secret_is_neither_shown_nor_sent_back_as_nothing(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl(
                "create",
                "secret",
                "generic",
                "s",
                "-n",
                namespace,
                "--from-literal=a=topsecret",
                "--from-literal=b=other");
        ObjectRef secret = new ObjectRef(CLUSTER, "secrets", namespace, "s");
        String given = Base64.getEncoder().encodeToString("newvalue1".getBytes(StandardCharsets.UTF_8));
        try (Person person = new Person(plane.kubeconfig())) {
            String before = text(person, secret);
            assertThat(before).contains("a: # 9 bytes, not shown").doesNotContain(base64("topsecret"));
            String after = before.replace("  a: # 9 bytes, not shown", "  a: " + given);
            LiveView review =
                    person.opens(edit(secret, before, after, List.of(new Decision(secret, ".data.a", Keep.MINE))));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(lines(shown, LineKind.ADDED)).containsExactly("  a: # 9 bytes, another value, not shown");
            assertThat(shown.toString()).doesNotContain(given, base64("topsecret"), base64("other"));
            review.act(new ViewAct.Confirm(""));
            TasksData.Task task = person.ended(1);
            assertThat(task.failed()).isZero();
            assertThat(task.undo()).isFalse();
            assertThat(get(plane, namespace, "secret", "s", "{.data}"))
                    .isEqualTo("{\"a\":\"" + given + "\",\"b\":\"" + base64("other") + "\"}");
        }
    }

    @Test
    void mistakes_are_told_with_their_places_from_the_servers_own_schemas(ControlPlane plane) throws Exception {
        String text = """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: x
                spec:
                  replica: 2
                  paused: "yes"
                  selector: {}
                  template:
                    spec:
                      containers:
                      - image: x
                        imagePullPolicy: always
                ---
                apiVersion: extensions/v1beta1
                kind: Ingress
                metadata: {name: x}
                ---
                apiVersion: v1
                kind: Pdo
                metadata: {name: x}
                """;
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView editor = person.opens(writing(null, null, text, 1, false));
            EditData data =
                    person.until(editor, EditData.class, each -> each.problems().size() >= 6);
            assertThat(data.problems())
                    .extracting(
                            Problem::line,
                            problem -> problem.message().key(),
                            problem -> problem.message().args().getOrDefault("near", ""))
                    .containsExactly(
                            tuple(6, "edit.unknownBut", "replicas"),
                            tuple(7, "edit.typeBoolean", ""),
                            tuple(12, "edit.missingIn", ""),
                            tuple(13, "edit.notOneOfBut", "Always"),
                            tuple(15, "edit.otherVersion", ""),
                            tuple(20, "edit.noKindBut", "Pod"));
            assertThat(data.problems().get(4).message().args()).containsEntry("served", "networking.k8s.io/v1");
        }
    }

    @Test
    void who_set_what_is_told_by_line(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "two", "-n", namespace, "--from-literal=a=1");
        plane.kubectl(
                "patch",
                "configmap",
                "two",
                "-n",
                namespace,
                "--field-manager=robot",
                "-p",
                "{\"data\":{\"b\":\"2\"}}");
        ObjectRef two = new ObjectRef(CLUSTER, "configmaps", namespace, "two");
        try (Person person = new Person(plane.kubeconfig())) {
            String before = text(person, two);
            LiveView editor = person.opens(writing(two, before, before, 1, true));
            List<Setter> setters = person.until(
                            editor, EditData.class, data -> !data.setters().isEmpty())
                    .setters();
            List<String> lines = before.lines().toList();
            assertThat(setters)
                    .extracting(setter -> lines.get(setter.line() - 1).strip() + " " + setter.manager())
                    .contains("a: \"1\" kubectl-create", "b: \"2\" robot");
        }
    }

    private static String configMap(String namespace, String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  namespace: " + namespace
                + "\ndata:\n  key: \"" + value + "\"\n";
    }

    private static String text(Person person, ObjectRef ref) throws InterruptedException {
        EditData data = person.sees(writing(ref, null, "", 0, false), EditData.class, each -> each.current() != null);
        return Objects.requireNonNull(data.current()).text();
    }

    private static ViewRequest.Edit writing(
            @Nullable ObjectRef ref, @Nullable String before, String text, int revision, boolean setters) {
        return new ViewRequest.Edit(CLUSTER, ref, "", "default", before, text, revision, setters, -1);
    }

    private static ViewRequest.Apply edit(ObjectRef ref, String before, String text, List<Decision> decisions) {
        return new ViewRequest.Apply(CLUSTER, Objects.requireNonNull(ref.namespace()), ref, before, text, decisions);
    }

    private static ViewRequest.Apply apply(String namespace, String text, List<Decision> decisions) {
        return new ViewRequest.Apply(CLUSTER, namespace, null, null, text, decisions);
    }

    private static Outlook outlook(ChangeData data) {
        return data.items().getFirst().outlook();
    }

    private static List<Conflict> conflicts(ChangeData data) {
        return ((Outlook.Contested) outlook(data)).conflicts();
    }

    private static List<String> lines(ChangeData data, LineKind kind) {
        return ((Outlook.Changes) outlook(data))
                .diff().hunks().stream()
                        .flatMap(hunk -> hunk.lines().stream())
                        .filter(line -> line.kind() == kind)
                        .map(Line::text)
                        .toList();
    }

    private static List<String> settersOfKey(ControlPlane plane, String namespace, String name) throws Exception {
        String each = plane.kubectl(
                "get",
                "configmap",
                name,
                "-n",
                namespace,
                "--show-managed-fields",
                "-o",
                "jsonpath={range .metadata.managedFields[*]}{.manager} {.fieldsV1}{'\\n'}{end}");
        return each.lines()
                .filter(line -> line.contains("\"f:key\""))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private static String get(ControlPlane plane, String namespace, String kind, String name, String path)
            throws Exception {
        return plane.kubectl("get", kind, name, "-n", namespace, "-o", "jsonpath=" + path);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
