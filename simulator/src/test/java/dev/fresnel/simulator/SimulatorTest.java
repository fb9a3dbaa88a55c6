package dev.fresnel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    @Test
    void the_kubeconfig_tells_all_that_a_client_needs() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.of(twoClusters()))) {
            Map<String, Object> kubeconfig = Tree.map(Yaml.read(simulator.kubeconfig()));

            assertThat(Tree.text(kubeconfig, "current-context")).isEqualTo("one");
            assertThat(Tree.maps(kubeconfig, "contexts")).extracting("name").containsExactly("one", "two");
            for (Map<String, Object> cluster : Tree.maps(kubeconfig, "clusters")) {
                HttpResponse<String> answer = client(kubeconfig)
                        .send(request(kubeconfig, cluster, "/api").build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }

    @Test
    void whoever_asks_a_cluster_that_is_being_filled_waits_until_it_is() throws Exception {
        CountDownLatch filled = new CountDownLatch(1);
        ClusterContent slow = (storage, clock, seed) -> {
            awaitQuietly(filled);
            storage.create(
                    ResourceTypes.builtIn("", "Namespace"),
                    Tree.of("apiVersion", "v1", "kind", "Namespace", "metadata", Tree.of("name", "shop")));
            return new EmptyCluster().start(storage, clock, seed);
        };
        try (Simulator simulator = Simulator.begin(SimulatorOptions.of(Map.of("slow", slow)))) {
            Map<String, Object> kubeconfig = Tree.map(Yaml.read(simulator.kubeconfig()));
            Map<String, Object> cluster = Tree.maps(kubeconfig, "clusters").getFirst();
            CompletableFuture<HttpResponse<String>> asked = client(kubeconfig)
                    .sendAsync(
                            request(kubeconfig, cluster, "/api/v1/namespaces/shop")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThatThrownBy(() -> asked.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            filled.countDown();
            assertThat(asked.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        } finally {
            filled.countDown();
        }
    }

    @Test
    void a_cluster_that_cannot_be_filled_is_told_and_its_port_is_free_again() throws Exception {
        ClusterContent broken = (_, _, _) -> {
            throw new IllegalStateException("nothing grows here");
        };
        int port = freePair();

        assertThatThrownBy(() -> Simulator.start(
                        SimulatorOptions.of(Map.of("broken", broken)).withPort(port)))
                .hasRootCauseMessage("nothing grows here");
        new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_watcher_over_http_2_that_goes_away_is_noticed() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.of(twoClusters()))) {
            Map<String, Object> kubeconfig = Tree.map(Yaml.read(simulator.kubeconfig()));
            Map<String, Object> first = Tree.maps(kubeconfig, "clusters").getFirst();
            HttpResponse<InputStream> watch = client(kubeconfig)
                    .send(
                            request(kubeconfig, first, "/api/v1/pods?watch=1").build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            awaitWatchers(simulator, 1);

            watch.body().close();

            awaitWatchers(simulator, 0);
        }
    }

    @Test
    void the_clusters_have_the_ports_from_the_one_given_on() throws Exception {
        int port = freePair();
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.of(twoClusters()).withPort(port))) {
            assertThat(simulator.clusters())
                    .extracting(Simulator.Cluster::url)
                    .containsExactly("https://127.0.0.1:" + port, "https://127.0.0.1:" + (port + 1));
        }
    }

    @Test
    void a_port_that_is_taken_is_told_and_nothing_stays_behind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            Simulator.start(SimulatorOptions.of(twoClusters()).withPort(taken.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Choose another port");
        }
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> SimulatorOptions.of(Map.of())).hasMessageContaining("at least one cluster");
        assertThatThrownBy(() -> SimulatorOptions.of(twoClusters()).withPort(65_536))
                .hasMessageContaining("between 0 and 65534");
        assertThatThrownBy(() -> Simulator.start(
                        new SimulatorOptions(0, false, " ", 1, Clock.systemUTC(), Map.of(), twoClusters())))
                .hasMessageContaining("needs a token");
    }

    private static void awaitWatchers(Simulator simulator, int count) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (simulator.cluster("one").storage().watcherCount() != count
                && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(simulator.cluster("one").storage().watcherCount()).isEqualTo(count);
    }

    private static Map<String, ClusterContent> twoClusters() {
        Map<String, ClusterContent> clusters = new LinkedHashMap<>();
        clusters.put("one", new EmptyCluster());
        clusters.put("two", new EmptyCluster());
        return clusters;
    }

    /** A port that is free, and the one after it too. */
    private static int freePair() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                    ServerSocket second =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return second.getLocalPort() - 1;
            } catch (IOException e) {
                // the next port is taken: another pair
            }
        }
        throw new IOException("no two free ports side by side");
    }

    private static HttpRequest.Builder request(
            Map<String, Object> kubeconfig, Map<String, Object> cluster, String path) {
        String token = Tree.text(Tree.maps(kubeconfig, "users").getFirst(), "user", "token");
        return HttpRequest.newBuilder(URI.create(Tree.text(cluster, "cluster", "server") + path))
                .header("Authorization", "Bearer " + token);
    }

    /** A client that trusts the kubeconfig's authority and no other. */
    private static HttpClient client(Map<String, Object> kubeconfig) throws Exception {
        byte[] authority = Base64.getDecoder()
                .decode(Tree.text(
                        Tree.maps(kubeconfig, "clusters").getFirst(), "cluster", "certificate-authority-data"));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_2)
                .build();
    }
}
