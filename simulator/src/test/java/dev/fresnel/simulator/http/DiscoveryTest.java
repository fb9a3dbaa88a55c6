package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aggregated_and_legacy_discovery_tell_the_same() throws Exception {
        Set<String> aggregated = new HashSet<>();
        for (String root : List.of("/api", "/apis")) {
            TestServer.Answer answer = server.get(root, AGGREGATED + ",application/json");
            assertThat(answer.header("Content-Type")).isEqualTo(AGGREGATED);
            for (Map<String, Object> group : Tree.maps(answer.tree(), "items")) {
                for (Map<String, Object> version : Tree.maps(group, "versions")) {
                    String name = Tree.text(group, "metadata", "name");
                    for (Map<String, Object> resource : Tree.maps(version, "resources")) {
                        aggregated.add(name + "/" + Tree.text(version, "version") + " " + told(resource, "resource"));
                    }
                }
            }
        }

        Set<String> legacy = new HashSet<>();
        addLegacy(legacy, "/v1", "/api/v1");
        for (Map<String, Object> group : Tree.maps(server.get("/apis").tree(), "groups")) {
            for (Map<String, Object> version : Tree.maps(group, "versions")) {
                String groupVersion = Tree.text(version, "groupVersion");
                addLegacy(legacy, groupVersion, "/apis/" + groupVersion);
            }
        }

        assertThat(aggregated)
                .contains("apps/v1 deployments [create, delete, deletecollection, get, list, patch, update, watch]");
        assertThat(legacy).isEqualTo(aggregated);
    }

    @Test
    void subresources_tell_what_goes_over_their_wire() throws Exception {
        Map<String, Object> scale = Tree.maps(server.get("/apis/apps/v1").tree(), "resources").stream()
                .filter(resource -> Tree.text(resource, "name").equals("deployments/scale"))
                .findFirst()
                .orElseThrow();

        assertThat(scale).containsEntry("kind", "Scale").containsEntry("group", "autoscaling");
    }

    @Test
    void a_client_that_knows_only_the_old_form_gets_it() throws Exception {
        assertThat(server.get("/apis", "application/json").tree()).containsEntry("kind", "APIGroupList");
        assertThat(server.get("/api").tree()).containsEntry("kind", "APIVersions");
        assertThat(server.get("/apis/apps").tree()).containsEntry("kind", "APIGroup");
        assertThat(server.get("/apis/nope").code()).isEqualTo(404);
        assertThat(server.get("/apis", "application/vnd.kubernetes.protobuf").code())
                .isEqualTo(406);
    }

    @Test
    void open_api_names_the_fields_of_built_in_types() throws Exception {
        Map<String, Object> index = server.get("/openapi/v3").tree();
        String url = Tree.text(index, "paths", "apis/apps/v1", "serverRelativeURL");
        Map<String, Object> schemas = Tree.map(server.get(url).tree(), "components", "schemas");

        assertThat(Tree.text(schemas, "io.k8s.api.apps.v1.DeploymentSpec", "properties", "replicas", "type"))
                .isEqualTo("integer");
        assertThat(Tree.map(server.get("/openapi/v2").tree(), "definitions")).containsKey("io.k8s.api.core.v1.Pod");
        assertThat(server.get("/openapi/v3/apis/nope/v1").code()).isEqualTo(404);
    }

    @Test
    void all_references_of_open_api_lead_somewhere() throws Exception {
        Map<String, Object> index = server.get("/openapi/v3").tree();
        for (Object entry : Tree.map(index, "paths").values()) {
            Map<String, Object> document =
                    server.get(Tree.text(entry, "serverRelativeURL")).tree();
            Set<String> references = new HashSet<>();
            collectReferences(document, references);
            assertThat(Tree.map(document, "components", "schemas").keySet()).containsAll(references);
        }
    }

    private static void collectReferences(Object value, Set<String> references) {
        if (value instanceof Map<?, ?> map) {
            String reference = map.get("$ref") instanceof String text ? text : "";
            if (!reference.isEmpty()) {
                references.add(reference.substring("#/components/schemas/".length()));
            }
            map.values().forEach(member -> collectReferences(member, references));
        } else if (value instanceof List<?> list) {
            list.forEach(member -> collectReferences(member, references));
        }
    }

    private void addLegacy(Set<String> told, String groupVersion, String path)
            throws IOException, InterruptedException {
        for (Map<String, Object> resource : Tree.maps(server.get(path).tree(), "resources")) {
            if (!Tree.text(resource, "name").contains("/")) {
                told.add(groupVersion + " " + told(resource, "name"));
            }
        }
    }

    private static String told(Map<String, Object> resource, String name) {
        return Tree.text(resource, name) + " " + Tree.list(resource, "verbs");
    }
}
