package dev.fresnel.simulator.http;

import static dev.fresnel.simulator.http.TestServer.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatchWriteTest {

    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";
    private static final String CART = """
            apiVersion: apps/v1
            kind: Deployment
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
    void patches_of_each_kind_change_an_object() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));
        String cart = DEPLOYMENTS + "/cart";

        assertThat(replicas(server.patch("merge-patch+json", cart, "{\"spec\":{\"replicas\":3}}")))
                .isEqualTo(3);
        assertThat(replicas(server.patch(
                        "json-patch+json",
                        cart,
                        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":3},"
                                + "{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]")))
                .isEqualTo(4);
        Map<String, Object> strategic = server.patch(
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

        assertThat(server.patch("merge-patch+json", cart, "{\"x\":").code()).isEqualTo(400);
        assertThat(server.patch("merge-patch+json", cart, "[]").code()).isEqualTo(400);
        assertThat(server.patch("foo", cart, "{}").code()).isEqualTo(415);
        assertThat(server.patch("json-patch+json", cart, "[{\"op\":\"remove\",\"path\":\"/nope\"}]")
                        .code())
                .isEqualTo(422);
        assertThat(server.patch("merge-patch+json", cart, "{\"spec\":{\"replicas\":-1}}")
                        .tree())
                .containsEntry(
                        "message",
                        "Deployment.apps \"cart\" is invalid: spec.replicas: Invalid value: -1: must be greater than or"
                                + " equal to 0");
        assertThat(server.patch("merge-patch+json", cart, "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"x\"}}}}")
                        .text())
                .contains("field is immutable");
        assertThat(server.patch("merge-patch+json", DEPLOYMENTS + "/none", "{}").code())
                .isEqualTo(404);
    }

    @Test
    void server_side_apply_creates_changes_and_conflicts() throws Exception {
        String path = DEPLOYMENTS + "/cart?fieldManager=";

        assertThat(server.patch("apply-patch+yaml", path + "one", CART).code()).isEqualTo(201);
        assertThat(server.patch("apply-patch+yaml", path + "one", CART.replace("replicas: 2", "replicas: 3"))
                        .code())
                .isEqualTo(200);
        TestServer.Answer conflict =
                server.patch("apply-patch+yaml", path + "two", CART.replace("replicas: 2", "replicas: 4"));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.text()).contains("conflict with \\\"one\\\": .spec.replicas");
        assertThat(replicas(server.patch(
                        "apply-patch+yaml", path + "two&force=true", CART.replace("replicas: 2", "replicas: 4"))))
                .isEqualTo(4);
        assertThat(server.patch("apply-patch+yaml", DEPLOYMENTS + "/cart", CART).code())
                .isEqualTo(422);
    }

    @Test
    void scale_reads_and_writes_the_replicas_of_any_type() throws Exception {
        server.post(DEPLOYMENTS, tree(CART));

        Map<String, Object> scale = server.get(DEPLOYMENTS + "/cart/scale").tree();
        assertThat(scale).containsEntry("kind", "Scale");
        assertThat(Tree.text(scale, "status", "selector")).isEqualTo("app=cart");
        Tree.put(scale, 7L, "spec", "replicas");
        assertThat(server.put(DEPLOYMENTS + "/cart/scale", scale).code()).isEqualTo(200);
        assertThat(Tree.number(server.get(DEPLOYMENTS + "/cart").tree(), 0, "spec", "replicas"))
                .isEqualTo(7);
        Tree.put(scale, -1L, "spec", "replicas");
        assertThat(server.put(DEPLOYMENTS + "/cart/scale", scale).code()).isEqualTo(422);
    }

    private static long replicas(TestServer.Answer answer) {
        return Tree.number(answer.tree(), -1, "spec", "replicas");
    }
}
