package dev.fresnel.kube.config;

import java.util.Map;

/**
 * An {@code auth-provider} of a user. Only {@code oidc} is still in use; others were replaced by exec plugins.
 *
 * @param name for example {@code oidc}
 * @param config its settings, for {@code oidc}: {@code idp-issuer-url}, {@code client-id}, {@code client-secret},
 *     {@code id-token}, {@code refresh-token}, {@code idp-certificate-authority} (an absolute path) or
 *     {@code idp-certificate-authority-data}
 */
public record AuthProvider(String name, Map<String, Secret> config) {

    public AuthProvider {
        config = Map.copyOf(config);
    }
}
