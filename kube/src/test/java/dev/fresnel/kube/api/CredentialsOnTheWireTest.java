package dev.fresnel.kube.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsExchange;
import dev.fresnel.kube.config.AuthProvider;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Impersonation;
import dev.fresnel.kube.config.Secret;
import dev.fresnel.kube.config.UserEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server gets to see of a user. */
@Timeout(30)
class CredentialsOnTheWireTest {

    @TempDir
    Path folder;

    @Test
    void a_token_and_impersonation_go_as_headers() throws Exception {
        Impersonation jane = new Impersonation(
                "jane", "7", List.of("dev", "ops"), Map.of("example.com/reason", List.of("night call")));
        UserEntry user = new UserEntry("u", new Secret("sesame"), null, null, null, null, null, null, null, jane);
        try (ScriptedServer server = answering()) {
            ask(server, user);

            var headers = server.asked.getFirst().headers();
            assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer sesame");
            assertThat(headers.getFirst("Impersonate-User")).isEqualTo("jane");
            assertThat(headers.getFirst("Impersonate-Uid")).isEqualTo("7");
            assertThat(headers.get("Impersonate-Group")).containsExactly("dev", "ops");
            assertThat(headers.getFirst("Impersonate-Extra-example.com%2Freason"))
                    .isEqualTo("night call");
            assertThat(headers.getFirst("User-Agent")).isEqualTo("fresnel/test");
        }
    }

    @Test
    void a_user_name_and_password_go_as_basic_authentication() throws Exception {
        UserEntry user = new UserEntry("u", null, null, null, null, "ann", new Secret("p:w"), null, null, null);
        try (ScriptedServer server = answering()) {
            ask(server, user);

            assertThat(server.asked.getFirst().headers().getFirst("Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("ann:p:w".getBytes(UTF_8)));
        }
    }

    @Test
    void a_token_file_is_read_again_and_wins_over_the_token() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        UserEntry user = new UserEntry("u", new Secret("inline"), file, null, null, null, null, null, null, null);
        try (ScriptedServer server = answering();
                ApiServer api = Contexts.connect(Contexts.context(Contexts.cluster(server.http(), null), user))) {
            ApiReader reader = new ApiReader(api);
            reader.json(ApiRequest.get("/version"));
            Files.writeString(file, "second");
            reader.json(ApiRequest.get("/version"));
            Files.delete(file);
            reader.json(ApiRequest.get("/version"));

            assertThat(server.asked)
                    .extracting(asked -> asked.headers().getFirst("Authorization"))
                    .containsExactly("Bearer first", "Bearer second", "Bearer inline");
        }
    }

    @Test
    void a_missing_token_file_is_said() {
        UserEntry user = new UserEntry("u", null, folder.resolve("gone"), null, null, null, null, null, null, null);

        assertThat(catchThrowableOfType(UnreachableException.class, () -> {
                    try (ScriptedServer server = answering()) {
                        ask(server, user);
                    }
                }))
                .hasMessageStartingWith("Unauthorised: the token file " + folder.resolve("gone") + " cannot be read. ");
    }

    @Test
    void client_certificates_with_keys_of_every_form_are_shown() throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate rsa = client(authority, "rsa").rsa2048().build();
        HeldCertificate ec = client(authority, "ec").ecdsa256().build();
        Map<String, UserEntry> users = Map.of(
                "CN=rsa", Contexts.certificate(rsa.certificatePem(), rsa.privateKeyPkcs1Pem()),
                "CN=ec", Contexts.certificate(ec.certificatePem(), sec1(ec)),
                "CN=pkcs8", pkcs8(client(authority, "pkcs8").ecdsa256().build()));
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
        try (ScriptedServer server = ScriptedServer.secure(own, authority).on("/version", exchange -> {
            String name = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
            ScriptedServer.reply(exchange, 200, "application/json", "{\"gitVersion\":\"" + name + "\"}");
        })) {
            for (Map.Entry<String, UserEntry> user : users.entrySet()) {
                Context context = Contexts.context(
                        Contexts.cluster(server.https("localhost"), authority.certificatePem()), user.getValue());
                try (ApiServer api = Contexts.connect(context)) {
                    assertThat(new ApiReader(api)
                                    .json(ApiRequest.get("/version"))
                                    .path("gitVersion")
                                    .asString())
                            .isEqualTo(user.getKey());
                }
            }
        }
    }

