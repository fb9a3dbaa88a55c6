package dev.fresnel.kube.api;

import dev.fresnel.kube.config.AuthProvider;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Pem;
import dev.fresnel.kube.config.Secret;
import dev.fresnel.kube.config.UserEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Chooses where a user's credentials come from, in kubectl's order: token, basic, exec plugin, auth provider. */
final class CredentialSources {

    private CredentialSources() {}

    static CredentialSource of(Context context, ExecEnvironment environment, Clock clock) {
        UserEntry user = context.user();
        CredentialSource header = header(context, environment, clock);
        return user.clientCertificate() == null || user.clientKey() == null
                ? header
                : new WithCertificate(header, user.clientCertificate(), user.clientKey());
    }

    private static CredentialSource header(Context context, ExecEnvironment environment, Clock clock) {
        UserEntry user = context.user();
        AuthProvider provider = user.authProvider();
        if (user.tokenFile() != null) {
            return new TokenFile(user.tokenFile(), user.token());
        }
        if (user.token() != null) {
            return new Fixed("token", Credentials.bearer(user.token().reveal(), null));
        }
        if (user.username() != null) {
            return new Fixed("user name and password", basic(user.username(), user.password()));
        }
        if (user.exec() != null) {
            return new ExecCredentials(user.exec(), context.cluster(), environment, clock);
        }
        if (provider != null && provider.name().equals("oidc")) {
            return new OidcCredentials(provider, environment.variables(), clock);
        }
        return provider == null ? new Fixed("no credentials", Credentials.NONE) : new Unsupported(provider.name());
    }

    private static Credentials basic(String username, @Nullable Secret password) {
        String both = username + ":" + (password == null ? "" : password.reveal());
        String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return new Credentials(new Secret("Basic " + encoded), null, null);
    }

    /** Credentials that stand in the kubeconfig itself. */
    private record Fixed(String name, Credentials current) implements CredentialSource {
        @Override
        public Credentials renewed() {
            return current;
        }
    }

    /** An auth provider that no client has any more. */
    private record Unsupported(String provider) implements CredentialSource {
        @Override
        public String name() {
            return "auth-provider " + provider;
        }

        @Override
        public Credentials current() throws CredentialsException {
            throw new CredentialsException(
                    "the kubeconfig uses the auth-provider " + provider + ", which Kubernetes clients no longer have",
                    "Get a new kubeconfig that uses an exec plugin (for gcp: gcloud container clusters get-credentials;"
                            + " for azure: kubelogin convert-kubeconfig).",
                    null);
        }

        @Override
        public Credentials renewed() throws CredentialsException {
            return current();
        }
    }

    /** A token in a file that may change at any time, as service accounts have it. It is small, and read each time. */
    private record TokenFile(Path file, @Nullable Secret fallback) implements CredentialSource {
        @Override
        public String name() {
            return "token file " + file;
        }

        @Override
        public Credentials current() throws CredentialsException {
            try {
                String token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return Credentials.bearer(token, null);
                }
                if (fallback != null) {
                    return Credentials.bearer(fallback.reveal(), null);
                }
                throw new CredentialsException("the token file " + file + " is empty", "Write a token to it.", null);
            } catch (CredentialsException e) {
                throw e;
            } catch (IOException e) {
                if (fallback != null) {
                    return Credentials.bearer(fallback.reveal(), null);
                }
                throw new CredentialsException(
                        "the token file " + file + " cannot be read",
                        "Check that it exists and that this user may read it.",
                        e);
            }
        }

        @Override
        public Credentials renewed() throws CredentialsException {
            return current();
        }
    }

    /** Adds the client certificate of the kubeconfig, read each time since such files are renewed in place. */
    private record WithCertificate(CredentialSource header, Pem certificate, Pem key) implements CredentialSource {
        @Override
        public String name() {
            return header instanceof Fixed fixed && fixed.current.equals(Credentials.NONE)
                    ? "client certificate"
                    : header.name();
        }

        @Override
        public Credentials current() throws IOException, InterruptedException {
            return with(header.current());
        }

        @Override
        public Credentials renewed() throws IOException, InterruptedException {
            return with(header.renewed());
        }

        private Credentials with(Credentials other) throws CredentialsException {
            try {
                Credentials.ClientCertificate mine =
                        new Credentials.ClientCertificate(certificate.read(), new Secret(key.read()));
                return new Credentials(other.authorization(), mine, other.expires());
            } catch (IOException e) {
                throw new CredentialsException(
                        "the client certificate or its key cannot be read: " + withoutStop(e),
                        "Check the paths in the kubeconfig.",
                        e);
            }
        }

        private static String withoutStop(IOException e) {
            return String.valueOf(e.getMessage()).replaceAll("\\.$", "");
        }

        @Override
        public void close() {
            header.close();
        }
    }
}
