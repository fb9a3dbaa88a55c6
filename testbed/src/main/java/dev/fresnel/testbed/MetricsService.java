package dev.fresnel.testbed;

import java.util.List;

/** Leads the API server to a metrics-server on this machine, and that one to what kwok says of each node. */
final class MetricsService {

    private MetricsService() {}

    static void announce(int port, Kubectl kubectl) {
        for (String node :
                kubectl.run(List.of("get", "nodes", "-o", "name")).lines().toList()) {
            String name = node.substring("node/".length());
            // All nodes are at one address here, so the path says which is meant.
            String path = "metrics.k8s.io/resource-metrics-path=/metrics/nodes/" + name + "/metrics/resource";
            kubectl.run(List.of("annotate", "--overwrite", node, path));
        }
        kubectl.run(registration(port), List.of("apply", "-f", "-"));
    }

    /** An external name is the one address of a Service that needs no network of pods. */
    private static String registration(int port) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: metrics-server, namespace: kube-system}
                spec: {type: ExternalName, externalName: localhost}
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec:
                  group: metrics.k8s.io
                  version: v1beta1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {name: metrics-server, namespace: kube-system, port: %d}
                """.formatted(port);
    }
}