    @Test
    void a_key_that_is_none_is_said() {
        HeldCertificate certificate = new HeldCertificate.Builder().build();
        String label = "ENCRYPTED PRIVATE KEY";
        String key = "-----BEGIN " + label + "-----\nAA==\n-----END " + label + "-----\n";
        UserEntry user = Contexts.certificate(certificate.certificatePem(), key);

        assertThat(catchThrowableOfType(UnreachableException.class, () -> {
                    try (ScriptedServer server = answering()) {
                        ask(server, user);
                    }
                }))
                .hasMessageContaining("the key is encrypted");
    }

    @Test
    void oidc_uses_the_id_token_while_it_lasts_and_then_the_refresh_token() throws Exception {
        AtomicReference<String> issuer = new AtomicReference<>("");
        String fresh = jwt(Instant.now().plusSeconds(3600));
        try (ScriptedServer idp = ScriptedServer.plain()
                        .on(
                                "/.well-known/openid-configuration",
                                exchange -> ScriptedServer.reply(
                                        exchange,
                                        200,
                                        "application/json",
                                        "{\"token_endpoint\":\"" + issuer.get() + "/token\"}"))
                        .on(
                                "/token",
                                200,
                                "application/json",
                                "{\"id_token\":\"" + fresh + "\",\"refresh_token\":\"r2\"}");
                ScriptedServer server = answering()) {
            issuer.set(idp.http().toString());
            ask(server, oidc(jwt(Instant.now().plusSeconds(600)), issuer.get()));
            assertThat(idp.asked).isEmpty();

            ask(server, oidc(jwt(Instant.now().minusSeconds(600)), issuer.get()));

            assertThat(server.asked.getLast().headers().getFirst("Authorization"))
                    .isEqualTo("Bearer " + fresh);
            ScriptedServer.Asked refresh = idp.asked.getLast();
            assertThat(refresh.body()).isEqualTo("grant_type=refresh_token&refresh_token=r1");
            assertThat(refresh.headers().getFirst("Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("id:s".getBytes(UTF_8)));
        }
    }

    @Test
    void an_identity_provider_that_refuses_is_quoted() throws Exception {
        try (ScriptedServer idp = ScriptedServer.plain();
                ScriptedServer server = answering()) {
            idp.on("/", 200, "application/json", "{\"token_endpoint\":\"" + idp.http() + "/token\"}")
                    .on("/token", 400, "application/json", "{\"error_description\":\"Session expired\"}");

            assertThat(catchThrowableOfType(
                            UnreachableException.class,
                            () -> ask(server, oidc("", idp.http().toString()))))
                    .hasMessage("Unauthorised: the identity provider answered 400: Session expired. Sign in again, for"
                            + " example with kubelogin.");
        }
    }

    private static ScriptedServer answering() throws IOException {
        return ScriptedServer.plain().on("/version", 200, "application/json", ScriptedServer.VERSION);
    }

    private static void ask(ScriptedServer server, UserEntry user) throws Exception {
        try (ApiServer api = Contexts.connect(Contexts.context(Contexts.cluster(server.http(), null), user))) {
            new ApiReader(api).json(ApiRequest.get("/version"));
        }
    }

    private static UserEntry oidc(String idToken, String issuer) {
        AuthProvider provider = new AuthProvider(
                "oidc",
                Map.of(
                        "id-token", new Secret(idToken),
                        "refresh-token", new Secret("r1"),
                        "client-id", new Secret("id"),
                        "client-secret", new Secret("s"),
                        "idp-issuer-url", new Secret(issuer)));
        return new UserEntry("u", null, null, null, null, null, null, null, provider, null);
    }

    private static String jwt(Instant end) {
        String payload = "{\"exp\":" + end.getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)) + ".c2ln";
    }

    private static HeldCertificate.Builder client(HeldCertificate authority, String name) {
        return new HeldCertificate.Builder().commonName(name).signedBy(authority);
    }

    private static UserEntry pkcs8(HeldCertificate certificate) {
        return Contexts.certificate(certificate.certificatePem(), certificate.privateKeyPkcs8Pem());
    }

    /** {@code EC PRIVATE KEY}, as k3s and openssl write it: version 1, the number, and the curve P-256. */
    private static String sec1(HeldCertificate certificate) {
        byte[] number =
                ((ECPrivateKey) certificate.keyPair().getPrivate()).getS().toByteArray();
        byte[] key = new byte[51];
        byte[] head = {0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20};
        byte[] curve = {(byte) 0xa0, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};
        System.arraycopy(head, 0, key, 0, head.length);
        byte[] digits = number.length > 32 ? Arrays.copyOfRange(number, number.length - 32, number.length) : number;
        System.arraycopy(digits, 0, key, 7 + 32 - digits.length, digits.length);
        System.arraycopy(curve, 0, key, 39, curve.length);
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        String label = "EC PRIVATE KEY";
        return parameters + "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + label + "-----\n";
    }
}
