package dev.fresnel.server.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.ConnectionFactory;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSourcesTest {

    @TempDir
    private Path folder;

    private final Clusters clusters = new Clusters(new Nowhere(), Clock.systemUTC());
    private @Nullable ClusterSources sources;

    private ClusterSources start(@Nullable KubeconfigSource source, boolean keeps) {
        ClusterSources started =
                new ClusterSources(clusters, source, keeps ? new AddedKubeconfigs(folder.resolve("added")) : null);
        sources = started;
        return started;
    }

    @AfterEach
    void close() {
        if (sources != null) {
            sources.close();
        }
        clusters.close();
    }

    private KubeconfigSource file(String name, String text) throws IOException {
        return KubeconfigSource.usual(
                Files.writeString(folder.resolve(name), text).toString(), folder);
    }

    private List<String> where() {
        return clusters.all().stream()
                .map(cluster -> cluster.name() + " "
                        + cluster.context().cluster().server().getHost())
                .toList();
    }

    @Test
    void the_files_clusters_are_there_from_the_start() throws Exception {
        start(file("config", Kubeconfigs.named("prod", "https://prod.example")), true);

        assertThat(where()).containsExactly("prod prod.example");
        assertThat(clusters.files()).hasSize(1);
    }

    @Test
    void what_is_added_is_there_at_once_and_after_the_next_start() throws Exception {
        KubeconfigSource source = file("config", Kubeconfigs.named("prod", "https://prod.example"));
        ClusterSources first = start(source, true);
        assertThat(first.add(Kubeconfigs.named("test", "https://test.example"))).containsExactly("test");
        assertThat(where()).containsExactly("prod prod.example", "test test.example");
        first.close();

        clusters.update(KubeconfigSource.parse(""));
        start(source, true);
        assertThat(where()).containsExactly("prod prod.example", "test test.example");
    }

    @Test
    void a_cluster_stays_the_same_when_another_is_added() throws Exception {
        ClusterSources all = start(file("config", Kubeconfigs.named("prod", "https://prod.example")), true);
        all.add(Kubeconfigs.named("one", "https://one.example"));
        List<Cluster> before = clusters.all();
        all.add(Kubeconfigs.named("two", "https://two.example"));

        assertThat(clusters.all()).startsWith(before.toArray(Cluster[]::new)).hasSize(3);
    }

    @Test
    void an_added_context_means_its_own_cluster_and_user_whatever_others_are_called() throws Exception {
        start(file("config", Kubeconfigs.named("prod", "https://prod.example")), true)
                .add(Kubeconfigs.named("test", "https://test.example"));

        Context test = Objects.requireNonNull(clusters.find("test")).context();
        Context prod = Objects.requireNonNull(clusters.find("prod")).context();
        assertThat(test.user()).isNotEqualTo(prod.user());
        assertThat(test.cluster().server()).hasToString("https://test.example");
    }

    @Test
    void a_name_that_is_taken_is_refused_with_what_to_do() throws Exception {
        ClusterSources all = start(file("config", Kubeconfigs.named("default", "https://prod.example")), true);

        assertThatThrownBy(() -> all.add(Kubeconfigs.named("default", "https://other.example")))
                .isInstanceOf(UnusableKubeconfigException.class)
                .hasMessage("There is already a cluster named default. Give the context in this kubeconfig another name"
                        + " and add it again.");
        assertThat(where()).containsExactly("default prod.example");
        assertThat(folder.resolve("added")).doesNotExist();
    }

    @Test
    void the_files_win_over_what_was_added() throws Exception {
        ClusterSources first = start(file("config", Kubeconfigs.named("prod", "https://prod.example")), true);
        first.add(Kubeconfigs.named("test", "https://added.example"));
        first.close();
        start(file("config", Kubeconfigs.named("test", "https://file.example")), true);

        assertThat(where()).containsExactly("test file.example");
    }

    @Test
    void nothing_is_kept_where_kubeconfigs_were_named() throws Exception {
        Path named = Files.writeString(folder.resolve("named"), Kubeconfigs.named("prod", "https://prod.example"));
        start(KubeconfigSource.of(List.of(named)), false).add(Kubeconfigs.named("test", "https://test.example"));

        assertThat(where()).containsExactly("prod prod.example", "test test.example");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(named);
        }
    }

    @Test
    void what_cannot_be_used_is_said_and_not_kept() {
        ClusterSources all = start(null, true);

        assertUnusable(all, "", "The kubeconfig is empty.");
        assertUnusable(all, "a: [", "is not valid YAML");
        assertUnusable(all, "just: yaml", "is not a kubeconfig");
        assertUnusable(all, "kind: Config", "has no contexts");
        assertUnusable(
                all,
                "contexts: [{name: a, context: {cluster: nowhere}}]",
                "Context a, line 1, uses the cluster nowhere, which is in none of the files.");
        assertThat(clusters.all()).isEmpty();
        assertThat(folder.resolve("added")).doesNotExist();
    }

    private static void assertUnusable(ClusterSources sources, String text, String message) {
        assertThatThrownBy(() -> sources.add(text))
                .isInstanceOf(UnusableKubeconfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_file_that_changes_is_followed() throws Exception {
        KubeconfigSource source = file("config", Kubeconfigs.named("prod", "https://prod.example"));
        start(source, true);
        CountDownLatch changed = new CountDownLatch(1);
        clusters.subscribe(changed::countDown);
        file("config", Kubeconfigs.named("moved", "https://moved.example"));

        assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(where()).containsExactly("moved moved.example");
    }

    @Test
    void the_demo_stands_beside_the_files_once_and_begins_to_connect() throws Exception {
        ClusterSources all = start(file("config", Kubeconfigs.named("prod", "https://prod.example")), true);
        assertThat(all.demoRuns()).isFalse();
        var demo = all.startDemo(SimulatorOptions.demo());

        assertThat(all.startDemo(SimulatorOptions.demo())).isSameAs(demo);
        assertThat(all.demoRuns()).isTrue();
        assertThat(clusters.all()).extracting(Cluster::name).startsWith("prod").hasSize(3);
        assertThat(clusters.all())
                .extracting(cluster -> cluster.state() instanceof ClusterState.Idle)
                .containsExactly(true, false, false);
    }

    private static final class Nowhere implements ConnectionFactory {
        @Override
        public Connection connect(Context context, Runnable changed) throws IOException {
            throw new IOException("there is no network in this test");
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }
}
