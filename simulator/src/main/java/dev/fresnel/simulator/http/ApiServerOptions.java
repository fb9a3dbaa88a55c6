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
 * @param clock for ages in tables, and timestamps
 */
public record ApiServerOptions(int port, @Nullable ServerCertificate certificate, String token, Clock clock) {

    public ApiServerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("The simulator's API server needs a token; it is blank.");
        }
    }
}
