package dev.fresnel.kube.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.ExecPlugin;
import dev.fresnel.kube.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Login programs: good ones, slow ones, broken ones. Each is a script that the test writes. */
@Timeout(30)
class ExecPluginTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final String HINT = "Install it with: brew install kubelogin";

    @TempDir
    Path folder;

    @Test
    void a_token_is_kept_until_it_expires_and_the_program_runs_once_for_all_who_wait() throws Exception {
        Path plugin = script("echo run >> \"$0.runs\"\n" + prints("""
                {"token":"t-'$(wc -l < "$0.runs" | tr -d ' ')'","expirationTimestamp":"2026-11-22T14:05:00Z"}"""));
        MovingClock clock = new MovingClock();
        ExecCredentials credentials = credentials(plugin, clock, Duration.ofSeconds(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Credentials>> asked = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(credentials::current))
                    .toList();
            for (Future<Credentials> each : asked) {
                assertThat(token(each.get())).isEqualTo("Bearer t-1");
            }
        }
        clock.now = NOW.plus(Duration.ofMinutes(4));
        assertThat(token(credentials.current())).isEqualTo("Bearer t-1");
        clock.now = NOW.plus(Duration.ofMinutes(4).plusSeconds(55));
        assertThat(token(credentials.current())).isEqualTo("Bearer t-2");
    }

    @Test
    void after_a_refusal_it_is_asked_anew_once() throws Exception {
        Path plugin = script("echo run >> \"$0.runs\"\n" + prints("""
                {"token":"t-'$(wc -l < "$0.runs" | tr -d ' ')'"}"""));
        try (ScriptedServer server = ScriptedServer.plain().on("/", exchange -> {
                    boolean good =
                            "Bearer t-2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    ScriptedServer.reply(exchange, good ? 200 : 401, "application/json", ScriptedServer.VERSION);
                });
                ApiServer api = Contexts.connect(
                        Contexts.context(
                                Contexts.cluster(server.http(), null),
                                Contexts.exec(Contexts.plugin(plugin.toString(), ""))),
                        new MovingClockForward(),
                        Map.of("PATH", "/usr/bin:/bin"))) {
            assertThat(new ApiReader(api)
                            .json(ApiRequest.get("/version"))
                            .path("minor")
                            .asString())
                    .isEqualTo("36");
            assertThat(server.asked).hasSize(2);
        }
    }

    @Test
    void arguments_and_variables_reach_it_as_they_are_and_no_shell_sees_them() throws Exception {
        Path plugin = script("printf '%s\\n' \"$@\" \"$REGION\" \"$KUBERNETES_EXEC_INFO\" > \"$0.seen\"\n"
                + prints("{\"token\":\"t\"}"));
        ExecPlugin nasty = new ExecPlugin(
                "client.authentication.k8s.io/v1",
                plugin.toString(),
                List.of("$(touch pwned)", "a b; `id`", "*"),
                Map.of("REGION", new Secret("eu'\"$HOME")),
                true,
                "",
                ExecPlugin.InteractiveMode.IF_AVAILABLE);
        ClusterEntry cluster = new ClusterEntry(
                "c", URI.create("https://c:6443"), null, false, "name", null, false, Map.of("audience", "me"));

        new ExecRun(nasty, cluster, environment(Duration.ofSeconds(20)), Clock.systemUTC()).run();

        List<String> seen = Files.readAllLines(Path.of(plugin + ".seen"));
        assertThat(seen.subList(0, 4)).containsExactly("$(touch pwned)", "a b; `id`", "*", "eu'\"$HOME");
        JsonNode info = JsonMapper.shared().readTree(seen.get(4));
        assertThat(info.path("apiVersion").asString()).isEqualTo("client.authentication.k8s.io/v1");
        assertThat(info.at("/spec/interactive").asBoolean(true)).isFalse();
        assertThat(info.at("/spec/cluster/server").asString()).isEqualTo("https://c:6443");
        assertThat(info.at("/spec/cluster/tls-server-name").asString()).isEqualTo("name");
        assertThat(info.at("/spec/cluster/config/audience").asString()).isEqualTo("me");
        assertThat(Files.exists(Path.of("pwned"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo 'no session' >&2; exit 254 | failed with exit status 254: no session",
                "exit 3                          | failed with exit status 3, without a word",
                "exit 0                          | printed nothing",
                "echo 'token: canary'            | printed 14 bytes that are not JSON",
                "echo '[1]'                      | printed JSON that is not an ExecCredential",
                "echo '{\"kind\":\"Pod\"}'       | printed JSON that is not an ExecCredential",
                "PRINT {}                        | printed neither a token nor a client certificate",
                "PRINT {\"clientKeyData\":\"canary\",\"token\":\"canary\"} | a key without its certificate",
                "PRINT {\"token\":\"canary\",\"expirationTimestamp\":\"soon\"} | that is not a time",
                "PRINT {\"token\":\"canary\",\"expirationTimestamp\":\"2026-11-22T13:57:00Z\"} | expired 3 min ago",
                "BETA                            | answered in version client.authentication.k8s.io/v1beta1",
                "sleep 600                       | did not finish within 1 s and was ended",
                "sleep 600 & wait                | did not finish within 1 s and was ended",
            })
    void what_goes_wrong_is_told_with_what_to_do_and_without_what_it_printed(String body, String message)
            throws Exception {
        String text = body.startsWith("PRINT ") ? prints(body.substring(6)) : body;
        String beta = prints("{\"token\":\"t\"}").replace("io/v1", "io/v1beta1");
        Path plugin = script(text.equals("BETA") ? beta : text);

        CredentialsException failure = failure(plugin.toString(), Duration.ofSeconds(1));

        assertThat(failure)
                .hasMessageContaining("the login program " + plugin + " ")
                .hasMessageContaining(message);
        assertThat(failure.advice()).startsWith("Run it in a terminal");
        assertThat(failure).hasMessageNotContaining("canary");
    }

    @Test
    void an_absent_program_is_told_apart_from_one_that_fails() throws Exception {
        assertThat(failure("no-such-login", Duration.ofSeconds(1)))
                .hasMessage("the login program no-such-login was not found on the PATH (/usr/bin:/bin). " + HINT);
        assertThat(failure(folder.resolve("gone").toString(), Duration.ofSeconds(1)))
                .hasMessageContaining("does not exist");
        Path plain = Files.writeString(folder.resolve("plain"), "not a program");
        assertThat(failure(plain.toString(), Duration.ofSeconds(1)))
                .hasMessageContaining("plain cannot be run (Permission denied). Run it in a terminal");
    }

    @Test
    void a_program_that_wants_a_terminal_is_not_run() {
        ExecPlugin plugin = new ExecPlugin(
                "client.authentication.k8s.io/v1",
                "login",
                List.of(),
                Map.of(),
                false,
                "",
                ExecPlugin.InteractiveMode.ALWAYS);
        ExecRun run = new ExecRun(plugin, cluster(), environment(Duration.ofSeconds(1)), Clock.systemUTC());

        assertThat(catchThrowableOfType(CredentialsException.class, run::run))
                .hasMessageContaining("on a terminal")
                .hasMessageContaining("Sign in with it in a terminal");
    }

    @Test
    void a_program_that_hangs_ends_with_the_connection() throws Exception {
        Path plugin = script("echo started > \"$0.started\"\nexec sleep 600");
        ExecCredentials credentials = credentials(plugin, Clock.systemUTC(), Duration.ofMinutes(5));
        FutureTask<Throwable> asking =
                new FutureTask<>(() -> catchThrowableOfType(CredentialsException.class, credentials::current));
        Thread.ofVirtual().start(asking);
        while (!Files.exists(Path.of(plugin + ".started"))) {
            Thread.onSpinWait();
        }

        credentials.close();

        assertThat(asking.get()).hasMessageContaining("was ended with the connection");
    }

    @Test
    void what_it_started_ends_with_it_from_the_top() throws Exception {
        Path plugin = script("echo $$ > \"$0.pid\"\nsleep 600\ntouch \"$0.went-on\"\nsleep 600");
        ExecCredentials credentials = credentials(plugin, Clock.systemUTC(), Duration.ofMinutes(5));
        FutureTask<Throwable> asking =
                new FutureTask<>(() -> catchThrowableOfType(CredentialsException.class, credentials::current));
        Thread.ofVirtual().start(asking);
        ProcessHandle program = running(plugin);
        while (program.children().findAny().isEmpty()) {
            Thread.onSpinWait();
        }
        ProcessHandle started = program.children().findAny().orElseThrow();

        credentials.close();

        program.onExit().get();
        started.onExit().get();
        assertThat(asking.get()).isNotNull();
        assertThat(Path.of(plugin + ".went-on")).doesNotExist();
    }

    @Test
    void whoever_waits_for_it_the_connector_ends_it_and_starts_no_other() throws Exception {
        Path plugin = script("echo $$ > \"$0.pid\"\nexec sleep 600");
        Connector connector = new Connector(Clock.systemUTC(), "fresnel/test", Map.of("PATH", "/usr/bin:/bin"));
        ApiServer server = connector.connect(Contexts.context(
                Contexts.cluster(URI.create("https://127.0.0.1:1"), null),
                Contexts.exec(Contexts.plugin(plugin.toString(), ""))));
        FutureTask<Throwable> asking = new FutureTask<>(
                () -> catchThrowableOfType(IOException.class, () -> server.open(ApiRequest.get("/version"))));
        Thread.ofVirtual().start(asking);
        ProcessHandle program = running(plugin);

        connector.close();

        program.onExit().get();
        assertThat(asking.get()).isNotNull();
        ApiServer next = connector.connect(Contexts.context(
                Contexts.cluster(URI.create("https://127.0.0.1:1"), null),
                Contexts.exec(Contexts.plugin(plugin.toString(), ""))));
        assertThat(catchThrowableOfType(IOException.class, () -> next.open(ApiRequest.get("/version"))))
                .hasMessageContaining("Fresnel is stopping");
    }

    /** The program, once it says that it runs. */
    private static ProcessHandle running(Path plugin) throws IOException {
        Path said = Path.of(plugin + ".pid");
        while (!Files.exists(said) || !Files.readString(said).endsWith("\n")) {
            Thread.onSpinWait();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(said).strip())).orElseThrow();
    }

    @Test
    void a_failure_is_kept_for_a_moment_so_that_others_do_not_wait_for_the_same() throws Exception {
        Path plugin = script("echo run >> \"$0.runs\"\nexit 1");
        MovingClock clock = new MovingClock();
        ExecCredentials credentials = credentials(plugin, clock, Duration.ofSeconds(20));
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(CredentialsException.class, credentials::current))
                    .isNotNull();
        }
        assertThat(Files.readAllLines(Path.of(plugin + ".runs"))).hasSize(1);
        clock.now = NOW.plusSeconds(11);
        assertThat(catchThrowableOfType(CredentialsException.class, credentials::current))
                .isNotNull();
        assertThat(Files.readAllLines(Path.of(plugin + ".runs"))).hasSize(2);
    }

    private CredentialsException failure(String command, Duration limit) {
        ExecPlugin plugin = Contexts.plugin(command, HINT);
        ExecRun run = new ExecRun(plugin, cluster(), environment(limit), Clock.fixed(NOW, ZoneOffset.UTC));
        CredentialsException failure = catchThrowableOfType(CredentialsException.class, run::run);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static ExecCredentials credentials(Path plugin, Clock clock, Duration limit) {
        return new ExecCredentials(Contexts.plugin(plugin.toString(), ""), cluster(), environment(limit), clock);
    }

    private static ExecEnvironment environment(Duration limit) {
        return new ExecEnvironment(Map.of("PATH", "/usr/bin:/bin"), limit, new LoginPrograms());
    }

    private static ClusterEntry cluster() {
        return Contexts.cluster(URI.create("https://c:6443"), null);
    }

    private static String prints(String status) {
        return "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":"
                + status + "}'";
    }

    private static String token(Credentials credentials) {
        return credentials.authorization() == null
                ? ""
                : credentials.authorization().reveal();
    }

    private Path script(String body) throws IOException {
        Path file = folder.resolve("login");
        Files.write(file, ("#!/bin/sh\n" + body + "\n").getBytes(UTF_8));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Stands still until it is moved. */
    private static class MovingClock extends Clock {
        volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A minute passes whenever someone looks. */
    private static final class MovingClockForward extends MovingClock {
        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }
    }
}
