package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.certificate.ServerCertificate;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an API server is reached.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param certificate for HTTPS; null for plain HTTP
 * @param users who may ask, by their tokens
 * @param version of Kubernetes that it reports, such as {@code v1.36.3}
 * @param clock for ages in tables, and timestamps
 */
public record ApiServerOptions(
        int port, @Nullable ServerCertificate certificate, Map<String, User> users, String version, Clock clock) {

    public ApiServerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
        }
        if (!version.matches("v\\d+\\.\\d+\\.\\d+")) {
            throw new IllegalArgumentException("A Kubernetes version is like v1.36.3, not " + version + ".");
        }
        if (users.isEmpty() || users.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "The simulator's API server needs a token; there is none, or a blank one.");
        }
        users = Map.copyOf(users);
    }
}
