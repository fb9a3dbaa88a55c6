package dev.fresnel.testbed;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What kwok plays: nodes and pods by {@code testbed/kwok/stages.yaml}, and, through the API server as with real
 * kubelets, logs (of every container those in {@link #podLog}), port-forwards (which all end at a small HTTP server in
 * here) and, if wanted, exec.
 */
final class Kubelets implements AutoCloseable {

    /** How many pods a node takes without the scheduler having to search for room. */
    static final int PODS_A_NODE = 400;

    private final Path state;
    private final HttpServer behindPods;

    Kubelets(Path state) {
        this.state = state;
        try {
            behindPods = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            if (!Files.exists(podLog())) {
                Files.writeString(podLog(), someLog());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare what is behind the pods", e);
        }
        behindPods.createContext("/", exchange -> {
            byte[] hello = "Hello from a pod of the testbed.\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, hello.length);
            exchange.getResponseBody().write(hello);
            exchange.close();
        });
        behindPods.start();
    }

    /** The file that every container's log is read from, in the format of container runtimes; append to it at will. */
    Path podLog() {
        return state.resolve("pod.log");
    }

    private static String someLog() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("2025-11-22T00:%02d:%02d.%09dZ %s F line %d: GET /healthz 200%n"
                    .formatted(i / 60, i % 60, i, i % 50 == 49 ? "stderr" : "stdout", i));
        }
        return lines.toString();
    }

    /** Writes kwok's configuration; {@code port} is where it listens as the kubelet of all nodes. */
    Path configure(Programs programs, Credentials credentials, int port, boolean exec) {
        String configuration = """
                apiVersion: config.kwok.x-k8s.io/v1alpha1
                kind: KwokConfiguration
                options:
                  manageAllNodes: true
                  nodeIP: 127.0.0.1
                  nodePort: %1$d
                  serverAddress: 127.0.0.1:%1$d
                  tlsCertFile: "%2$s"
                  tlsPrivateKeyFile: "%3$s"
                  cidr: 10.128.0.0/9
                  enableDebuggingHandlers: true
                  nodeLeaseDurationSeconds: 40
                  nodeLeaseParallelism: 4
                  nodePlayStageParallelism: 4
                  podPlayStageParallelism: 16
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: ClusterLogs
                metadata: {name: all}
                spec:
                  logs: [{logsFile: "%4$s", previousLogsFile: "%4$s", follow: true}]
                ---
                apiVersion: kwok.x-k8s.io/v1alpha1
                kind: ClusterPortForward
                metadata: {name: all}
                spec:
                  forwards: [{target: {address: 127.0.0.1, port: %5$d}}]
                ---
                """.formatted(
                        port,
                        credentials.path("kubelet.crt"),
                        credentials.path("kubelet.key"),
                        podLog(),
                        behindPods.getAddress().getPort());
        if (exec) {
            configuration += """
                    apiVersion: kwok.x-k8s.io/v1alpha1
                    kind: ClusterExec
                    metadata: {name: all}
                    spec:
                      execs: [{local: {workDir: "%s"}}]
                    ---
                    """.formatted(state);
        }
        try {
            Path kwok = programs.testbed().resolve("kwok");
            String stages = Files.readString(kwok.resolve("stages.yaml"));
            String usage = Files.readString(kwok.resolve("usage.yaml"));
            return Files.writeString(state.resolve("kwok.yaml"), configuration + usage + stages);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write kwok's configuration", e);
        }
    }

    /**
     * Nodes as a cloud would have them: three zones, every fifth with arm64, room for 500 pods each.
     *
     * @return YAML for {@code kubectl apply}
     */
    static String nodes(int count) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            yaml.append("""
                    ---
                    apiVersion: v1
                    kind: Node
                    metadata:
                      name: node-%1$03d
                      labels:
                        kubernetes.io/arch: %2$s
                        kubernetes.io/hostname: node-%1$03d
                        kubernetes.io/os: linux
                        node.kubernetes.io/instance-type: m8.16xlarge
                        topology.kubernetes.io/region: north
                        topology.kubernetes.io/zone: north-%3$s
                    status:
                      allocatable: {cpu: "64", ephemeral-storage: 190Gi, memory: 250Gi, pods: "500"}
                      capacity: {cpu: "64", ephemeral-storage: 200Gi, memory: 256Gi, pods: "500"}
                      nodeInfo:
                        architecture: %2$s
                        bootID: 00000000-0000-4000-8000-%1$012d
                        containerRuntimeVersion: containerd://2.1.4
                        kernelVersion: 6.12.43+deb13-cloud-%2$s
                        kubeProxyVersion: ""
                        kubeletVersion: v1.36.3
                        machineID: "%1$032d"
                        operatingSystem: linux
                        osImage: Debian GNU/Linux 13 (trixie)
                        systemUUID: 00000000-0000-4000-9000-%1$012d
                    """.formatted(i, i % 5 == 0 ? "arm64" : "amd64", "abc".charAt(i % 3)));
        }
        return yaml.toString();
    }

    @Override
    public void close() {
        behindPods.stop(0);
    }
}
