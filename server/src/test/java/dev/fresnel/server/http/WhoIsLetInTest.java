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

/** Over real HTTP: {@code PORT} in a header stands for the port of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoIsLetInTest {

    private TestServer server;
    private String cookie;

    WhoIsLetInTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        cookie = server.cookie();
    }

    @AfterAll
    void close() {
        server.close();
    }

    private String here(String text) {
        return text.replace("PORT", String.valueOf(server.server.port()));
    }

    @Test
    void without_a_cookie_a_page_says_how_to_get_in_and_the_api_a_sentence() throws Exception {
        Answer page = server.http.get("/clusters/prod", server.host());
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("Open Fresnel with the address it printed")
                .doesNotContain(TestServer.PAGE);

        Answer api = server.http.get("/api/demo", server.host());
        assertThat(api.status()).isEqualTo(401);
        assertThat(api.header("Content-Type")).startsWith("text/plain");
        assertThat(server.http.get("/assets/app-1a2b.js", server.host()).status())
                .isEqualTo(401);
        assertThat(server.http
                        .send("POST", "/api/demo", "", server.host(), server.origin())
                        .status())
                .isEqualTo(401);
        assertThat(server.sources.demoRuns()).isFalse();
    }

    @Test
    void anyone_on_this_machine_may_know_that_it_runs() throws Exception {
        Answer health = server.http.get("/healthz", server.host());
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("ok");
    }

    @Test
    void the_launch_token_becomes_a_cookie_that_scripts_cannot_read_nor_other_sites_post_with() throws Exception {
        Answer opened = server.http.get("/launch?token=" + server.launch.current(), server.host());

        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.header("Location")).isEqualTo("/");
        assertThat(opened.header("Set-Cookie"))
                .startsWith(here("fresnel-PORT="))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        assertThat(opened.body()).doesNotContain(server.launch.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/launch", "/launch?token=", "/launch?token=wrong", "/launch?token=wrong&token=wronger"})
    void a_wrong_token_gets_no_cookie(String target) throws Exception {
        Answer refused = server.http.get(target, server.host());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("This address has been used");
        assertThat(refused.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
    }

    @Test
    void the_cookie_lets_in() throws Exception {
        assertThat(server.http.get("/", server.host(), cookie).body()).isEqualTo(TestServer.PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=\"; COOKIE",
                "a=\"b; c=d; COOKIE; e=\"",
                "=; ; a; COOKIE",
                "a={\"b\":[1,2]}; COOKIE; $Version=1",
                "a=\\; COOKIE"
            })
    void cookies_that_programs_at_other_ports_have_left_keep_nobody_out(String cookies) throws Exception {
        String all = "Cookie: " + cookies.replace("COOKIE", cookie.substring("Cookie: ".length()));
        assertThat(server.http.get("/", server.host(), all).body()).isEqualTo(TestServer.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresnel-PORT=wrong", "fresnel-1=VALUE", "other=VALUE", "fresnel-PORT=", "fresnel-PORT"})
    void another_cookie_does_not(String value) throws Exception {
        String right = cookie.substring(cookie.indexOf('=') + 1);
        String wrong = "Cookie: " + here(value).replace("VALUE", right);

        assertThat(server.http.get("/", server.host(), wrong).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"})
    void it_answers_to_the_names_of_this_machine(String host) throws Exception {
        assertThat(server.http.get("/", "Host: " + here(host), cookie).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost",
                "localhost:1",
                "127.0.0.1",
                "localhost.evil.example:PORT",
                "evil.localhost:PORT",
                "127.0.0.1.evil.example:PORT",
                "127.0.0.2:PORT",
                "0.0.0.0:PORT",
                "localhost.:PORT",
                "2130706433:PORT"
            })
    void it_answers_to_no_other_name(String host) throws Exception {
        String header = "Host: " + here(host);
        for (String target : new String[] {"/", "/healthz", "/launch?token=" + server.launch.current()}) {
            Answer refused = server.http.get(target, header, cookie);
            assertThat(refused.status()).as(target).isEqualTo(421);
            assertThat(refused.header("Set-Cookie")).isEmpty();
            assertThat(refused.body()).doesNotContain(TestServer.PAGE);
        }
        assertThat(server.http
                        .upgrade(header, "Origin: http://" + here(host), cookie)
                        .status())
                .isEqualTo(421);
    }

    @Test
    void a_request_without_a_host_or_with_two_is_none() throws Exception {
        assertThat(server.http.get("/", cookie).status()).isEqualTo(400);
        assertThat(server.http
                        .get("/", server.host(), "Host: evil.example", cookie)
                        .status())
                .isEqualTo(400);
        assertThat(server.http
                        .get("http://evil.example/", server.host(), cookie)
                        .status())
                .as("the name in the request line counts too")
                .isIn(400, 421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "file://",
                "http://evil.example",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:PORT",
                "http://sub.127.0.0.1:PORT",
                "http://127.0.0.1:PORT.evil.example",
                "http://127.0.0.1:PORT/",
                "http://127.0.0.1:PORT, http://evil.example",
                ""
            })
    void a_foreign_page_opens_no_socket_and_changes_nothing(String origin) throws Exception {
        String header = "Origin: " + here(origin);

        assertThat(server.http.upgrade(server.host(), header, cookie).status()).isEqualTo(403);
        Answer refused = server.http.send("POST", "/api/kubeconfigs", "x", server.host(), header, cookie);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("This request does not come from Fresnel's own page.");
    }

    @Test
    void what_says_nothing_of_its_origin_opens_no_socket_and_changes_nothing() throws Exception {
        assertThat(server.http.upgrade(server.host(), cookie).status()).isEqualTo(403);
        assertThat(server.http
                        .send("POST", "/api/demo", "", server.host(), cookie)
                        .status())
                .isEqualTo(403);
        assertThat(server.sources.demoRuns()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void a_browser_that_says_another_site_asks_is_believed(String site) throws Exception {
        String header = "Sec-Fetch-Site: " + site;

        assertThat(server.http
                        .upgrade(server.host(), server.origin(), header, cookie)
                        .status())
                .isEqualTo(403);
        assertThat(server.http
                        .send("POST", "/api/demo", "", server.host(), server.origin(), header, cookie)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_socket_needs_the_cookie_too() throws Exception {
        assertThat(server.http.upgrade(server.host(), server.origin()).status()).isEqualTo(401);
        assertThat(server.http
                        .upgrade(server.host(), server.origin(), "Sec-Fetch-Site: same-origin", cookie)
                        .status())
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void a_header_does_not_change_the_method(String name) throws Exception {
        String post = name + ": POST";
        assertThat(server.http.get("/api/demo", server.host(), post, cookie).status())
                .isIn(403, 404);
        assertThat(server.http
                        .get("/api/demo?_method=POST", server.host(), server.origin(), post, cookie)
                        .status())
                .isIn(403, 404);
        assertThat(server.http
                        .send("POST", "/api/demo", "", server.host(), name + ": GET", cookie)
                        .status())
                .as("a POST from nowhere stays one")
                .isEqualTo(403);
        assertThat(server.sources.demoRuns()).isFalse();
    }
}
