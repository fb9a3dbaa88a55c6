package dev.fresnel.kube.api;

import dev.fresnel.kube.config.AuthProvider;
import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Pem;
import dev.fresnel.kube.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code auth-provider: oidc}: the ID token of the kubeconfig while it lasts, and then new ones by its refresh token.
 *
 * <p>A refresh token that the identity provider replaces is kept in memory; the kubeconfig is never written.
 */
final class OidcCredentials implements CredentialSource {

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 1 << 20;

    private final AuthProvider provider;
    private final Map<String, String> environment;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private String idToken;
    private String refreshToken;
    private Instant obtained = Instant.EPOCH;

    /** @param environment names proxies */
    OidcCredentials(AuthProvider provider, Map<String, String> environment, Clock clock) {
        this.provider = provider;
        this.environment = environment;
        this.clock = clock;
        this.idToken = setting("id-token");
        this.refreshToken = setting("refresh-token");
    }

    @Override
    public String name() {
        return "token of the identity provider";
    }

    @Override
    public Credentials current() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant end = Refusals.jwtEnd(idToken).orElse(null);
            if (end != null && clock.instant().isBefore(end.minus(MARGIN))) {
                return Credentials.bearer(idToken, end);
            }
            return refresh();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Credentials renewed() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean fresh = clock.instant().isBefore(obtained.plus(FRESH));
            return fresh ? Credentials.bearer(idToken, Refusals.jwtEnd(idToken).orElse(null)) : refresh();
        } finally {
            lock.unlock();
        }
    }

    private Credentials refresh() throws CredentialsException {
        if (refreshToken.isEmpty() || setting("idp-issuer-url").isEmpty()) {
            throw failed("the ID token in the kubeconfig is over, and there is no refresh-token to get another", null);
        }
        OkHttpClient http = client();
        try {
            String issuer = setting("idp-issuer-url").replaceAll("/$", "");
            JsonNode metadata = ask(http, new Request.Builder().url(issuer + "/.well-known/openid-configuration"));
            JsonNode answer = token(http, metadata.path("token_endpoint").asString(""));
            String token = answer.path("id_token").asString("");
            if (token.isEmpty()) {
                throw failed("the identity provider sent no id_token", null);
            }
            idToken = token;
            refreshToken = answer.path("refresh_token").asString(refreshToken);
            obtained = clock.instant();
            return Credentials.bearer(token, Refusals.jwtEnd(token).orElse(null));
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof CredentialsException already
                    ? already
                    : failed("the identity provider cannot be asked (" + e.getMessage() + ")", e);
        } finally {
            Clients.close(http);
        }
    }

    /** Some providers want the client's secret in the header, some in the body; the standard wants the header. */
    private JsonNode token(OkHttpClient http, String endpoint) throws IOException {
        String id = setting("client-id");
        String secret = setting("client-secret");
        FormBody.Builder form =
                new FormBody.Builder().add("grant_type", "refresh_token").add("refresh_token", refreshToken);
        if (secret.isEmpty()) {
            return ask(
                    http,
                    new Request.Builder()
                            .url(endpoint)
                            .post(form.add("client_id", id).build()));
        }
        try {
            String login = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            Request.Builder request = new Request.Builder().url(endpoint).post(form.build());
            return ask(http, request.header("Authorization", "Basic " + login));
        } catch (CredentialsException refused) {
            form.add("client_id", id).add("client_secret", secret);
            return ask(http, new Request.Builder().url(endpoint).post(form.build()));
        }
    }

    private JsonNode ask(OkHttpClient http, Request.Builder request) throws IOException {
        try (Response response = http.newCall(
                        request.header("Accept", "application/json").build())
                .execute()) {
            JsonNode answer =
                    JsonMapper.shared().readTree(response.peekBody(MAX_ANSWER).bytes());
            if (response.isSuccessful()) {
                return answer;
            }
            String error = answer.path("error_description")
                    .asString(answer.path("error").asString(""));
            throw failed(
                    "the identity provider answered " + response.code() + (error.isEmpty() ? "" : ": " + error), null);
        } catch (JacksonException e) {
            throw failed("the identity provider's answer is not JSON", null);
        }
    }

    private OkHttpClient client() throws CredentialsException {
        ClusterEntry identityProvider = new ClusterEntry(
                "identity provider",
                URI.create(setting("idp-issuer-url")),
                authority(),
                false,
                null,
                null,
                false,
                null);
        return new Clients(identityProvider, environment)
                .create(Tls.of(identityProvider, null))
                .newBuilder()
                .callTimeout(Duration.ofSeconds(30))
                .build();
    }

    private @Nullable Pem authority() {
        String data = setting("idp-certificate-authority-data");
        String file = setting("idp-certificate-authority");
        if (!data.isEmpty()) {
            byte[] pem = Base64.getMimeDecoder().decode(data);
            return new Pem.Inline(new Secret(new String(pem, StandardCharsets.UTF_8)));
        }
        return file.isEmpty() ? null : new Pem.InFile(Path.of(file));
    }

    private String setting(String name) {
        Secret value = provider.config().get(name);
        return value == null ? "" : value.reveal();
    }

    private static CredentialsException failed(String reason, @Nullable Throwable cause) {
        return new CredentialsException(reason, "Sign in again, for example with kubelogin.", cause);
    }
}
