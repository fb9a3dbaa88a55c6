package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.audit.RememberedAudit;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.forward.RememberedForwards;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.ChangeData;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Someone who opens views of a real cluster. */
final class Person implements AutoCloseable {

    private static final Packs PACKS = new PackLoader().shipped().packs();

    private final Connector connector = new Connector(Clock.systemUTC(), "fresnel/test", System.getenv());
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Clusters clusters;
    private final Views views;
    final RememberedAudit audit = new RememberedAudit();
    private final Semaphore changed = new Semaphore(0);

    Person(Path kubeconfig) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        clusters = new Clusters(new Connections(connector, PACKS, clock, later), clock);
        clusters.update(KubeconfigSource.of(List.of(kubeconfig)).read());
        views = new Views(clusters, PACKS, clock, later, audit, new RememberedForwards(), "tester", () -> false);
        clusters.all().forEach(cluster -> cluster.connect());
        sees(
                new ViewRequest.Home(),
                HomeData.class,
                _ -> clusters.all().stream().allMatch(cluster -> cluster.connection() != null));
    }

    LiveView opens(ViewRequest request) {
        return views.open(request, "en", changed::release);
    }

    <D extends ViewData> D sees(ViewRequest request, Class<D> type, Predicate<D> shows) throws InterruptedException {
        try (LiveView view = opens(request)) {
            return until(view, type, shows);
        }
    }

    <D extends ViewData> D until(LiveView view, Class<D> type, Predicate<D> shows) throws InterruptedException {
        @Nullable D last = null;
        for (int i = 0; i < 240; i++) {
            if (view.poll() instanceof LiveView.Update.Whole whole) {
                last = type.cast(whole.data());
            }
            if (last != null && shows.test(last)) {
                return last;
            }
            boolean _ = changed.tryAcquire(250, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("what was waited for did not come; last: " + last);
    }

    /** Asks for it, sees it, confirms it, and waits for its end; nothing may fail. */
    void does(ViewRequest request, String word) throws InterruptedException {
        LiveView change = opens(request);
        until(change, ChangeData.class, data -> data.stage() == ChangeData.Stage.READY);
        change.act(new ViewAct.Confirm(word));
        ChangeData started = until(change, ChangeData.class, data -> data.stage() == ChangeData.Stage.STARTED);
        assertThat(ended(Objects.requireNonNull(started.task())).failed()).isZero();
    }

    TasksData.Task ended(int id) throws InterruptedException {
        TasksData all = sees(
                new ViewRequest.Tasks(),
                TasksData.class,
                data -> data.tasks().stream().anyMatch(task -> task.id() == id && task.endedAt() != null));
        return all.tasks().stream().filter(task -> task.id() == id).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        clusters.close();
        connector.close();
        later.shutdownNow();
    }
}
