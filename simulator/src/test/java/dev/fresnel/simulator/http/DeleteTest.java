package dev.fresnel.simulator.http;

import static dev.fresnel.simulator.http.TestServer.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/shop/configmaps";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void deletion_waits_for_finalizers() throws Exception {
        server.post(CONFIG_MAPS, tree("metadata: {name: a, finalizers: [shop.example/keep]}"));

        TestServer.Answer marked = server.write("DELETE", CONFIG_MAPS + "/a", "application/json", "");
        assertThat(Tree.text(marked.tree(), "metadata", "deletionTimestamp")).isNotEmpty();
        server.patch("merge-patch+json", CONFIG_MAPS + "/a", "{\"metadata\":{\"finalizers\":null}}");

        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    void deletion_follows_its_options() throws Exception {
        server.createConfigMap("a");

        assertThat(server.delete(CONFIG_MAPS + "/a", "{\"preconditions\":{\"uid\":\"other\"}}")
                        .code())
                .isEqualTo(409);
        assertThat(server.delete(CONFIG_MAPS + "/a", "{\"propagationPolicy\":\"Sometimes\"}")
                        .code())
                .isEqualTo(422);
        assertThat(server.delete(CONFIG_MAPS + "/a?dryRun=All", "").code()).isEqualTo(200);
        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
        Map<String, Object> held = server.delete(CONFIG_MAPS + "/a", "{\"propagationPolicy\":\"Foreground\"}")
                .tree();
        assertThat(Tree.list(held, "metadata", "finalizers")).containsExactly("foregroundDeletion");
    }

    @Test
    void a_collection_is_deleted_by_selector() throws Exception {
        server.createConfigMap("a");
        server.createConfigMap("b");

        server.delete(CONFIG_MAPS + "?labelSelector=name%3Da", "");

        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
        assertThat(server.get(CONFIG_MAPS + "/b").code()).isEqualTo(200);
    }

    @Test
    void an_eviction_respects_disruption_budgets() throws Exception {
        server.create("", "Pod", tree("""
                metadata: {name: p, namespace: shop, labels: {app: cart}}
                spec: {containers: [{name: c, image: x}]}
                status: {phase: Running}
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
}
