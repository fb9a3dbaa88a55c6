package dev.fresnel.simulator;

import dev.fresnel.simulator.certificate.ServerCertificate;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.http.ApiServer;
import dev.fresnel.simulator.http.ApiServerOptions;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulated clusters that run. Thread-safe. */
public final class Simulator implements AutoCloseable {

    /**
     * A simulated cluster.
     *
     * @param name also that of its context in the kubeconfig
     * @param storage its objects, to look at and to change from within
     */
    public record Cluster(String name, String url, ObjectStorage storage, ApiServer server, ClusterContent.Life life) {}

    private final SimulatorOptions options;
    private final @Nullable ServerCertificate certificate;
    private final List<Cluster> clusters = new ArrayList<>();

    private Simulator(SimulatorOptions options) {
        this.options = options;
        this.certificate = options.secure() ? ServerCertificate.forLoopback(options.clock()) : null;
    }

    /**
     * Fills the clusters and serves them.
     *
     * @throws IOException if a port cannot be had
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        Simulator simulator = new Simulator(options);
        try {
            for (Map.Entry<String, ClusterContent> cluster : options.clusters().entrySet()) {
                simulator.add(cluster.getKey(), cluster.getValue());
            }
            return simulator;
        } catch (IOException | RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    private void add(String name, ClusterContent content) throws IOException {
        int number = clusters.size();
        ObjectStorage storage = new ObjectStorage(new ResourceTypes(), options.clock(), options.seed() + number);
        ClusterContent.Life life = content.start(storage, options.clock(), options.seed() + number);
        try {
            ApiServer server = ApiServer.start(
                    storage,
                    life.logs(),
                    life.metrics(),
                    new ApiServerOptions(
                            options.port() == 0 ? 0 : options.port() + number,
                            certificate,
                            options.token(),
                            content.version(),
                            options.clock()));
            clusters.add(new Cluster(name, server.url(), storage, server, life));
        } catch (IOException | RuntimeException e) {
            life.close();
            throw e;
        }
    }

    public List<Cluster> clusters() {
        return List.copyOf(clusters);
    }

    /** The cluster of a name. */
    public Cluster cluster(String name) {
        return clusters.stream()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The simulator has no cluster '" + name + "'."));
    }

    /** A kubeconfig with a context for each cluster, the first one current. */
    public String kubeconfig() {
        return Kubeconfig.write(clusters, certificate == null ? null : certificate.authority(), options.token());
    }

    /** Stops serving, then what lives in the clusters. */
    @Override
    public void close() {
        clusters.forEach(cluster -> cluster.server().close());
        clusters.forEach(cluster -> cluster.life().close());
    }
}
