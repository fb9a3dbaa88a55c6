package dev.fresnel.simulator.http;

import static dev.fresnel.simulator.http.TestServer.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.tree.Tree;
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

    private final TestServer server = new TestServer();

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
        assertThat(Tree.map(made, "status")).isEmpty();
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
        assertThat(server.put(CONFIG_MAPS + "/a", object).code()).isEqualTo(200);

        TestServer.Answer second = server.put(CONFIG_MAPS + "/a", object);

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
                server.put(DEPLOYMENTS + "/cart/status", object).tree();
        assertThat(Tree.number(afterStatus, 0, "status", "replicas")).isEqualTo(5);
        assertThat(Tree.number(afterStatus, 0, "spec", "replicas")).isEqualTo(2);
        assertThat(Tree.number(afterStatus, 0, "metadata", "generation")).isEqualTo(1);

        Map<String, Object> patched = server.patch(
                        "merge-patch+json", DEPLOYMENTS + "/cart", "{\"status\":{\"replicas\":1}}")
                .tree();
        assertThat(Tree.number(patched, 0, "status", "replicas")).isEqualTo(5);
    }

    @Test
    void a_terminating_namespace_takes_nothing_new() throws Exception {
        server.delete("/api/v1/namespaces/shop", "");

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
}
