package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/shop/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";
    private static final String CART = """
            metadata: {name: cart}
            spec:
              replicas: 2
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec: {containers: [{name: c, image: "cart:1"}]}
            """;

    private final TestServer server = newServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_new_object_is_answered_complete() throws Exception {
        TestServer.Answer answer = server.post(DEPLOYMENTS, tree(CART));

        assertThat(answer.code()).isEqualTo(201);
        assertThat(Tree.text(answer.tree(), "spec", "strategy", "type")).isEqualTo("RollingUpdate");
        assertThat(Tree.maps(answer.tree(), "metadata", "managedFields")).hasSize(1);
    }

    @Test
    void what_only_the_server_may_say_is_not_taken_from_clients() throws Exception {
        Map<String, Object> object = tree(CART);
        Tree.put(object, "mine", "metadata", "uid");
        Tree.put(object, 7L, "status", "replicas");

        Map<String, Object> made = server.post(DEPLOYMENTS, object).tree();

        assertThat(Tree.text(made, "metadata", "uid")).isNotEqualTo("mine");
        assertThat(Tree.at(made, "status")).isNull();
    }

    @Test
    void names_and_namespaces_are_checked() throws Exception {
        assertThat(server.post(CONFIG_MAPS, tree("metadata: {name: A_b}")).tree())
                .containsEntry("reason", "Invalid")
                .containsEntry("code", 422L);
        assertThat(server.post(CONFIG_MAPS, tree("metadata: {}")).tree())
                .containsEntry(
                        "message",
                        "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required");
        assertThat(server.post(CONFIG_MAPS, tree("metadata: {name: a, namespace: other}"))
                        .code())
                .isEqualTo(400);
        assertThat(server.post("/api/v1/namespaces/none/configmaps", tree("metadata: {name: a}"))
                        .tree())
                .containsEntry("message", "namespaces \"none\" not found");
        assertThat(server.post(CONFIG_MAPS, tree("{kind: Pod, apiVersion: v1}")).code())
                .isEqualTo(400);
    }

    @Test
    void a_body_that_cannot_be_read_is_refused() throws Exception {
        assertThat(server.write("POST", CONFIG_MAPS, "application/json", "{").code())
                .isEqualTo(400);
        assertThat(server.write("POST", CONFIG_MAPS, "application/json", "[]").code())
                .isEqualTo(400);
        assertThat(server.write("POST", CONFIG_MAPS, "text/plain", "{}").code()).isEqualTo(415);
        assertThat(server.write("POST", CONFIG_MAPS, "application/vnd.kubernetes.protobuf", "k8s")
                        .code())
                .isEqualTo(400);
        assertThat(server.write("POST", CONFIG_MAPS, "application/yaml", "metadata: {name: y}\n")
                        .code())
                .isEqualTo(201);
    }

    @Test
    void unknown_fields_are_refused_told_or_ignored_as_asked() throws Exception {
        Map<String, Object> object = tree("{metadata: {name: a}, data: {k: v}, foo: 1}");

        assertThat(server.post(CONFIG_MAPS + "?fieldValidation=Strict", object).tree())
                .containsEntry(
                        "message",
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown"
                                + " field \"foo\"");
        TestServer.Answer warned = server.post(CONFIG_MAPS + "?dryRun=All", object);
        assertThat(warned.header("Warning")).isEqualTo("299 - \"unknown field \\\"foo\\\"\"");
        assertThat(warned.tree()).doesNotContainKey("foo");
        assertThat(server.post(CONFIG_MAPS + "?fieldValidation=Ignore", object).header("Warning"))
                .isEmpty();
    }

    @Test
    void values_of_the_wrong_type_are_refused() throws Exception {
        Map<String, Object> object = tree(CART);
        Tree.put(object, "many", "spec", "replicas");

        TestServer.Answer answer = server.post(DEPLOYMENTS, object);

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.text()).contains("cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas");
    }

    @Test
    void a_dry_run_stores_nothing() throws Exception {
        assertThat(server.post(CONFIG_MAPS + "?dryRun=All", tree("metadata: {name: a}"))
                        .code())
                .isEqualTo(201);
        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
        assertThat(server.post(CONFIG_MAPS + "?dryRun=Some", tree("metadata: {name: a}"))
                        .code())
                .isEqualTo(422);
    }

    @Test
    void an_update_from_an_old_version_conflicts() throws Exception {
        server.createConfigMap("a");
        Map<String, Object> object = server.get(CONFIG_MAPS + "/a").tree();
        Tree.put(object, "1", "data", "k");
        assertThat(put(CONFIG_MAPS + "/a", object).code()).isEqualTo(200);

        TestServer.Answer second = put(CONFIG_MAPS + "/a", object);

        assertThat(second.code()).isEqualTo(409);
        assertThat(second.text()).contains("the object has been modified");
    }

    @Test
    void the_status_is_changed_through_its_own_path_only() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));
        Map<String, Object> object = server.get(DEPLOYMENTS + "/cart").tree();
        Tree.put(object, 5L, "status", "replicas");
        Tree.put(object, 9L, "spec", "replicas");

        Map<String, Object> afterStatus =
                put(DEPLOYMENTS + "/cart/status", object).tree();
        assertThat(Tree.number(afterStatus, 0, "status", "replicas")).isEqualTo(5);
        assertThat(Tree.number(afterStatus, 0, "spec", "replicas")).isEqualTo(2);
        assertThat(Tree.number(afterStatus, 0, "metadata", "generation")).isEqualTo(1);

        Map<String, Object> patched = patch("merge-patch+json", DEPLOYMENTS + "/cart", "{\"status\":{\"replicas\":1}}")
                .tree();
        assertThat(Tree.number(patched, 0, "status", "replicas")).isEqualTo(5);
    }

    @Test
    void patches_of_each_kind_change_an_object() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));
        String cart = DEPLOYMENTS + "/cart";

        assertThat(replicas(patch("merge-patch+json", cart, "{\"spec\":{\"replicas\":3}}")))
                .isEqualTo(3);
        assertThat(replicas(patch(
                        "json-patch+json",
                        cart,
                        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":3},"
                                + "{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]")))
                .isEqualTo(4);
        Map<String, Object> strategic = patch(
                        "strategic-merge-patch+json",
                        cart,
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"cart:2\"}]}}}}")
                .tree();
        assertThat(Tree.text(
                        Tree.maps(strategic, "spec", "template", "spec", "containers")
                                .getFirst(),
                        "image"))
                .isEqualTo("cart:2");
        assertThat(Tree.number(strategic, 0, "metadata", "generation")).isEqualTo(4);
    }

    @Test
    void patches_that_cannot_be_read_or_done_are_refused() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));
        String cart = DEPLOYMENTS + "/cart";

        assertThat(patch("merge-patch+json", cart, "{\"x\":").code()).isEqualTo(400);
        assertThat(patch("merge-patch+json", cart, "[]").code()).isEqualTo(400);
        assertThat(patch("foo", cart, "{}").code()).isEqualTo(415);
        assertThat(patch("json-patch+json", cart, "[{\"op\":\"remove\",\"path\":\"/nope\"}]")
                        .code())
                .isEqualTo(422);
        assertThat(patch("merge-patch+json", cart, "{\"spec\":{\"replicas\":-1}}")
                        .tree())
                .containsEntry(
                        "message",
                        "Deployment.apps \"cart\" is invalid: spec.replicas: Invalid value: -1: must be greater than or"
                                + " equal to 0");
        assertThat(patch("merge-patch+json", cart, "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"x\"}}}}")
                        .text())
                .contains("field is immutable");
        assertThat(patch("merge-patch+json", DEPLOYMENTS + "/none", "{}").code())
                .isEqualTo(404);
    }

    @Test
    void server_side_apply_creates_changes_and_conflicts() throws Exception {
        String path = DEPLOYMENTS + "/cart?fieldManager=";

        assertThat(patch("apply-patch+yaml", path + "one", CART).code()).isEqualTo(201);
        assertThat(patch("apply-patch+yaml", path + "one", CART.replace("replicas: 2", "replicas: 3"))
                        .code())
                .isEqualTo(200);
        TestServer.Answer conflict =
                patch("apply-patch+yaml", path + "two", CART.replace("replicas: 2", "replicas: 4"));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.text()).contains("conflict with \\\"one\\\": .spec.replicas");
        assertThat(replicas(
                        patch("apply-patch+yaml", path + "two&force=true", CART.replace("replicas: 2", "replicas: 4"))))
                .isEqualTo(4);
        assertThat(patch("apply-patch+yaml", DEPLOYMENTS + "/cart", CART).code())
                .isEqualTo(400);
    }

    @Test
    void scale_reads_and_writes_the_replicas_of_any_type() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));

        Map<String, Object> scale = server.get(DEPLOYMENTS + "/cart/scale").tree();
        assertThat(scale).containsEntry("kind", "Scale");
        assertThat(Tree.text(scale, "status", "selector")).isEqualTo("app=cart");
        Tree.put(scale, 7L, "spec", "replicas");
        assertThat(put(DEPLOYMENTS + "/cart/scale", scale).code()).isEqualTo(200);
        assertThat(Tree.number(server.get(DEPLOYMENTS + "/cart").tree(), 0, "spec", "replicas"))
                .isEqualTo(7);
        Tree.put(scale, -1L, "spec", "replicas");
        assertThat(put(DEPLOYMENTS + "/cart/scale", scale).code()).isEqualTo(422);
    }

    @Test
    void deletion_waits_for_finalizers() throws Exception {
        server.post(CONFIG_MAPS, tree("metadata: {name: a, finalizers: [shop.example/keep]}"));

        TestServer.Answer marked = server.write("DELETE", CONFIG_MAPS + "/a", "application/json", "");
        assertThat(Tree.text(marked.tree(), "metadata", "deletionTimestamp")).isNotEmpty();
        patch("merge-patch+json", CONFIG_MAPS + "/a", "{\"metadata\":{\"finalizers\":null}}");

        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    void deletion_follows_its_options() throws Exception {
        server.createConfigMap("a");

        assertThat(delete(CONFIG_MAPS + "/a", "{\"preconditions\":{\"uid\":\"other\"}}")
                        .code())
                .isEqualTo(409);
        assertThat(delete(CONFIG_MAPS + "/a", "{\"propagationPolicy\":\"Sometimes\"}")
                        .code())
                .isEqualTo(400);
        assertThat(delete(CONFIG_MAPS + "/a?dryRun=All", "").code()).isEqualTo(200);
        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
        Map<String, Object> held = delete(CONFIG_MAPS + "/a", "{\"propagationPolicy\":\"Foreground\"}")
                .tree();
        assertThat(Tree.list(held, "metadata", "finalizers")).containsExactly("foregroundDeletion");
    }

    @Test
    void a_collection_is_deleted_by_selector() throws Exception {
        server.createConfigMap("a");
        server.createConfigMap("b");

        delete(CONFIG_MAPS + "?labelSelector=name%3Da", "");

        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
        assertThat(server.get(CONFIG_MAPS + "/b").code()).isEqualTo(200);
    }

    @Test
    void an_eviction_respects_disruption_budgets() throws Exception {
        server.create("", "Pod", tree("""
                metadata: {name: p, namespace: shop, labels: {app: cart}}
                spec: {containers: [{name: c, image: x}]}
                """));
        server.create("policy", "PodDisruptionBudget", tree("""
                metadata: {name: b, namespace: shop}
                spec: {selector: {matchLabels: {app: cart}}, minAvailable: 1}
                """));
        String eviction = "/api/v1/namespaces/shop/pods/p/eviction";
        Map<String, Object> body = tree("{apiVersion: policy/v1, kind: Eviction, metadata: {name: p}}");

        assertThat(server.post(eviction, body).code()).isEqualTo(429);
        server.storage.updateStatus(ResourceTypes.builtIn("policy", "PodDisruptionBudget"), "shop", "b", budget -> {
            Tree.put(budget, 1L, "status", "disruptionsAllowed");
            return budget;
        });
        assertThat(server.post(eviction, body).code()).isEqualTo(201);
        assertThat(server.get("/api/v1/namespaces/shop/pods/p").code()).isEqualTo(404);
    }

    @Test
    void a_terminating_namespace_takes_nothing_new() throws Exception {
        delete("/api/v1/namespaces/shop", "");

        assertThat(server.post(CONFIG_MAPS, tree("metadata: {name: a}")).tree()).containsEntry("reason", "Forbidden");
    }

    @Test
    void methods_that_make_no_sense_are_refused() throws Exception {
        assertThat(server.post(CONFIG_MAPS + "/a", tree("{}")).code()).isEqualTo(405);
        assertThat(server.write("PUT", CONFIG_MAPS, "application/json", "{}").code())
                .isEqualTo(405);
        assertThat(server.get("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                        .code())
                .isEqualTo(405);
        assertThat(server.get("/api/v1/namespaces/shop/configmaps/a/scale").code())
                .isEqualTo(404);
    }

    @Test
    void custom_types_are_served_completed_and_checked_as_their_definition_says() throws Exception {
        String widgets = "/apis/shop.example/v1/namespaces/shop/widgets";
        assertThat(server.get(widgets).code()).isEqualTo(404);
        server.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", tree("""
                metadata: {name: widgets.shop.example}
                spec:
                  group: shop.example
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions:
                  - {name: v1beta1, served: true, storage: false}
                  - name: v1
                    served: true
                    storage: true
                    selectableFields: [{jsonPath: .spec.color}]
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            required: [color]
                            properties:
                              color: {type: string, enum: [red, green]}
                              size: {type: integer, default: 3, minimum: 1}
                """));

        Map<String, Object> made = server.post(widgets, tree("{metadata: {name: w}, spec: {color: red, odd: 1}}"))
                .tree();
        assertThat(Tree.map(made, "spec")).isEqualTo(Map.of("color", "red", "size", 3L));
        assertThat(server.post(widgets, tree("{metadata: {name: x}, spec: {color: blue, size: 0}}"))
                        .text())
                .contains("spec.color: Unsupported value", "spec.size in body should be greater than or equal to 1");
        assertThat(server.post(widgets, tree("{metadata: {name: x}, spec: {}}")).text())
                .contains("spec.color: Required value");
        assertThat(server.get(widgets + "?fieldSelector=spec.color%3Dred").text())
                .contains("\"w\"");
        assertThat(server.get("/apis/shop.example/v1beta1/namespaces/shop/widgets/w")
                        .tree())
                .containsEntry("apiVersion", "shop.example/v1beta1");
        assertThat(patch("strategic-merge-patch+json", widgets + "/w", "{}").code())
                .isEqualTo(415);
        delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.shop.example", "");
        assertThat(server.get(widgets).code()).isEqualTo(404);
    }

    private static long replicas(TestServer.Answer answer) {
        return Tree.number(answer.tree(), -1, "spec", "replicas");
    }

    private TestServer.Answer put(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return server.write("PUT", path, "application/json", Json.text(body));
    }

    private TestServer.Answer patch(String kind, String path, String body) throws IOException, InterruptedException {
        return server.write("PATCH", path, "application/" + kind, body);
    }

    private TestServer.Answer delete(String path, String body) throws IOException, InterruptedException {
        return server.write("DELETE", path, "application/json", body);
    }

    private static Map<String, Object> tree(String yaml) {
        try {
            return Tree.map(Yaml.read(yaml));
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static TestServer newServer() {
        try {
            return new TestServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
