package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ExecPlugin;
import dev.fresnel.kube.config.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the {@code ExecCredential} that an exec plugin prints. What it printed is never quoted: it may hold a token. */
final class ExecOutput {

    private final ExecPlugin plugin;
    private final Clock clock;

    ExecOutput(ExecPlugin plugin, Clock clock) {
        this.plugin = plugin;
        this.clock = clock;
    }

    Credentials read(byte[] output) throws UnusableException {
        JsonNode root = parse(output);
        if (!root.path("kind").asString("").equals("ExecCredential")) {
            throw new UnusableException("printed JSON that is not an ExecCredential");
        }
        String version = root.path("apiVersion").asString("");
        if (!version.equals(plugin.apiVersion())) {
            throw new UnusableException("answered in version " + (version.isEmpty() ? "(none)" : version)
                    + ", and the kubeconfig asks for " + plugin.apiVersion());
        }
        JsonNode status = root.path("status");
        String token = text(status, "token");
        String certificate = text(status, "clientCertificateData");
        String key = text(status, "clientKeyData");
        if (token == null && certificate == null) {
            throw new UnusableException("printed neither a token nor a client certificate");
        }
        if ((certificate == null) != (key == null)) {
            throw new UnusableException(
                    "printed a client certificate without its key, or a key without its certificate");
        }
        return new Credentials(
                token == null ? null : new Secret("Bearer " + token),
                certificate == null || key == null
                        ? null
                        : new Credentials.ClientCertificate(certificate, new Secret(key)),
                expiry(status));
    }

    private static JsonNode parse(byte[] output) throws UnusableException {
        if (output.length == 0) {
            throw new UnusableException("printed nothing");
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(output);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            // Without the cause, whose message quotes the output.
            throw new UnusableException("printed " + output.length + " bytes that are not JSON");
        }
        throw new UnusableException("printed JSON that is not an ExecCredential");
    }

    private @Nullable Instant expiry(JsonNode status) throws UnusableException {
        String written = text(status, "expirationTimestamp");
        if (written == null) {
            return null;
        }
        try {
            Instant expires = OffsetDateTime.parse(written).toInstant();
            if (!clock.instant().isBefore(expires)) {
                throw new UnusableException("printed credentials that expired " + Age.ago(expires, clock.instant())
                        + "; check the clock of this machine, or sign in again");
            }
            return expires;
        } catch (DateTimeParseException e) {
            throw new UnusableException("printed an expirationTimestamp that is not a time");
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    /** Ends a sentence that begins with the program. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }
}
