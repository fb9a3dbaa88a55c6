package dev.fresnel.kube.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.config.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way not to reach a cluster has a sentence of its own. */
@Timeout(30)
class ConnectionProblemsTest {

    @Test
    void a_host_without_an_address() {
        assertThat(problem(Contexts.anonymous(URI.create("https://nowhere.invalid:6443")))
                        .sentence())
                .isEqualTo(
                        "Unreachable: DNS lookup of nowhere.invalid failed, no such host. Check the network or VPN, and"
                                + " the server's name in the kubeconfig.");
    }

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(problem(Contexts.anonymous(URI.create("https://127.0.0.1:" + port))))
                .isEqualTo(new ConnectionProblem.Refused("127.0.0.1", port));
    }

    @Test
    void a_server_that_says_nothing_is_given_up_after_the_time_of_the_request() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ApiServer server =
                        Contexts.connect(Contexts.anonymous(URI.create("http://127.0.0.1:" + socket.getLocalPort())))) {
            ApiRequest request = ApiRequest.get("/version").within(Duration.ofMillis(200));

            UnreachableException failure = catchThrowableOfType(UnreachableException.class, () -> server.open(request));

            assertThat(failure.problem()).isInstanceOf(ConnectionProblem.Silent.class);
        }
    }

    @Test
    void a_web_page_is_no_api_server() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain().on("/", 200, "text/html; charset=utf-8", "<html>Welcome</html>")) {
            assertThat(problem(Contexts.anonymous(server.http())).reason())
                    .isEqualTo("127.0.0.1 answers, but is not a Kubernetes API server (/version answers 200 with a web"
                            + " page)");
        }
    }

    @Test
    void a_redirect_to_a_login_page_is_told_and_not_followed() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain().on("/version", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://login.example/start?state=secret");
            exchange.sendResponseHeaders(302, -1);
        })) {
            assertThat(problem(Contexts.context(Contexts.cluster(server.http(), null), Contexts.token("t")))
                            .reason())
                    .contains("/version leads to https://login.example/start)");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void json_that_is_no_version_is_no_api_server() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain().on("/", 200, "application/json", "{\"version\":7}")) {
            assertThat(problem(Contexts.anonymous(server.http()))).isInstanceOf(ConnectionProblem.NotKubernetes.class);
        }
    }

    @Test
    void an_answer_that_does_not_end_is_no_api_server() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain().on("/version", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = "[".repeat(1 << 16).getBytes(UTF_8);
            for (int i = 0; i < 17; i++) {
                exchange.getResponseBody().write(much);
            }
        })) {
            assertThat(problem(Contexts.anonymous(server.http())).reason())
                    .contains("not a Kubernetes API server (the answer to /version does not end)");
        }
    }

    @Test
    void an_answer_that_trickles_is_given_up() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.plain().on("/slow", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    await(done);
                });
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            ApiReader reader = new ApiReader(api, 100, Duration.ofMillis(200));

            assertThat(catchThrowableOfType(EndlessAnswerException.class, () -> reader.ask(ApiRequest.get("/slow"))))
                    .hasMessageContaining("The answer to /slow has not ended");
            done.countDown();
        }
    }

    @Test
    void a_version_is_not_longer_than_one() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain()
                .on("/version", 200, "application/json", "{\"gitVersion\":\"" + "v".repeat(5000) + "\"}")) {
            assertThat(read(Contexts.anonymous(server.http()), Clock.systemUTC())
                            .version())
                    .hasSize(65);
        }
    }

    @Test
    void a_page_of_a_gateway_is_not_quoted() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain().on("/", 503, "text/html", "<html><script>alert(1)</script></html>")) {
            assertThat(problem(Contexts.anonymous(server.http())).reason())
                    .isEqualTo("the API server answered 503 (with a web page)");
        }
    }

    @Test
    void a_token_that_cannot_be_sent_is_said_and_not_shown() {
        Context context = Contexts.context(
                Contexts.cluster(URI.create("http://127.0.0.1:1"), null), Contexts.token("canary\r\nX-Evil: 1"));

        assertThat(problem(context).sentence())
                .startsWith("Unauthorised: token holds a line break")
                .doesNotContain("canary");
    }

    @Test
    void something_that_does_not_speak_http() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getOutputStream().write("SSH-2.0-OpenSSH\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(problem(Contexts.anonymous(URI.create("http://127.0.0.1:" + socket.getLocalPort()))))
                    .isInstanceOf(ConnectionProblem.NotKubernetes.class);
        }
    }

    @Test
    void a_gateway_in_trouble_is_told_in_its_words() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain().on("/", 502, "text/plain", "upstream is away")) {
            assertThat(problem(Contexts.anonymous(server.http())).reason())
                    .isEqualTo("the API server answered 502 (upstream is away)");
        }
    }

    @Test
    void who_may_not_ask_for_the_version_is_connected_all_the_same() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain()
                .on("/version", 403, "application/json", "{\"kind\":\"Status\",\"code\":403,\"message\":\"no\"}")) {
            ServerInfo info = read(Contexts.anonymous(server.http()), Clock.systemUTC());
            assertThat(info.version()).isEmpty();
            assertThat(info.minor()).isEqualTo(-1);
        }
    }

    @Test
    void an_expired_token_tells_how_long_ago() throws Exception {
        Instant now = Instant.parse("2026-11-22T14:03:00Z");
        String payload = "{\"exp\":" + now.minusSeconds(200).getEpochSecond() + "}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)) + ".c2ln";
        try (ScriptedServer server = refusing()) {
            Context context = Contexts.context(Contexts.cluster(server.http(), null), Contexts.token(token));
            UnreachableException failure = catchThrowableOfType(
                    UnreachableException.class, () -> read(context, Clock.fixed(now, ZoneOffset.UTC)));

            assertThat(failure).hasMessageStartingWith("Unauthorised: token expired 3 min ago. ");
            assertThat(failure.problem().unauthorised()).isTrue();
        }
    }

    @Test
    void a_token_nobody_knows_and_none_at_all_are_told_apart() throws Exception {
        try (ScriptedServer server = refusing()) {
            assertThat(problem(Contexts.context(Contexts.cluster(server.http(), null), Contexts.token("opaque")))
                            .reason())
                    .isEqualTo("the server does not accept the token");
            assertThat(problem(Contexts.anonymous(server.http())).reason())
                    .isEqualTo("the server wants credentials and the kubeconfig has none");
        }
    }

    @Test
    void the_servers_clock_is_compared_with_ours() throws Exception {
        Instant ours = Instant.now().minus(Duration.ofMinutes(10));
        try (ScriptedServer server =
                ScriptedServer.plain().on("/version", 200, "application/json", ScriptedServer.VERSION)) {
            ServerInfo info = read(Contexts.anonymous(server.http()), Clock.fixed(ours, ZoneOffset.UTC));
            assertThat(info.clockOffset()).isCloseTo(Duration.ofMinutes(10), Duration.ofSeconds(5));
            assertThat(info.minor()).isEqualTo(36);
        }
    }

    @Test
    void a_body_can_be_closed_while_another_thread_reads_it() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.plain().on("/stream", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("first".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    await(done);
                });
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            StreamedResponse response = api.open(ApiRequest.get("/stream"));
            Exchanger<String> first = new Exchanger<>();
            FutureTask<Throwable> reader = new FutureTask<>(() -> {
                InputStream body = response.body();
                first.exchange(new String(body.readNBytes(5), UTF_8));
                return catchThrowableOfType(IOException.class, body::read);
            });
            Thread.ofVirtual().start(reader);
            assertThat(first.exchange("")).isEqualTo("first");

            response.close();

            assertThat(reader.get()).hasMessage("The response was closed.");
            done.countDown();
        }
    }

    @Test
    void closing_the_server_ends_what_is_being_read() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.plain().on("/stream", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            await(done);
        })) {
            ApiServer api = Contexts.connect(Contexts.anonymous(server.http()));
            StreamedResponse response = api.open(ApiRequest.get("/stream"));
            FutureTask<Throwable> reader =
                    new FutureTask<>(() -> catchThrowableOfType(IOException.class, response.body()::read));
            Thread.ofVirtual().start(reader);

            api.close();

            assertThat(reader.get()).isInstanceOf(IOException.class);
            assertThat(catchThrowableOfType(IOException.class, () -> api.open(ApiRequest.get("/stream"))))
                    .hasMessageContaining("is closed");
            done.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScriptedServer refusing() throws IOException {
        return ScriptedServer.plain()
                .on(
                        "/version",
                        401,
                        "application/json",
                        "{\"kind\":\"Status\",\"code\":401,\"reason\":\"Unauthorized\"}");
    }

    private static ServerInfo read(Context context, Clock clock) throws Exception {
        try (ApiServer server = Contexts.connect(context, clock, Map.of())) {
            return ServerInfo.read(server, context, clock);
        }
    }

    private static ConnectionProblem problem(Context context) {
        UnreachableException failure =
                catchThrowableOfType(UnreachableException.class, () -> read(context, Clock.systemUTC()));
        assertThat(failure).isNotNull();
        return failure.problem();
    }
}
