package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.server.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers hold, and what they never do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private final TestServer server;
    private final String cookie;

    AnswersTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        cookie = server.cookie();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static void assertHardened(Answer answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .as("policy of a %d", answer.status())
                .isEqualTo(
                        answer.body().startsWith("<!doctype html>") && answer.status() != 200
                                ? Pages.CONTENT_SECURITY_POLICY
                                : RequestGuard.CONTENT_SECURITY_POLICY);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Server")).as("which server and version it is").isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "Jetty", "Javalin");
    }

    @Test
    void the_policy_allows_no_inline_script_no_eval_no_foreign_hosts_and_no_framing() {
        assertThat(RequestGuard.CONTENT_SECURITY_POLICY)
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")
                .doesNotContain("unsafe", "http:", "https:", "*", "script-src");
    }

    @Test
    void pages_before_the_door_may_do_nothing_but_look_like_fresnel() {
        assertThat(Pages.CONTENT_SECURITY_POLICY)
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*", "script-src");
    }

    @Test
    void every_answer_is_hardened_errors_too() throws Exception {
        String host = server.host();
        String origin = server.origin();
        assertHardened(server.http.get("/", host, cookie));
        assertHardened(server.http.get("/assets/app-1a2b.js", host, cookie));
        assertHardened(server.http.get("/healthz", host));
        assertHardened(server.http.get("/launch?token=" + server.launch.current(), host));
        assertHardened(server.http.get("/launch?token=wrong", host));
        assertHardened(server.http.get("/", host));
        assertHardened(server.http.get("/", "Host: evil.example"));
        assertHardened(server.http.get("/assets/none.js", host, cookie));
        assertHardened(server.http.get("/api/none", host, cookie));
        assertHardened(server.http.send("POST", "/api/none", "", host, origin, cookie));
        assertHardened(server.http.send("POST", "/api/kubeconfigs", "no: kubeconfig", host, origin, cookie));
        assertHardened(server.http.send("DELETE", "/", "", host, origin, cookie));
        assertHardened(server.http.send("OPTIONS", "/", "", host, origin, cookie));
        assertHardened(server.http.send("TRACE", "/", "", host, origin, cookie));
        assertHardened(server.http.send("BREW", "/", "", host, origin, cookie));
        assertHardened(server.http.upgrade(host, "Origin: http://evil.example", cookie));
        assertHardened(server.http.upgrade(host, origin));
    }

    @Test
    void a_head_that_is_too_long_is_said_to_be() throws Exception {
        Answer answer = server.http.get("/", server.host(), cookie, "X: " + "a".repeat(100_000));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.body()).isEqualTo("Request Header Fields Too Large");
        assertThat(server.http
                        .get("/" + "a".repeat(100_000), server.host(), cookie)
                        .status())
                .isEqualTo(414);
    }

    @Test
    void even_what_is_not_http_gets_a_hardened_answer() throws Exception {
        assertHardened(server.http.get("/", cookie));
        assertHardened(server.http.get("/%", server.host(), cookie));
        assertHardened(server.http.get("/", server.host(), "X: " + "a".repeat(20_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2e%2e%2fsecret.txt",
                "/..%2fsecret.txt",
                "/%252e%252e/secret.txt",
                "/%252e%252e%252fsecret.txt",
                "/..\\secret.txt",
                "/..%5csecret.txt",
                "/assets/..%5c..%5csecret.txt",
                "/..;/secret.txt",
                "/.%2e;x=y/secret.txt",
                "/secret.txt%00.html",
                "/%00/../secret.txt",
                "/assets/app-1a2b.js/../../../secret.txt",
                "//secret.txt",
                "///etc/passwd",
                "/etc/passwd",
                "/file:///etc/passwd",
                "/%c0%ae%c0%ae/secret.txt"
            })
    void no_path_leads_out_of_the_folder(String target) throws Exception {
        Answer answer = server.http.get(target, server.host(), cookie);

        assertThat(answer.body()).doesNotContain("nobody reads this", "root:");
        if (answer.status() == 200) {
            assertThat(answer.body()).as("the application's page").isEqualTo(TestServer.PAGE);
        } else {
            assertThat(answer.status()).isIn(400, 404);
        }
    }

    @Test
    void no_path_goes_round_the_cookie() throws Exception {
        for (String target : new String[] {
            "/launch/../",
            "/healthz/..%2f",
            "/healthz;/../",
            "//healthz/../",
            "/healthz/",
            "/healthz/index.html",
            "/LAUNCH"
        }) {
            assertThat(server.http.get(target, server.host()).body()).as(target).doesNotContain(TestServer.PAGE);
        }
    }

    @Test
    void a_place_within_the_application_is_its_page() throws Exception {
        Answer place = server.http.get("/clusters/prod/pods?query=a%20b", server.host(), cookie);

        assertThat(place.body()).isEqualTo(TestServer.PAGE);
        assertThat(place.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(place.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void a_place_with_a_long_query_is_its_page_too() throws Exception {
        String target = "/c/prod/pods?q=" + "name-of-a-pod%20".repeat(2_000);

        assertThat(server.http.get(target, server.host(), cookie).body()).isEqualTo(TestServer.PAGE);
    }

    @Test
    void files_with_their_hash_in_the_name_may_be_kept_for_ever() throws Exception {
        Answer script = server.http.get("/assets/app-1a2b.js", server.host(), cookie);

        assertThat(script.body()).isEqualTo(TestServer.SCRIPT);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(script.header("Cache-Control")).contains("immutable");
    }

    @Test
    void a_missing_file_is_not_taken_for_a_place() throws Exception {
        Answer missing = server.http.get("/assets/app-0000.js", server.host(), cookie);

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Cache-Control")).doesNotContain("immutable");
        assertThat(server.http.get("/api/none", server.host(), cookie).status()).isEqualTo(404);
    }
}
