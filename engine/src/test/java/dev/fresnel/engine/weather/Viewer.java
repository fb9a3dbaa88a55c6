package dev.fresnel.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.audit.RememberedAudit;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.forward.RememberedForwards;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.NavigationData;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.testbed.ControlPlane;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Someone who looks at a table of a real cluster, through the whole of the engine and kube, and forgets nothing that was
 * on the screen. The rows are polled four times a second at most, as a browser's connection does.
 */
final class Viewer implements AutoCloseable {

    /**
     * What is promised is 5 s until "stale" and 10 s until "live"; a machine on which tests run may be three times as slow.
     * What it took is written down (scripts/weather).
     */
    static final Duration STALE = Duration.ofSeconds(15);

    static final Duration LIVE = Duration.ofSeconds(30);

    private static final Packs PACKS = new PackLoader().shipped().packs();
    private static final Duration PACE = Duration.ofMillis(250);
    private static final int WINDOW = 500;

    /**
     * What was on the screen from a moment on.
     *
     * @param rows names in the window, with namespaces
     */
    record Look(Instant at, int all, List<String> rows, State state) {}

    private final String resource;
    private final @Nullable String namespace;
    private final Connector connector;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Clusters clusters;
    private final Views views;
    private final LiveView view;
    private final Semaphore changed = new Semaphore(0);
    private final List<Look> looks = new ArrayList<>();
    private final Map<Long, String> names = new TreeMap<>();
    private List<Long> order = List.of();
    private final Thread looking;

    /** @param namespace null for all */
    Viewer(Path kubeconfig, String resource, @Nullable String namespace) {
        this(kubeconfig, resource, namespace, Clock.systemUTC());
    }

    /** @param clock what Fresnel takes for the time */
    Viewer(Path kubeconfig, String resource, @Nullable String namespace, Clock clock) {
        this.resource = resource;
        this.namespace = namespace;
        connector = new Connector(clock, "fresnel/test", System.getenv());
        clusters = new Clusters(new Connections(connector, PACKS, clock, later), clock);
        clusters.update(KubeconfigSource.of(List.of(kubeconfig)).read());
        views = new Views(
                clusters, PACKS, clock, later, new RememberedAudit(), new RememberedForwards(), "tester", () -> false);
        view = views.open(
                new ViewRequest.Table(
                        List.of("testbed"),
                        namespace == null ? List.of() : List.of(namespace),
                        resource,
                        "",
                        null,
                        0,
                        WINDOW,
                        null),
                "en",
                changed::release);
        looking = Thread.ofVirtual().name("viewer").start(this::look);
    }

    Viewer(Path kubeconfig, @Nullable String namespace) {
        this(kubeconfig, "pods", namespace);
    }

