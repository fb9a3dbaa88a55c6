package dev.fresnel.kube.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code clusters}: where an API server is and how to tell that it is the right one.
 *
 * @param name as contexts refer to it
 * @param server {@code http} or {@code https}, perhaps with a path; without a user name or password
 * @param certificateAuthority who must have signed the server's certificate; null for the authorities Java trusts
 * @param insecureSkipTlsVerify whether any certificate will do
 * @param tlsServerName the name the server's certificate must bear, null for the host's own
 * @param proxyUrl {@code http}, {@code https} or {@code socks5} URL, perhaps with a password; null for none
 * @param disableCompression whether responses must not be compressed
 * @param execConfig what the cluster wants exec plugins to be told, as JSON maps, lists and scalars; null for nothing
 */
public record ClusterEntry(
        String name,
        URI server,
        @Nullable Pem certificateAuthority,
        boolean insecureSkipTlsVerify,
        @Nullable String tlsServerName,
        @Nullable Secret proxyUrl,
        boolean disableCompression,
        @Nullable Object execConfig) {}
