package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What proves who someone is, as it goes over the wire.
 *
 * @param authorization the {@code Authorization} header, or null
 * @param certificate a client certificate with its key, or null
 * @param expires when these end, where that is known
 */
record Credentials(
        @Nullable Secret authorization,
        @Nullable ClientCertificate certificate,
        @Nullable Instant expires) {

    static final Credentials NONE = new Credentials(null, null, null);

    /**
     * A client certificate.
     *
     * @param pem certificate chain in PEM
     * @param key private key in PEM
     */
    record ClientCertificate(String pem, Secret key) {}

    static Credentials bearer(String token, @Nullable Instant expires) {
        return new Credentials(new Secret("Bearer " + token), null, expires);
    }
}
