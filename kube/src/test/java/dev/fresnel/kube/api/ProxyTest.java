package dev.fresnel.kube.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Secret;
import dev.fresnel.kube.config.UserEntry;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of the kubeconfig and of the environment. */
@Timeout(30)
class ProxyTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate OWN = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("api.invalid")
            .signedBy(AUTHORITY)
            .build();

    @Test
    void an_http_proxy_carries_the_connection_and_gets_its_password() throws Exception {
        try (ScriptedServer server = serve();
                TunnelProxy proxy = TunnelProxy.http(server.port(), null)) {
            assertThat(version(server, "http://me:pw@localhost:" + proxy.port()))
                    .isEqualTo("v1.36.3");
            assertThat(proxy.seen)
                    .anyMatch(line -> line.equals("CONNECT api.invalid:" + server.port() + " HTTP/1.1"))
                    .anyMatch(line -> line.equals("Proxy-Authorization: Basic "
                            + Base64.getEncoder().encodeToString("me:pw".getBytes(US_ASCII))));
        }
    }

    @Test
    void an_https_proxy_is_spoken_to_in_tls() throws Exception {
        HandshakeCertificates tls =
                new HandshakeCertificates.Builder().heldCertificate(OWN).build();
        try (ScriptedServer server = serve();
                TunnelProxy proxy = TunnelProxy.http(server.port(), tls)) {
            assertThat(version(server, "https://localhost:" + proxy.port())).isEqualTo("v1.36.3");
        }
    }

    @Test
    void a_socks_proxy_looks_the_name_up() throws Exception {
        try (ScriptedServer server = serve();
                TunnelProxy proxy = TunnelProxy.socks(server.port())) {
            assertThat(version(server, "socks5://localhost:" + proxy.port())).isEqualTo("v1.36.3");
            assertThat(proxy.seen).contains("api.invalid");
        }
    }

    @Test
    void a_proxy_that_is_away_is_named_without_its_password() throws Exception {
        try (ScriptedServer server = serve()) {
            int nobody;
            try (ScriptedServer gone = ScriptedServer.plain()) {
                nobody = gone.port();
            }
            UnreachableException failure = catchThrowableOfType(
                    UnreachableException.class, () -> version(server, "http://me:canary@localhost:" + nobody));

            assertThat(failure.problem()).isInstanceOf(ConnectionProblem.ProxyFailed.class);
            assertThat(failure).hasMessageContaining("the proxy localhost:" + nobody + " failed");
            assertThat(failure).hasMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.example.com:6443 | ''                  | true",
                "https://api.example.com:6443 | example.com         | false",
                "https://api.example.com:6443 | .example.com        | false",
                "https://api.example.com:6443 | ample.com           | true",
                "https://example.com:6443     | .example.com        | true",
                "https://api.example.com:6443 | a, *.example.com ,b | false",
                "https://api.example.com:6443 | api.example.com:443 | true",
                "https://api.example.com:6443 | api.example.com:6443| false",
                "https://api.example.com:6443 | *                   | false",
                "https://10.1.2.3:6443        | 10.0.0.0/8          | false",
                "https://11.1.2.3:6443        | 10.0.0.0/8          | true",
                "https://10.1.2.3:6443        | 10.1.2.3            | false",
                "https://[fd00::1]:6443       | fd00::/8            | false",
                "https://10.1.2.3:6443        | 10.0.0.0/99,x/y     | true",
                "https://localhost:6443       | ''                  | false",
                "https://127.0.0.1:6443       | ''                  | false",
            })
    void the_environment_names_a_proxy_and_who_does_without(String server, String noProxy, boolean proxied) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "proxy.example:3128", "no_proxy", noProxy);

        assertThat(ProxyChoice.of(Contexts.cluster(URI.create(server), null), environment)
                        .isPresent())
                .isEqualTo(proxied);
    }

    private static ScriptedServer serve() throws Exception {
        return ScriptedServer.secure(OWN, null).on("/version", 200, "application/json", ScriptedServer.VERSION);
    }

    /** Under a name that only a proxy can make something of. */
    private static String version(ScriptedServer server, String proxy) throws Exception {
        ClusterEntry plain = Contexts.cluster(server.https("api.invalid"), AUTHORITY.certificatePem());
        ClusterEntry proxied = new ClusterEntry(
                "c", plain.server(), plain.certificateAuthority(), false, null, new Secret(proxy), false, null);
        try (ApiServer api = Contexts.connect(Contexts.context(proxied, UserEntry.ANONYMOUS))) {
            return new ApiReader(api)
                    .json(ApiRequest.get("/version"))
                    .path("gitVersion")
                    .asString();
        }
    }
}
