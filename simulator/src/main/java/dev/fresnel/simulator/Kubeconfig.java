package dev.fresnel.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a kubeconfig file. */
final class Kubeconfig {

    private Kubeconfig() {}

    static String write(List<Simulator.Cluster> clusters, @Nullable String authority, String token) {
        StringBuilder clusterEntries = new StringBuilder();
        StringBuilder contextEntries = new StringBuilder();
        for (Simulator.Cluster cluster : clusters) {
            clusterEntries.append("- name: ").append(cluster.name()).append("\n  cluster:\n");
            clusterEntries.append("    server: ").append(cluster.url()).append('\n');
            if (authority != null) {
                String data = Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII));
                clusterEntries
                        .append("    certificate-authority-data: ")
                        .append(data)
                        .append('\n');
            }
            contextEntries.append("- name: ").append(cluster.name()).append("\n  context:\n");
            contextEntries.append("    cluster: ").append(cluster.name()).append('\n');
            contextEntries.append("    user: simulator\n");
        }
        return """
                apiVersion: v1
                kind: Config
                current-context: %s
                clusters:
                %scontexts:
                %susers:
                - name: simulator
                  user:
                    token: %s
                """.formatted(clusters.getFirst().name(), clusterEntries, contextEntries, token);
    }
}
