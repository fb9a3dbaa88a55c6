package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/shop/configmaps";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nobody_enters_without_the_token() throws Exception {
        TestServer.Answer answer = server.send(server.request("/api/v1/pods").setHeader("Authorization", "Bearer no"));

        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.tree()).containsEntry("kind", "Status").containsEntry("reason", "Unauthorized");
        assertThat(server.send(server.request("/healthz").setHeader("Authorization", ""))
                        .text())
                .isEqualTo("ok");
    }

    @Test
    void an_object_is_told_whole() throws Exception {
        server.createConfigMap("a");

        Map<String, Object> object = server.get(CONFIG_MAPS + "/a").tree();

        assertThat(object).containsEntry("kind", "ConfigMap").containsEntry("apiVersion", "v1");
        assertThat(Tree.text(object, "data", "k")).isEqualTo("v");
    }

    @Test
    void what_is_not_there_is_told_as_status() throws Exception {
        TestServer.Answer answer = server.get(CONFIG_MAPS + "/none");

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.tree())
                .containsEntry("message", "configmaps \"none\" not found")
                .containsEntry("details", Map.of("name", "none", "kind", "configmaps"));
        assertThat(server.get("/api/v1/nothings").code()).isEqualTo(404);
        assertThat(server.get("/apis/nope/v1/x").code()).isEqualTo(404);
        assertThat(server.get("/nope").text()).startsWith("404 page not found");
    }

    @Test
    void items_of_a_list_have_no_kind_of_their_own() throws Exception {
        server.createConfigMap("a");

        Map<String, Object> list = server.get("/api/v1/configmaps").tree();

        assertThat(list).containsEntry("kind", "ConfigMapList");
        assertThat(Tree.maps(list, "items"))
                .singleElement()
                .satisfies(item -> assertThat(item).containsOnlyKeys("metadata", "data"));
    }

    @Test
    void pages_show_one_version_however_the_objects_change() throws Exception {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            server.createConfigMap(name);
        }
        Map<String, Object> first = server.get(CONFIG_MAPS + "?limit=2").tree();
        assertThat(Tree.number(first, 0, "metadata", "remainingItemCount")).isEqualTo(3);
        server.storage.delete(ResourceTypes.builtIn("", "ConfigMap"), "shop", "d", Deletion.BACKGROUND);
        server.createConfigMap("c1");

        List<String> names = new ArrayList<>(names(first));
        Map<String, Object> page = first;
        while (!Tree.text(page, "metadata", "continue").isEmpty()) {
            page = server.get(CONFIG_MAPS + "?limit=2&continue=" + Tree.text(page, "metadata", "continue"))
                    .tree();
            names.addAll(names(page));
        }

        assertThat(names).containsExactly("a", "b", "c", "d", "e");
        assertThat(Tree.text(page, "metadata", "resourceVersion"))
                .isEqualTo(Tree.text(first, "metadata", "resourceVersion"));
    }

    @Test
    void an_expired_page_offers_to_go_on_with_the_present() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            server.createConfigMap(name);
        }
        Map<String, Object> first = server.get(CONFIG_MAPS + "?limit=1").tree();
        server.createConfigMap("d");
        server.storage.compact();

        TestServer.Answer expired =
                server.get(CONFIG_MAPS + "?limit=1&continue=" + Tree.text(first, "metadata", "continue"));
        assertThat(expired.code()).isEqualTo(410);
        assertThat(expired.tree()).containsEntry("reason", "Expired");
        Map<String, Object> rest = server.get(
                        CONFIG_MAPS + "?continue=" + Tree.text(expired.tree(), "metadata", "continue"))
                .tree();
        assertThat(names(rest)).containsExactly("b", "c", "d");
    }

    @Test
    void a_broken_continue_token_is_refused() throws Exception {
        assertThat(server.get(CONFIG_MAPS + "?continue=abc").code()).isEqualTo(400);
    }

    @Test
    void selectors_choose() throws Exception {
        server.createConfigMap("a");
        server.createConfigMap("b");

        assertThat(names(server.get(CONFIG_MAPS + "?labelSelector=name%20in%20(b,c)")
                        .tree()))
                .containsExactly("b");
        assertThat(names(server.get(CONFIG_MAPS + "?fieldSelector=metadata.name!=b")
                        .tree()))
                .containsExactly("a");
    }

    @Test
    void a_bad_selector_is_refused() throws Exception {
        assertThat(server.get("/api/v1/pods?fieldSelector=foo=bar").tree())
                .containsEntry("message", "field label not supported: foo")
                .containsEntry("code", 400L);
        assertThat(server.get("/api/v1/pods?labelSelector=a%3D%3D,").code()).isEqualTo(400);
        assertThat(server.get("/api/v1/pods?labelSelector=a%20in%20b").code()).isEqualTo(400);
    }

    @Test
    void versions_that_are_no_versions_or_from_the_future_are_refused() throws Exception {
        assertThat(server.get("/api/v1/pods?resourceVersion=abc").code()).isEqualTo(400);
        assertThat(server.get("/api/v1/pods?resourceVersion=999999999999999").tree())
                .containsEntry("code", 504L)
                .containsEntry("reason", "Timeout");
    }

    @Test
    void the_form_is_what_the_client_likes_best_among_what_is_there() throws Exception {
        server.createConfigMap("a");

        assertThat(server.get(CONFIG_MAPS, "application/vnd.kubernetes.protobuf, application/json")
                        .header("Content-Type"))
                .isEqualTo("application/vnd.kubernetes.protobuf");
        assertThat(server.get(CONFIG_MAPS, TestServer.TABLE + ",application/json")
                        .tree())
                .containsEntry("kind", "Table");
        assertThat(server.get(CONFIG_MAPS, TestServer.METADATA).tree())
                .containsEntry("kind", "PartialObjectMetadataList");
        assertThat(server.get(CONFIG_MAPS, "application/json;as=Table;g=meta.k8s.io;v=v9,application/json;q=0.5")
                        .tree())
                .containsEntry("kind", "ConfigMapList");
        assertThat(server.get(CONFIG_MAPS, "text/html").code()).isEqualTo(406);
    }

    @Test
    void events_are_told_under_both_their_names() throws Exception {
        server.create(
                "",
                "Event",
                Tree.of(
                        "metadata",
                        Tree.of("name", "e", "namespace", "shop"),
                        "involvedObject",
                        Tree.of("kind", "Pod", "name", "p"),
                        "message",
                        "Pulled"));

        Map<String, Object> event =
                server.get("/apis/events.k8s.io/v1/namespaces/shop/events/e").tree();

        assertThat(event).containsEntry("note", "Pulled").containsEntry("apiVersion", "events.k8s.io/v1");
        assertThat(Tree.text(event, "regarding", "name")).isEqualTo("p");
        assertThat(names(server.get("/api/v1/events?fieldSelector=involvedObject.name%3Dp")
                        .tree()))
                .containsExactly("e");
    }

    private static List<String> names(Map<String, Object> list) {
        return Tree.maps(list, "items").stream()
                .map(item -> Tree.text(item, "metadata", "name"))
                .toList();
    }
}
