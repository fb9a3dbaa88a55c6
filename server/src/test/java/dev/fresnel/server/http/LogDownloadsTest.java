package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.server.http.RawHttp.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogDownloadsTest {

    private final TestServer server;
    private final String cookie;

    LogDownloadsTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        cookie = server.cookie();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static String of(String name) {
        String json = """
                {"objects": [{"cluster": "c", "resource": "pods", "namespace": "n", "name": "%s"}],
                 "which": {"containers": [], "previous": false, "since": null, "tail": null}}""".formatted(name);
        return "/api/logs?of=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @Test
    void logs_are_a_text_to_keep_whatever_their_length_and_their_names() throws Exception {
        Answer answer = server.http.get(of("web:1/..é"), server.host(), cookie);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"web_1_.._.log\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.body()).contains("line 0 of web", "line 99999 of web");
    }

    @Test
    void nobody_else_gets_them() throws Exception {
        assertThat(server.http.get(of("web"), server.host()).status()).isEqualTo(401);
        assertThat(server.http
                        .get(of("web"), server.host(), cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_cannot_be_is_refused_with_a_sentence() throws Exception {
        for (String wrong : new String[] {"/api/logs", "/api/logs?of=", "/api/logs?of=%7B%7D", "/api/logs?of=null"}) {
            Answer answer = server.http.get(wrong, server.host(), cookie);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).startsWith("These are no logs");
        }
        Answer away = server.http.get(of("away"), server.host(), cookie);
        assertThat(away.status()).isEqualTo(502);
        assertThat(away.body()).isEqualTo("It does not answer.");
        assertThat(away.header("Content-Disposition")).isEmpty();
    }
}