    private void look() {
        try {
            while (true) {
                changed.tryAcquire(PACE.toMillis(), TimeUnit.MILLISECONDS);
                changed.drainPermits();
                LiveView.Update update = view.poll();
                if (update != null) {
                    see(update);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void see(LiveView.Update update) {
        switch (update) {
            case LiveView.Update.Whole(TableData table) -> {
                names.clear();
                table.rows().forEach(this::name);
                order = table.rows().stream().map(TableData.Row::id).toList();
                add(table.totals().all(), table.sources().getFirst().state());
            }
            case LiveView.Update.Changed(TableData.Delta delta) -> {
                delta.rows().forEach(this::name);
                order = delta.order() == null ? order : delta.order();
                Look last = looks.getLast();
                add(
                        delta.totals() == null ? last.all : delta.totals().all(),
                        delta.sources() == null
                                ? last.state
                                : delta.sources().getFirst().state());
            }
            default -> throw new AssertionError(update);
        }
        notifyAll();
    }

    private void name(TableData.Row row) {
        names.put(
                row.id(),
                row.gone() ? "" : row.ref().namespace() + "/" + row.ref().name());
    }

    private void add(int all, State state) {
        List<String> rows = order.stream()
                .map(id -> Objects.requireNonNull(names.get(id)))
                .filter(name -> !name.isEmpty())
                .toList();
        looks.add(new Look(Instant.now(), all, rows, state));
    }

    /** All that was seen so far. */
    synchronized List<Look> looks() {
        return List.copyOf(looks);
    }

    /** Waits for something to be seen, from that moment on. */
    synchronized Look await(Instant from, Predicate<Look> seen, Duration atMost, String what)
            throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (true) {
            for (int i = 0; i < looks.size(); i++) {
                Instant until = i + 1 < looks.size() ? looks.get(i + 1).at : Instant.MAX;
                if (until.isAfter(from) && seen.test(looks.get(i))) {
                    return looks.get(i);
                }
            }
            long left = Duration.between(Instant.now(), end).toMillis();
            if (left <= 0) {
                throw new AssertionError(what + " was not seen within " + atMost + " of " + resource + "; seen since: "
                        + looks.stream()
                                .filter(look -> look.at.isAfter(from))
                                .map(Viewer::brief)
                                .toList()
                        + ", last: " + (looks.isEmpty() ? "nothing" : brief(looks.getLast())));
            }
            wait(left);
        }
    }

    /** How often it has been tried in vain, as the table says; -1 where it is not stale. */
    static int tries(Look look) {
        return look.state instanceof State.Stale stale ? stale.attempt() : -1;
    }

    private static String brief(Look look) {
        return look.at + " " + look.all + " " + look.state;
    }

    /** Waits until the table is live, whatever it was before. */
    void awaitLive(Duration atMost) throws InterruptedException {
        awaitLive(Instant.EPOCH, atMost);
    }

    Look awaitLive(Instant from, Duration atMost) throws InterruptedException {
        return await(from, look -> look.state instanceof State.Live, atMost, "live");
    }

    Look awaitStale(Instant from, Duration atMost) throws InterruptedException {
        return await(from, look -> look.state instanceof State.Stale, atMost, "stale");
    }

    /** Waits until what the table shows, and what its Store holds, is what kubectl says. */
    void awaitSameAs(ControlPlane plane, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (true) {
            Map<String, String> said = said(plane);
            Map<String, String> held = held();
            Look last = looks().getLast();
            boolean same = held.equals(said)
                    && last.all == said.size()
                    && (said.size() > WINDOW
                            || last.rows.stream().sorted().toList().equals(List.copyOf(said.keySet())))
                    && last.state instanceof State.Live;
            if (same) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                assertThat(held).as("what the Store holds").isEqualTo(said);
                assertThat(last.rows.stream().sorted().toList())
                        .as("what is shown")
                        .isEqualTo(List.copyOf(said.keySet()));
                throw new AssertionError("the table has " + last.all + " and is " + last.state);
            }
            synchronized (this) {
                wait(50);
            }
        }
    }

    /** Names and versions as kubectl has them. */
    private Map<String, String> said(ControlPlane plane) {
        List<String> command = new ArrayList<>(List.of("get", resource, "--no-headers"));
        command.addAll(namespace == null ? List.of("--all-namespaces") : List.of("--namespace", namespace));
        command.addAll(List.of(
                "--output", "custom-columns=NS:.metadata.namespace,NAME:.metadata.name,V:.metadata.resourceVersion"));
        Map<String, String> said = new TreeMap<>();
        plane.kubectl(command.toArray(String[]::new)).lines().forEach(line -> {
            String[] words = line.strip().split("\\s+");
            said.put(words[0] + "/" + words[1], words[2]);
        });
        return said;
    }

    /** Names and versions as the Store has them. */
    Map<String, String> held() {
        Map<String, String> held = new TreeMap<>();
        Connection connection = cluster().connection();
        for (Store store :
                connection == null ? List.<Store>of() : connection.stores().running()) {
            if (store.kind().resource().equals(resource)) {
                store.snapshot()
                        .rows()
                        .forEach(row -> held.put(row.namespace() + "/" + row.name(), row.resourceVersion()));
            }
        }
        return held;
    }

    /** How far the cluster's clock is ahead, as the browser is told; zero where it is told of none. */
    Duration clockAhead() {
        try (LiveView rail = views.open(new ViewRequest.Navigation(List.of("testbed")), "en", () -> {})) {
            LiveView.Update.Whole whole = (LiveView.Update.Whole) Objects.requireNonNull(rail.poll());
            return ((NavigationData) whole.data())
                    .clocks().stream()
                            .map(clock -> Duration.ofMillis(clock.ahead()))
                            .findFirst()
                            .orElse(Duration.ZERO);
        }
    }

    Cluster cluster() {
        return Objects.requireNonNull(clusters.find("testbed"));
    }

    /**
     * Holds all that was seen to what must never be: emptiness that is not known to be one, rows that go while it is not
     * known that they went, or a table that begins anew.
     *
     * @param atLeast rows there were at any time
     */
    void assertNothingFlashed(int atLeast) {
        List<Look> all = looks();
        boolean complete = false;
        for (Look look : all) {
            if (look.state instanceof State.Live) {
                complete = true;
                assertThat(look.all).as("rows of a live table at " + look.at).isGreaterThanOrEqualTo(atLeast);
            } else if (complete) {
                assertThat(look.state)
                        .as("of a table that was complete, at " + look.at)
                        .isInstanceOf(State.Stale.class);
                assertThat(look.all).as("rows of a stale table at " + look.at).isGreaterThanOrEqualTo(atLeast);
            }
            assertThat(look.rows).as("no row twice, at " + look.at).doesNotHaveDuplicates();
        }
    }

    @Override
    public void close() {
        looking.interrupt();
        view.close();
        clusters.close();
        connector.close();
        later.shutdownNow();
    }
}
