package dev.fresnel.kube.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code users}: how someone proves to an API server who they are. Several ways may stand side by side; a
 * client certificate goes with any of the others, and of those the first in this order is used: token file, token, basic,
 * exec plugin, auth provider.
 *
 * @param name as contexts refer to it
 * @param token a bearer token
 * @param tokenFile a file that holds a bearer token and may change at any time
 * @param clientCertificate certificate chain, together with {@code clientKey}
 * @param clientKey its private key
 * @param username for basic authentication, together with {@code password}
 * @param password for basic authentication
 * @param exec a program that prints credentials
 * @param authProvider a provider built into the client
 * @param impersonation who to act as, once authenticated
 */
public record UserEntry(
        String name,
        @Nullable Secret token,
        @Nullable Path tokenFile,
        @Nullable Pem clientCertificate,
        @Nullable Pem clientKey,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable ExecPlugin exec,
        @Nullable AuthProvider authProvider,
        @Nullable Impersonation impersonation) {

    /** No credentials at all, as contexts without a user have it. */
    public static final UserEntry ANONYMOUS = new UserEntry("", null, null, null, null, null, null, null, null, null);
}
