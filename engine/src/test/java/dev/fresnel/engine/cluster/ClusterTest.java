package dev.fresnel.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClusterTest {

    private final Packs packs = new PackLoader().packs();
    private final ManualTime time = new ManualTime();
    private final ScriptedCluster server = new ScriptedCluster(packs, time);
    private final Clusters clusters = server.named("prod");
    private final Cluster cluster = Objects.requireNonNull(clusters.find("prod"));
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        clusters.close();
    }

    @Test
    void nothing_is_asked_before_someone_looks() {
        assertThat(cluster.state()).isEqualTo(new ClusterState.Idle());
        assertThat(server.asked).isEmpty();
    }

    @Test
    void a_listener_that_looks_at_the_cluster_from_another_thread_does_not_lock_it_up() throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        cluster.subscribe(() -> {
            // As a browser's thread would: it asks for the cluster, which wants the cluster's lock.
            Thread other = Thread.ofVirtual().start(cluster::connect);
            try {
                other.join();
                seen.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        cluster.connect();

        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        assertThat(seen).isTrue();
    }

    @Test
    void a_listener_that_fails_neither_ends_the_cluster_nor_keeps_the_others_from_hearing() throws Exception {
        cluster.subscribe(() -> {
            throw new IllegalStateException("a mistake");
        });
        cluster.subscribe(heard);
        server.answer("/version", 500, "{\"message\":\"etcd is away\"}");
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Unreachable);

        server.answer("/version", 200, "{\"gitVersion\":\"v1.36.3\"}");
        cluster.retry();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        heard.until(() -> heard.times() >= 3);
    }

    @Test
    void what_is_live_is_stale_while_nothing_comes_from_the_server_and_live_again_when_it_speaks() throws Exception {
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        Connection connection = Objects.requireNonNull(cluster.connection());
        Kind pods = connection.discovery().kinds().of("v1", "Pod").orElseThrow();
        List<StorePool.Lease> leased = new ArrayList<>();
        heard.until(() -> {
            StorePool.Lease given = connection.stores().lease(pods, Scope.CLUSTER, heard);
            return given != null && leased.add(given);
        });
        try (StorePool.Lease lease = leased.getFirst()) {
            server.fed("pods").lists();
            // Discovery asks these by threads of its own; whatever they hear later would count as heard.
            heard.until(() -> server.answered.containsAll(List.of(
                    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                    "/apis/apiregistration.k8s.io/v1/apiservices")));
            Instant last = server.lastHeard();
            time.pass(Duration.ofSeconds(1));
            CountDownLatch silence = server.hold("/version");
            cluster.retry();

            heard.until(() -> lease.store().state() instanceof ReflectorState.Stale stale
                    && stale.since().equals(last));
            silence.countDown();
            heard.until(() -> lease.store().state() instanceof ReflectorState.Live);
        }
    }

    @Test
    void another_namespace_in_the_file_is_no_other_cluster_and_another_server_is() throws Exception {
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        Connection connection = Objects.requireNonNull(cluster.connection());
        Context before = cluster.context();
        Context elsewhere = new Context(before.name(), before.cluster(), before.user(), "shop", Path.of("moved"));

        clusters.update(new Kubeconfig(List.of(elsewhere), null, List.of(), List.of()));
        assertThat(clusters.find("prod")).isSameAs(cluster);
        assertThat(cluster.context()).isEqualTo(elsewhere);
        assertThat(cluster.connection()).isSameAs(connection);

        ClusterEntry other =
                new ClusterEntry("c", URI.create("https://192.0.2.2"), null, false, null, null, false, null);
        Context moved = new Context(before.name(), other, before.user(), "shop", null);
        clusters.update(new Kubeconfig(List.of(moved), null, List.of(), List.of()));
        assertThat(clusters.find("prod")).isNotSameAs(cluster);
    }

    @Test
    void what_was_read_stays_when_it_no_longer_answers() throws Exception {
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        Connection connection = cluster.connection();

        server.answer("/version", 401, "{}");
        cluster.retry();
        heard.until(() -> cluster.state() instanceof ClusterState.Unauthorised);
        assertThat(cluster.connection()).isSameAs(connection);
    }

    @Test
    void a_cluster_that_is_closed_while_it_connects_keeps_no_connection() throws Exception {
        CountDownLatch answer = server.hold("/apis");
        cluster.connect();
        heard.until(() -> server.asked.contains("/apis"));
        cluster.close();
        answer.countDown();
        assertThat(cluster.connection()).isNull();
        cluster.connect();
        assertThat(cluster.connection()).isNull();
    }

    @Test
    void a_context_that_stays_the_same_keeps_its_connection_and_one_that_goes_is_closed() throws Exception {
        Heard membership = new Heard();
        clusters.subscribe(membership);
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        Connection connection = Objects.requireNonNull(cluster.connection());

        clusters.update(ScriptedCluster.kubeconfig("prod", "other"));
        assertThat(clusters.find("prod")).isSameAs(cluster);
        assertThat(membership.times()).isEqualTo(1);

        clusters.update(ScriptedCluster.kubeconfig("other"));
        assertThat(clusters.find("prod")).isNull();
        assertThat(connection
                        .stores()
                        .lease(connection.discovery().kinds().find("pods").orElseThrow(), Scope.CLUSTER, heard))
                .isNull();
    }

    @Test
    void who_hears_of_other_clusters_may_ask_for_them_from_another_thread() throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        clusters.subscribe(() -> {
            if (clusters.find("later") != null) {
                return;
            }
            Thread other = Thread.ofVirtual().start(() -> clusters.update(ScriptedCluster.kubeconfig("later")));
            try {
                other.join();
                seen.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        clusters.update(ScriptedCluster.kubeconfig("other"));
        assertThat(seen).isTrue();
    }
}
