package dev.fresnel.kube.api;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why a server answered 401, as far as the credentials themselves tell. */
final class Refusals {

    private static final String BEARER = "Bearer ";

    private Refusals() {}

    /** @param source what the credentials are: {@code token}, {@code login program aws} */
    static ConnectionProblem.Refusal explain(String source, Credentials credentials, Instant now) {
        Optional<Instant> token = tokenEnd(credentials).filter(end -> !now.isBefore(end));
        if (token.isPresent()) {
            return new ConnectionProblem.Refusal(
                    "token expired " + Age.ago(token.get(), now),
                    "Sign in again, or get a fresh kubeconfig.",
                    token.get());
        }
        Optional<Instant> certificate = certificateEnd(credentials).filter(end -> !now.isBefore(end));
        if (certificate.isPresent()) {
            return new ConnectionProblem.Refusal(
                    "client certificate expired " + Age.ago(certificate.get(), now),
                    "Get a fresh kubeconfig from whoever runs the cluster.",
                    certificate.get());
        }
        if (credentials.equals(Credentials.NONE)) {
            return new ConnectionProblem.Refusal(
                    "the server wants credentials and the kubeconfig has none", "Add a user to the context.", null);
        }
        return new ConnectionProblem.Refusal(
                "the server does not accept the " + source,
                "It may have been revoked, or belong to another cluster. Sign in again, or get a fresh kubeconfig.",
                null);
    }

    /** When a bearer token that is a JWT ends. It is only looked at, not believed. */
    static Optional<Instant> tokenEnd(Credentials credentials) {
        if (credentials.expires() != null) {
            return Optional.of(credentials.expires());
        }
        String header = credentials.authorization() == null
                ? ""
                : credentials.authorization().reveal();
        return header.startsWith(BEARER) ? jwtEnd(header.substring(BEARER.length())) : Optional.empty();
    }

    static Optional<Instant> jwtEnd(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode end = JsonMapper.shared()
                    .readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("exp");
            return end.isNumber() ? Optional.of(Instant.ofEpochSecond(end.asLong())) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException notAJwt) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> certificateEnd(Credentials credentials) {
        if (credentials.certificate() == null) {
            return Optional.empty();
        }
        try {
            X509Certificate own =
                    PemReader.certificates(credentials.certificate().pem()).getFirst();
            return Optional.of(own.getNotAfter().toInstant());
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
