package dev.fresnel.simulator.http;

import dev.fresnel.simulator.certificate.ServerCertificate;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How an API server is reached.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param certificate for HTTPS; null for plain HTTP
 * @param token that every request must bear
 * @param version of Kubernetes that it reports, such as {@code v1.36.3}
 * @param clock for ages in tables, and timestamps
 */
public record ApiServerOptions(
        int port, @Nullable ServerCertificate certificate, String token, String version, Clock clock) {

    public ApiServerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
        }
        if (!version.matches("v\\d+\\.\\d+\\.\\d+")) {
            throw new IllegalArgumentException("A Kubernetes version is like v1.36.3, not " + version + ".");
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("The simulator's API server needs a token; it is blank.");
        }
    }
}
