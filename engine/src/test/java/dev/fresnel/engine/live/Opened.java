package dev.fresnel.engine.live;

import dev.fresnel.engine.audit.RememberedAudit;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.Heard;
import dev.fresnel.engine.cluster.ManualTime;
import dev.fresnel.engine.cluster.ScriptedCluster;
import dev.fresnel.engine.forward.RememberedForwards;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Views over scripted clusters, as a browser's session opens and polls them. */
final class Opened implements AutoCloseable {

    static final Packs PACKS = new PackLoader().shipped().packs();

    final ManualTime time = new ManualTime();
    final ScriptedCluster server;
    final Clusters clusters;
    final Heard heard = new Heard();
    private final Views views;
    private final IdentityHashMap<LiveView, Shown> shown = new IdentityHashMap<>();

    Opened(String... clusters) {
        this(PACKS, clusters);
    }

    Opened(Packs packs, String... clusters) {
        this.server = new ScriptedCluster(packs, time);
        this.clusters = server.named(clusters);
        this.views = new Views(
                this.clusters,
                packs,
                time,
                time.later(),
                new RememberedAudit(),
                new RememberedForwards(),
                "tester",
                () -> false);
    }

    /** A cluster that has answered. */
    Connection connected(String name) throws InterruptedException {
        Cluster cluster = Objects.requireNonNull(clusters.find(name));
        cluster.connect();
        heard.until(() -> cluster.state() instanceof ClusterState.Active);
        return Objects.requireNonNull(cluster.connection());
    }

    LiveView open(ViewRequest request) {
        return views.open(request, "en", heard);
    }

    /** What somebody would find in the file. */
    String savedLogs(List<ObjectRef> objects, ViewRequest.LogSource which) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        views.writeLogs(objects, which, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static ViewRequest.Table table(String resource, String... namespaces) {
        return new ViewRequest.Table(List.of("prod"), List.of(namespaces), resource, "", null, 0, 50, null);
    }

    /** Polls until the view shows what is waited for; a table's parts are put together. */
    <D extends ViewData> D until(LiveView view, Class<D> type, Predicate<D> shows) throws InterruptedException {
        Shown here = shown.computeIfAbsent(view, _ -> new Shown());
        heard.until(() -> {
            ViewData data = here.poll(view);
            return data != null && shows.test(type.cast(data));
        });
        return type.cast(Objects.requireNonNull(here.data));
    }

    private static final class Shown {
        private @Nullable ViewData data;

        @Nullable
        ViewData poll(LiveView view) {
            LiveView.@Nullable Update update = view.poll();
            if (update instanceof LiveView.Update.Whole whole) {
                data = whole.data();
            } else if (update instanceof LiveView.Update.Changed(TableData.Delta delta)
                    && data instanceof TableData table) {
                data = merged(table, delta);
            }
            return data;
        }

        private static TableData merged(TableData table, TableData.Delta delta) {
            return new TableData(
                    table.resource(),
                    table.title(),
                    table.kindTitle(),
                    table.about(),
                    table.namespaced(),
                    table.columns(),
                    table.allColumns(),
                    table.sort(),
                    delta.query() == null ? table.query() : delta.query(),
                    delta.totals() == null ? table.totals() : delta.totals(),
                    delta.offset(),
                    delta.rows().isEmpty() ? table.rows() : delta.rows(),
                    delta.sources() == null ? table.sources() : delta.sources());
        }
    }

    @Override
    public void close() {
        clusters.close();
    }
}
