package dev.fresnel.server.inside;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.server.persistence.Database;
import dev.fresnel.server.persistence.SqlAuditLog;
import dev.fresnel.server.persistence.SqlForwardMemory;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Someone who opens views of the demo's clusters. */
final class Guest implements AutoCloseable {

    static final String CLUSTER = "demo-eu";
    /** For slow machines. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Packs PACKS = new PackLoader().shipped().packs();

    private final Simulator simulator;
    private final Connector connector = new Connector(Clock.systemUTC(), "fresnel/test", Map.of());
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore changed = new Semaphore(0);
    private final Clusters clusters;
    final SqlAuditLog audit;
    final Views views;

    /** @param data where what is kept is kept */
    Guest(Path data) throws Exception {
        Clock clock = Clock.systemUTC();
        simulator = Simulator.start(SimulatorOptions.demo());
        clusters = new Clusters(new Connections(connector, PACKS, clock, later), clock);
        clusters.update(KubeconfigSource.parse(simulator.kubeconfig()));
        Database database = new Database(data);
        audit = new SqlAuditLog(database);
        views = new Views(clusters, PACKS, clock, later, audit, new SqlForwardMemory(database), "tester", () -> false);
        clusters.all().forEach(cluster -> cluster.connect());
        try (LiveView home = opens(new ViewRequest.Home())) {
            until(home, HomeData.class, _ -> clusters.all().stream().allMatch(cluster -> cluster.connection() != null));
        }
    }

    static ObjectRef deployment(String namespace, String name) {
        return new ObjectRef(CLUSTER, "deployments.apps", namespace, name);
    }

    Connection connection() {
        return Objects.requireNonNull(
                Objects.requireNonNull(clusters.find(CLUSTER)).connection());
    }

    LiveView opens(ViewRequest request) {
        return views.open(request, "en", changed::release);
    }

    <D extends ViewData> D until(LiveView view, Class<D> type, Predicate<D> shows) throws InterruptedException {
        Seen seen = new Seen(view);
        wait(() -> {
            seen.look();
            return type.isInstance(seen.data) && shows.test(type.cast(seen.data));
        });
        return type.cast(Objects.requireNonNull(seen.data));
    }

    /** Waits for it, looking again whenever something changed. */
    void wait(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - until < 0) {
            changed.drainPermits();
            if (condition.getAsBoolean()) {
                return;
            }
            boolean _ = changed.tryAcquire(250, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("what was waited for did not come");
    }

    /** What a browser has been told of a view. */
    static final class Seen {
        private final LiveView view;
        private final StringBuilder text = new StringBuilder();
        private long bytes;

        @Nullable
        ViewData data;

        Seen(LiveView view) {
            this.view = view;
        }

        /** Takes all that there is to take now. */
        Seen look() {
            for (LiveView.Update update = view.poll(); update != null; update = view.poll()) {
                switch (update) {
                    case LiveView.Update.Whole whole -> data = whole.data();
                    case LiveView.Update.Stream stream -> {
                        bytes += stream.bytes().length;
                        text.append(new String(stream.bytes(), StandardCharsets.UTF_8));
                    }
                    case LiveView.Update.Changed _ -> throw new AssertionError("no table was asked for");
                }
            }
            return this;
        }

        String text() {
            return text.toString();
        }

        /** How many bytes came beside the data. */
        long bytes() {
            return bytes;
        }
    }

    @Override
    public void close() {
        views.close();
        clusters.close();
        connector.close();
        later.shutdownNow();
        simulator.close();
    }
}
