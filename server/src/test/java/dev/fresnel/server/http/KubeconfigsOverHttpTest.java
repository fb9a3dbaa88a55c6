package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.server.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigsOverHttpTest {

    private static final String KUBECONFIG = """
            clusters: [{name: c, cluster: {server: "https://c.example"}}]
            contexts: [{name: added, context: {cluster: c}}]
            """;

    private final TestServer server;
    private final String cookie;

    KubeconfigsOverHttpTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        cookie = server.cookie();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer post(String text) throws IOException {
        return server.http.send("POST", "/api/kubeconfigs", text, server.host(), server.origin(), cookie);
    }

    @Test
    void a_kubeconfig_that_is_sent_becomes_a_cluster() throws Exception {
        assertThat(post(KUBECONFIG).status()).isEqualTo(204);
        assertThat(server.clusters.all()).extracting(Cluster::name).containsExactly("added");
    }

    @Test
    void what_cannot_be_used_is_answered_in_words() throws Exception {
        Answer refused = post("just: yaml");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/json");
        assertThat(refused.body())
                .startsWith("{\"message\":null,\"detail\":\"")
                .contains("The kubeconfig is not a kubeconfig: it has none of clusters, users and contexts.");
        assertThat(server.clusters.all()).isEmpty();
    }

    @Test
    void more_than_a_mebibyte_is_not_read() throws Exception {
        Answer refused = post("# " + "a".repeat(1024 * 1024) + "\n" + KUBECONFIG);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(server.clusters.all()).isEmpty();
    }
}
