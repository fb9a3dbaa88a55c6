package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.tree.Tree;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final String PODS = "/api/v1/namespaces/shop/pods";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void who_is_not_known_gets_in_nowhere_but_to_the_health_checks() throws Exception {
        assertThat(code(PODS, "Bearer other")).isEqualTo(401);
        assertThat(code(PODS, "")).isEqualTo(403);
        assertThat(code("/readyz", "")).isEqualTo(200);
    }

    @Test
    void one_acts_as_another_with_the_rights_of_that_one() throws Exception {
        TestServer.Answer answer = server.send(server.request(PODS).header("Impersonate-User", "viewer"));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.tree())
                .containsEntry(
                        "message",
                        "pods is forbidden: User \"viewer\" cannot list resource \"pods\" in API group \"\" in the"
                                + " namespace \"shop\"");
    }

    @Test
    void a_token_that_is_issued_is_that_of_the_account() throws Exception {
        server.create("", "ServiceAccount", Tree.of("metadata", Tree.of("name", "robot", "namespace", "shop")));
        String token = Tree.text(
                server.post("/api/v1/namespaces/shop/serviceaccounts/robot/token", Tree.of("spec", Tree.of()))
                        .tree(),
                "status",
                "token");

        assertThat(code(PODS, "Bearer " + token)).isEqualTo(403);
        assertThat(code("/apis", "Bearer " + token)).isEqualTo(200);
    }

    private int code(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.server.url() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
