package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ChangeData.Stage;
import dev.fresnel.engine.view.EditData;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.engine.view.TasksData.Step;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.KubectlFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Texts of several objects, and what clusters say no to, on a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class TextsOnRealServerTest {

    private static final String CLUSTER = "testbed";

    /** Structural, with a rule of its own. */
    private static final String GADGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gadgets.%1$s.example.com}
            spec:
              group: %1$s.example.com
              scope: Namespaced
              names: {plural: gadgets, singular: gadget, kind: Gadget}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        required: [size]
                        properties:
                          size: {type: integer}
                          most: {type: integer}
                        x-kubernetes-validations:
                        - {rule: '!has(self.most) || self.size <= self.most', message: a gadget is no larger than the most}
            """;

    private static ViewRequest.Apply apply(String namespace, String text) {
        return new ViewRequest.Apply(CLUSTER, namespace, null, null, text, List.of());
    }

    /** Schemas of a new kind come some moments after the kind. */
    private static boolean published(ControlPlane plane, String path) {
        try {
            return plane.kubectl("get", "--raw", path).contains("\"most\"");
        } catch (KubectlFailedException e) {
            return false;
        }
    }

    private static String configMap(String namespace, String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: " + namespace
                + "}\ndata: {a: b}\n";
    }

    private static Map<String, Outlook> outlooks(ChangeData data) {
        return data.items().stream().collect(Collectors.toMap(item -> item.ref().name(), ChangeData.Item::outlook));
    }

    private static Map<String, Progress> progress(TasksData.Task task) {
        return task.steps().stream().collect(Collectors.toMap(step -> step.ref().name(), Step::progress));
    }

    /** Shows it, confirms it, and waits for its end. */
    private static TasksData.Task applied(Person person, int task, String namespace, String text) throws Exception {
        LiveView review = person.opens(apply(namespace, text));
        person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
        review.act(new ViewAct.Confirm(""));
        return person.ended(task);
    }

    @Test
    void a_namespace_and_a_definition_come_first_and_what_needs_them_is_made_when_they_are_there(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace() + "-new";
        String text = "apiVersion: " + namespace + ".example.com/v1\nkind: Gadget\nmetadata: {name: one, namespace: "
                + namespace + "}\nspec: {size: 1}\n---\n" + configMap(namespace, "settings") + "---\n"
                + GADGETS.formatted(namespace) + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace
                + "}\n";
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView review = person.opens(apply("default", text));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            assertThat(shown.items())
                    .extracting(item -> item.ref().name())
                    .containsExactly(namespace, "gadgets." + namespace + ".example.com", "one", "settings");
            Map<String, Outlook> outlooks = outlooks(shown);
            assertThat(outlooks.get("settings"))
                    .isInstanceOfSatisfying(
                            Outlook.Later.class,
                            later -> assertThat(later.needs())
                                    .extracting(ref -> ref.name())
                                    .containsExactly(namespace));
            assertThat(outlooks.get("one"))
                    .isInstanceOfSatisfying(
                            Outlook.Later.class,
                            later -> assertThat(later.needs()).hasSize(2));
            review.act(new ViewAct.Confirm(""));
            TasksData.Task task = person.ended(1);
            assertThat(progress(task).values()).allMatch(Progress.Done.class::isInstance, task.toString());
            // By its full name: other tests define gadgets too.
            plane.kubectl(
                    "wait",
                    "--for=create",
                    "gadgets." + namespace + ".example.com/one",
                    "-n",
                    namespace,
                    "--timeout=60s");
            plane.kubectl("wait", "--for=create", "configmap/settings", "-n", namespace, "--timeout=60s");
        }
    }

    @Test
    void after_the_first_that_fails_nothing_more_is_done_and_each_says_so(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        String text = configMap(namespace, "one") + "---\n" + configMap(namespace, "two") + "---\n"
                + configMap(namespace, "three");
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView review = person.opens(apply(namespace, text));
            person.until(review, ChangeData.class, data -> data.stage() == Stage.READY);
            // Since it was shown, somebody else has made the second one.
            plane.kubectl("create", "configmap", "two", "-n", namespace, "--from-literal=a=theirs");
            review.act(new ViewAct.Confirm(""));
            TasksData.Task task = person.ended(1);
            Map<String, Progress> progress = progress(task);
            assertThat(progress.get("one")).isInstanceOf(Progress.Done.class);
            assertThat(progress.get("two")).isInstanceOf(Progress.Failed.class);
            assertThat(progress.get("three"))
                    .isInstanceOfSatisfying(
                            Progress.Skipped.class,
                            skipped -> assertThat(skipped.after().name()).isEqualTo("two"));
            assertThat(List.of(task.done(), task.failed(), task.total())).containsExactly(1, 1, 3);
            assertThat(plane.kubectl("get", "configmap", "-n", namespace, "-o", "name"))
                    .contains("configmap/one")
                    .doesNotContain("three");
        }
    }

    @Test
    void lists_are_unrolled_and_a_name_that_is_left_open_is_drawn(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        String text = """
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: listed}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {generateName: drawn-}}
                """;
        try (Person person = new Person(plane.kubeconfig())) {
            assertThat(applied(person, 1, namespace, text).done()).isEqualTo(2);
            assertThat(plane.kubectl("get", "configmap", "-n", namespace, "-o", "name"))
                    .contains("configmap/listed")
                    .containsPattern("configmap/drawn-[a-z0-9]{5}\\n");
        }
    }

    @Test
    void a_secret_that_was_copied_without_its_values_is_refused_before_they_are_lost(ControlPlane plane)
            throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "secret", "generic", "s", "-n", namespace, "--from-literal=password=topsecret");
        String copied = """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data:
                  password: # 9 bytes, not shown
                """;
        try (Person person = new Person(plane.kubeconfig())) {
            LiveView review = person.opens(apply(namespace, copied));
            ChangeData shown = person.until(review, ChangeData.class, data -> data.stage() == Stage.NOTHING);
            assertThat(outlooks(shown).get("s")).isInstanceOfSatisfying(Outlook.Refused.class, refused -> {
                assertThat(refused.message().key()).isEqualTo("edit.hiddenValues");
                assertThat(refused.message().args()).containsEntry("keys", "password");
            });
            EditData checked = person.sees(
                    new ViewRequest.Edit(CLUSTER, null, "", namespace, null, copied, 1, false, -1),
                    EditData.class,
                    data -> !data.problems().isEmpty());
            assertThat(checked.problems())
                    .extracting(Problem::message)
                    .extracting(message -> message.key())
                    .containsExactly("edit.hiddenValues");
        }
    }

    @Test
    void what_a_definition_and_its_rules_refuse_is_told_reason_by_reason(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        Function<String, String> gadget = spec -> "apiVersion: " + namespace + ".example.com/v1\nkind: Gadget\n"
                + "metadata: {name: g}\nspec: " + spec + "\n";
        plane.kubectlWithInput(GADGETS.formatted(namespace), "apply", "-f", "-");
        plane.kubectl(
                "wait", "--for=condition=Established", "crd/gadgets." + namespace + ".example.com", "--timeout=60s");
        while (!published(plane, "/openapi/v3/apis/" + namespace + ".example.com/v1")) {
            Thread.onSpinWait(); // each look takes kubectl its time
        }
        try (Person person = new Person(plane.kubeconfig())) {
            assertThat(refused(person, namespace, gadget.apply("{size: 9, most: 3}")))
                    .satisfies(refused -> {
                        assertThat(refused.message().key()).isEqualTo("change.invalid");
                        assertThat(refused.detail()).contains("a gadget is no larger than the most");
                    });
            assertThat(refused(person, namespace, gadget.apply("{size: large, most: many}"))
                            .detail())
                    .contains("spec.size", "spec.most");
            assertThat(refused(person, namespace, gadget.apply("{size: 1, colour: red}"))
                            .detail())
                    .contains("colour");
            // The editor has said so before, from the definition's own schema.
            EditData checked = person.sees(
                    new ViewRequest.Edit(
                            CLUSTER,
                            null,
                            "",
                            namespace,
                            null,
                            gadget.apply("{most: many, colour: red}"),
                            1,
                            false,
                            -1),
                    EditData.class,
                    data -> data.problems().size() >= 3);
            assertThat(checked.problems())
                    .extracting(Problem::message)
                    .extracting(message -> message.key())
                    .containsExactlyInAnyOrder("edit.missingIn", "edit.typeInteger", "edit.unknown");
        }
    }

    @Test
    void webhooks_that_say_no_or_nothing_and_policies_are_named(ControlPlane plane, @TempDir Path folder)
            throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("label", "namespace", namespace, "guarded=" + namespace);
        try (RefusingWebhook refusing = new RefusingWebhook(folder, "not on a Friday");
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Person person = new Person(plane.kubeconfig())) {
            plane.kubectlWithInput(
                    """
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingWebhookConfiguration
                    metadata: {name: %1$s}
                    webhooks:
                    - name: silent.example.com
                      admissionReviewVersions: [v1]
                      sideEffects: None
                      timeoutSeconds: 1
                      failurePolicy: Fail
                      namespaceSelector: {matchLabels: {guarded: %1$s}}
                      clientConfig: {url: "https://127.0.0.1:%2$d/"}
                      rules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps]}]
                    - name: refusing.example.com
                      admissionReviewVersions: [v1]
                      sideEffects: None
                      failurePolicy: Fail
                      namespaceSelector: {matchLabels: {guarded: %1$s}}
                      clientConfig: {url: "https://127.0.0.1:%3$d/", caBundle: %4$s}
                      rules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [services]}]
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicy
                    metadata: {name: %1$s}
                    spec:
                      failurePolicy: Fail
                      matchConstraints:
                        namespaceSelector: {matchLabels: {guarded: %1$s}}
                        resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [serviceaccounts]}]
                      validations: [{expression: "false", message: no accounts here}]
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicyBinding
                    metadata: {name: %1$s}
                    spec: {policyName: %1$s, validationActions: [Deny]}
                    """.formatted(namespace, silent.getLocalPort(), refusing.port(), refusing.authority()),
                    "apply",
                    "-f",
                    "-");
            try {
                // Both are in force some moments after they were made.
                Outlook.Refused byWebhook = untilRefused(person, namespace, configMap(namespace, "c"));
                assertThat(byWebhook.message().key()).isEqualTo("change.webhookFails");
                assertThat(byWebhook.message().args()).containsEntry("name", "silent.example.com");
                assertThat(byWebhook.detail()).contains("failed calling webhook");

                Outlook.Refused denied = untilRefused(
                        person,
                        namespace,
                        "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 80}]}\n");
                assertThat(denied.message().key()).isEqualTo("change.denied");
                assertThat(denied.message().args()).containsEntry("name", "refusing.example.com");
                assertThat(denied.detail()).contains("not on a Friday");

                Outlook.Refused byPolicy =
                        untilRefused(person, namespace, "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n");
                assertThat(byPolicy.message().key()).isEqualTo("change.policy");
                assertThat(byPolicy.message().args()).containsEntry("name", namespace);
                assertThat(byPolicy.detail()).contains("no accounts here");
            } finally {
                plane.kubectl("delete", "validatingwebhookconfiguration,validatingadmissionpolicybinding", namespace);
            }
        }
    }

    private static Outlook.Refused refused(Person person, String namespace, String text) throws Exception {
        ChangeData shown = person.sees(apply(namespace, text), ChangeData.class, data -> data.stage() == Stage.NOTHING);
        return (Outlook.Refused) shown.items().getFirst().outlook();
    }

    /** Asks again for as long as it would be accepted. */
    private static Outlook.Refused untilRefused(Person person, String namespace, String text) throws Exception {
        for (int i = 0; i < 600; i++) {
            ChangeData shown = person.sees(
                    apply(namespace, text),
                    ChangeData.class,
                    data -> data.stage() == Stage.NOTHING || data.stage() == Stage.READY);
            if (shown.items().getFirst().outlook() instanceof Outlook.Refused refused) {
                return refused;
            }
        }
        throw new AssertionError("it was never refused");
    }
}
