package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.ExecPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What an exec plugin is told in {@code KUBERNETES_EXEC_INFO}. */
final class ExecInfo {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ExecInfo() {}

    static String of(ExecPlugin plugin, ClusterEntry cluster) throws CredentialsException {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interactive", false);
        if (plugin.provideClusterInfo()) {
            spec.put("cluster", cluster(cluster));
        }
        return JSON.writeValueAsString(
                Map.of("apiVersion", plugin.apiVersion(), "kind", "ExecCredential", "spec", spec));
    }

    private static Map<String, Object> cluster(ClusterEntry cluster) throws CredentialsException {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("server", cluster.server().toString());
        if (cluster.tlsServerName() != null) {
            info.put("tls-server-name", cluster.tlsServerName());
        }
        if (cluster.insecureSkipTlsVerify()) {
            info.put("insecure-skip-tls-verify", true);
        }
        if (cluster.certificateAuthority() != null) {
            try {
                byte[] pem = cluster.certificateAuthority().read().getBytes(StandardCharsets.UTF_8);
                info.put("certificate-authority-data", Base64.getEncoder().encodeToString(pem));
            } catch (IOException e) {
                throw new CredentialsException(
                        "the certificate authority of the cluster cannot be read",
                        "Check certificate-authority in the kubeconfig.",
                        e);
            }
        }
        if (cluster.proxyUrl() != null) {
            info.put("proxy-url", cluster.proxyUrl().reveal());
        }
        if (cluster.disableCompression()) {
            info.put("disable-compression", true);
        }
        if (cluster.execConfig() != null) {
            info.put("config", cluster.execConfig());
        }
        return info;
    }
}
