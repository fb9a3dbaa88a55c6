package dev.fresnel.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.server.persistence.Database;
import dev.fresnel.server.persistence.SqlAuditLog;
import dev.fresnel.server.persistence.SqlForwardMemory;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemsReportTest {

    private static final Packs PACKS = new PackLoader().shipped().packs();
    private static Simulator simulator;

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Connector connector = new Connector(clock, "fresnel/test", Map.of());
    private final Clusters clusters = new Clusters(new Connections(connector, PACKS, clock, later), clock);

    @TempDir
    Path folder;

    private ProblemsReport report;

    @BeforeAll
    static void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.demo());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void connect() {
        clusters.update(KubeconfigSource.parse(simulator.kubeconfig()));
        Database database = new Database(folder);
        Views views = new Views(
                clusters,
                PACKS,
                clock,
                later,
                new SqlAuditLog(database),
                new SqlForwardMemory(database),
                "tester",
                () -> false);
        report = new ProblemsReport(views, clock);
    }

    @AfterEach
    void disconnect() {
        clusters.close();
        connector.close();
        later.shutdownNow();
    }

    private ProblemsReport.Report look(String cluster, boolean json, String... namespaces) throws Exception {
        return report.look(
                new ViewRequest.Problems(List.of(cluster), List.of(namespaces), null), json, Duration.ofMinutes(1));
    }

    @Test
    void what_has_failed_is_told_in_a_table_and_by_the_status() throws Exception {
        ProblemsReport.Report told = look("demo-eu", false);

        assertThat(told.trouble()).isNull();
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.lines().getFirst()).startsWith("SEVERITY   NAMESPACE");
        assertThat(told.lines())
                .anyMatch(line -> line.startsWith("failed")
                        && line.contains("shop-media")
                        && line.endsWith("No node can take 3 pods of image-resizer: of 9 nodes 9 without label"
                                + " kubernetes.io/arch=arm64"));
    }

    @Test
    void programs_read_cause_fix_objects_and_evidence() throws Exception {
        ProblemsReport.Report told = look("demo-eu", true, "shop-media");

        JsonNode problems = JsonMapper.shared().readTree(String.join("\n", told.lines()));
        JsonNode waits = problems.valueStream()
                .filter(problem -> problem.path("cause").asString().startsWith("No node can take"))
                .findFirst()
                .orElseThrow();
        assertThat(waits.path("severity").asString()).isEqualTo("failed");
        assertThat(waits.path("fix").asString()).startsWith("Give a node the label");
        assertThat(waits.path("total").asInt()).isEqualTo(3);
        assertThat(waits.path("objects").path(0).path("namespace").asString()).isEqualTo("shop-media");
        assertThat(waits.path("evidence")
                        .valueStream()
                        .map(each -> each.path("what").asString()))
                .contains("spec.nodeSelector");
    }

    @Test
    void a_namespace_that_is_well_has_status_0() throws Exception {
        ProblemsReport.Report told = look("demo-eu", false, "kube-system");

        assertThat(told.status()).isZero();
        assertThat(told.lines()).containsExactly("Nothing is wrong, as far as Fresnel can tell.");
    }

    @Test
    void a_cluster_that_does_not_answer_is_not_called_well() throws Exception {
        String gone = simulator.kubeconfig().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1");
        clusters.update(KubeconfigSource.parse(gone));

        ProblemsReport.Report told = look("demo-eu", false);

        assertThat(told.status()).isEqualTo(3);
        assertThat(told.trouble()).contains("demo-eu").contains("refused the connection");
    }

    @Test
    void a_context_that_is_not_there_is_named() throws Exception {
        assertThat(look("nowhere", true).trouble()).contains("nowhere");
    }
}
