package dev.fresnel.simulator;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.certificate.ServerCertificate;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.http.ApiServer;
import dev.fresnel.simulator.http.ApiServerOptions;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulated clusters that run. Thread-safe. */
public final class Simulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    /**
     * A simulated cluster.
     *
     * @param name also that of its context in the kubeconfig
     * @param storage its objects, to look at and to change from within
     */
    public record Cluster(String name, String url, ObjectStorage storage, ApiServer server) {}

    private final SimulatorOptions options;
    private final @Nullable ServerCertificate certificate;
    private final List<Cluster> clusters = new ArrayList<>();
    private final List<CompletableFuture<ClusterContent.Life>> lives = new ArrayList<>();

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
        Simulator simulator = begin(options);
        try {
            simulator.lives.forEach(CompletableFuture::join);
            return simulator;
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /**
     * As {@link #start}, but returns when the clusters can be asked. They are filled meanwhile, side by side, and whoever
     * asks one waits until it is.
     *
     * @throws IOException if a port cannot be had
     */
    public static Simulator begin(SimulatorOptions options) throws IOException {
        Simulator simulator = new Simulator(options);
        try {
            for (Map.Entry<String, ClusterContent> cluster : options.clusters().entrySet()) {
                simulator.listen(cluster.getKey(), cluster.getValue());
            }
        } catch (IOException | RuntimeException e) {
            simulator.close();
            throw e;
        }
        options.clusters().values().forEach(simulator::fill);
        return simulator;
    }

    private void listen(String name, ClusterContent content) throws IOException {
        int number = clusters.size();
        ApiServer server = ApiServer.listen(new ApiServerOptions(
                options.port() == 0 ? 0 : options.port() + number,
                certificate,
                users(),
                content.version(),
                options.clock()));
        ObjectStorage storage = new ObjectStorage(new ResourceTypes(), options.clock(), options.seed() + number);
        clusters.add(new Cluster(name, server.url(), storage, server));
    }

    private void fill(ClusterContent content) {
        int number = lives.size();
        Cluster cluster = clusters.get(number);
        lives.add(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        ClusterContent.Life life =
                                content.start(cluster.storage(), options.clock(), options.seed() + number);
                        cluster.server().serve(cluster.storage(), life.logs(), life.metrics(), life.streams());
                        return life;
                    } catch (RuntimeException e) {
                        LOG.error("the simulated cluster {} could not be filled", cluster.name(), e);
                        cluster.server().close();
                        throw e;
                    }
                },
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("filling " + cluster.name())
                        .start(task)));
    }

    private Map<String, User> users() {
        Map<String, User> users = new HashMap<>(options.users());
        users.put(options.token(), User.ADMINISTRATOR);
        return users;
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
        return kubeconfig(options.token());
    }

    /** The same for whoever has another token. */
    public String kubeconfig(String token) {
        return Kubeconfig.write(clusters, certificate == null ? null : certificate.authority(), token);
    }

    /** Stops serving, then what lives in the clusters. */
    @Override
    public void close() {
        clusters.forEach(cluster -> cluster.server().close());
        for (CompletableFuture<ClusterContent.Life> life : lives) {
            try {
                life.join().close();
            } catch (CompletionException e) {
                LOG.debug("nothing lives in a cluster that could not be filled", e);
            }
        }
    }
}
