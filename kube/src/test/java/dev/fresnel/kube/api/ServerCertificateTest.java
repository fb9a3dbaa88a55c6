package dev.fresnel.kube.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Pem;
import dev.fresnel.kube.config.UserEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom Fresnel trusts, and what it says where it does not. */
@Timeout(30)
class ServerCertificateTest {

    private static final HeldCertificate AUTHORITY = authority("Test CA");
    private static final HeldCertificate OTHER_AUTHORITY = authority("Other CA");

    @Test
    void a_certificate_of_the_clusters_authority_is_trusted() throws Exception {
        try (ScriptedServer server = serve(certificate("localhost"))) {
            assertThat(version(server.https("localhost"), AUTHORITY, null)).isEqualTo("v1.36.3");
        }
    }

    @Test
    void an_authority_that_did_not_sign_it_is_named() throws Exception {
        try (ScriptedServer server = serve(certificate("localhost"))) {
            assertThat(problem(server.https("localhost"), OTHER_AUTHORITY, null))
                    .isInstanceOfSatisfying(ConnectionProblem.UnknownAuthority.class, problem -> {
                        assertThat(problem.reason())
                                .isEqualTo("certificate of the server was signed by an unknown authority (CN=Test CA)");
                        assertThat(problem.advice()).contains("another cluster");
                    });
            assertThat(problem(server.https("localhost"), null, null).advice()).contains("certificate-authority-data");
        }
    }

    @Test
    void an_expired_certificate_tells_its_day() throws Exception {
        Instant until = Instant.parse("2025-11-02T10:00:00Z");
        HeldCertificate expired = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .validityInterval(until.minusSeconds(86_400).toEpochMilli(), until.toEpochMilli())
                .build();
        try (ScriptedServer server = serve(expired)) {
            assertThat(problem(server.https("localhost"), AUTHORITY, null).sentence())
                    .startsWith("Unreachable: certificate of the server expired on 2 Nov 2025. ");
        }
    }

    @Test
    void a_certificate_of_tomorrow_points_at_the_clock() throws Exception {
        Instant from = Instant.now().plusSeconds(86_400);
        HeldCertificate early = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .validityInterval(from.toEpochMilli(), from.plusSeconds(86_400).toEpochMilli())
                .build();
        try (ScriptedServer server = serve(early)) {
            assertThat(problem(server.https("localhost"), AUTHORITY, null))
                    .isInstanceOf(ConnectionProblem.CertificateNotYetValid.class);
        }
    }

    @Test
    void a_certificate_for_other_hosts_tells_for_which() throws Exception {
        try (ScriptedServer server = serve(certificate("kubernetes", "10.96.0.1"))) {
            assertThat(problem(server.https("localhost"), AUTHORITY, null).reason())
                    .isEqualTo("certificate of the server is for 10.96.0.1, kubernetes, not for localhost");
        }
    }

    @Test
    void a_tls_server_name_is_expected_in_place_of_the_host() throws Exception {
        try (ScriptedServer server = serve(certificate("kubernetes"))) {
            assertThat(version(server.https("127.0.0.1"), AUTHORITY, "kubernetes"))
                    .isEqualTo("v1.36.3");
            assertThat(problem(server.https("127.0.0.1"), AUTHORITY, "other").reason())
                    .endsWith("not for other");
        }
    }

    @Test
    void any_certificate_will_do_where_the_kubeconfig_says_so() throws Exception {
        try (ScriptedServer server = serve(certificate("elsewhere"))) {
            ClusterEntry insecure =
                    new ClusterEntry("c", server.https("localhost"), null, true, null, null, false, null);
            assertThat(version(insecure)).isEqualTo("v1.36.3");
        }
    }

    @Test
    void plain_http_where_https_was_expected_is_said() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(socket));
            assertThat(problem(URI.create("https://localhost:" + socket.getLocalPort()), AUTHORITY, null))
                    .isInstanceOf(ConnectionProblem.TlsFailed.class)
                    .satisfies(problem -> assertThat(problem.advice()).contains("speaks https"));
        }
    }

    @Test
    void an_authority_that_is_missing_or_no_certificate_is_said() {
        URI server = URI.create("https://localhost:1");
        ClusterEntry missing = new ClusterEntry(
                "c", server, new Pem.InFile(Path.of("/missing/ca.crt")), false, null, null, false, null);

        assertThat(problem(missing).sentence()).contains("certificate-authority of cluster c", "/missing/ca.crt");
        assertThat(problem(Contexts.cluster(server, "not PEM")).sentence()).contains("there is no certificate in it");
    }

    private static void answerPlainly(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScriptedServer serve(HeldCertificate certificate) throws IOException {
        return ScriptedServer.secure(certificate, null).on("/version", 200, "application/json", ScriptedServer.VERSION);
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    private static HeldCertificate certificate(String... names) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder().signedBy(AUTHORITY);
        List.of(names).forEach(builder::addSubjectAlternativeName);
        return builder.build();
    }

    private static String version(URI server, @Nullable HeldCertificate authority, @Nullable String name)
            throws Exception {
        return version(cluster(server, authority, name));
    }

    private static String version(ClusterEntry cluster) throws Exception {
        try (ApiServer server = Contexts.connect(Contexts.context(cluster, UserEntry.ANONYMOUS))) {
            return ServerInfo.read(server, Contexts.context(cluster, UserEntry.ANONYMOUS), Clock.systemUTC())
                    .version();
        }
    }

    private static ConnectionProblem problem(URI server, @Nullable HeldCertificate authority, @Nullable String name) {
        return problem(cluster(server, authority, name));
    }

    private static ConnectionProblem problem(ClusterEntry cluster) {
        UnreachableException failure = catchThrowableOfType(UnreachableException.class, () -> version(cluster));
        assertThat(failure).isNotNull();
        return failure.problem();
    }

    private static ClusterEntry cluster(URI server, @Nullable HeldCertificate authority, @Nullable String name) {
        ClusterEntry plain = Contexts.cluster(server, authority == null ? null : authority.certificatePem());
        return new ClusterEntry("c", server, plain.certificateAuthority(), false, name, null, false, null);
    }
}
