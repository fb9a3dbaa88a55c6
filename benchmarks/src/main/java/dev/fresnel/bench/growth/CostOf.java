package dev.fresnel.bench.growth;

import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.EventLoad;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Sightings;
import dev.fresnel.bench.rig.SimulatedClusters;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.TableQuestion;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Measures scenarios: a server process for each, tabs that look at tables, and a few changes that can be told apart. */
final class CostOf {

    private static final int EVENTS_A_SECOND = 20;
    private static final int EVENT_PODS = 40;
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);
    private static final int QUESTIONS = 24;
    private static final int WINDOW = 100;
    private static final List<String> COLUMNS = List.of("name", "status", "restarts", "age", "node", "namespace");
    private static final List<String> QUERIES =
            List.of("", "cart", "ns:checkout-*", "restarts>0", "-is:healthy", "label:team=search", "node:ip-10-8-0-1");

    private final Path project;

    CostOf(Path project) {
        this.project = project;
    }

    Cost measure(Scenario scenario, SimulatedClusters simulated) throws IOException, InterruptedException {
        List<String> clusters = IntStream.rangeClosed(1, scenario.clusters())
                .mapToObj(number -> "scale-" + number)
                .toList();
        List<Tab> tabs = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(
                        project, List.of("--kubeconfig", simulated.kubeconfig().toString()));
                EventLoad load = EventLoad.of(simulated.target(""), EVENT_PODS)) {
            for (int viewer = 0; viewer < scenario.viewers(); viewer++) {
                Tab tab = Tab.open(server);
                tabs.add(tab);
                awaitLive(tab, tab.open(view(clusters, viewer)));
            }
            Tab watching = Tab.open(server);
            tabs.add(watching);
            int watched = watching.open(table(clusters.subList(0, 1), "ns:" + load.namespace(), null, 0));
            awaitLive(watching, watched);
            Thread.sleep(SETTLING);

            tabs.forEach(CostOf::heard);
            double before = server.processor();
            Samples events = events(load, watching, watched);
            double processor =
                    (server.processor() - before) / TIME.plus(AFTERWARDS).toMillis();
            double bytes = tabs.stream().mapToLong(CostOf::heard).sum()
                    / 1e3
                    / TIME.plus(AFTERWARDS).toSeconds();
            Samples answers = questions(tabs.getFirst(), clusters, scenario.pods() * scenario.clusters());
            return new Cost(processor, server.liveHeap() / 1e6, answers.p95(), events.p95(), bytes);
        } finally {
            tabs.forEach(Tab::close);
        }
    }

    /** What one of many people looks at: each another order, another part, or another query. */
    private static ViewRequest.Table view(List<String> clusters, int viewer) {
        ViewRequest.Sort sort =
                viewer == 0 ? null : new ViewRequest.Sort(COLUMNS.get(viewer % COLUMNS.size()), viewer % 2 == 0);
        return table(clusters, QUERIES.get(viewer % QUERIES.size()), sort, 0);
    }

    private static ViewRequest.Table table(
            List<String> clusters, String query, ViewRequest.@Nullable Sort sort, int offset) {
        return new ViewRequest.Table(clusters, List.of(), "pods", query, sort, offset, WINDOW, null);
    }

    private static void awaitLive(Tab tab, int view) throws IOException, InterruptedException {
        tab.await(message -> message.id() == view && allLive(message.data().path("sources")));
    }

    private static boolean allLive(JsonNode sources) {
        return sources.isArray()
                && !sources.isEmpty()
                && sources.valueStream()
                        .allMatch(source ->
                                source.path("state").path("type").asString("").equals("live"));
    }

    /** The bytes of what a tab has been told since it was last asked for them. */
    private static long heard(Tab tab) {
        long bytes = 0;
        try {
            for (Tab.Heard heard = tab.poll(Duration.ZERO); heard != null; heard = tab.poll(Duration.ZERO)) {
                bytes += heard.bytes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return bytes;
    }

    private static Samples events(EventLoad load, Tab tab, int view) throws IOException, InterruptedException {
        FutureTask<List<EventLoad.Event>> running = new FutureTask<>(() -> load.run(EVENTS_A_SECOND, TIME));
        Thread.ofPlatform().name("event-load").daemon().start(running);
        Sightings sightings = new Sightings();
        long until = System.nanoTime() + TIME.plus(AFTERWARDS).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            Tab.Heard heard = tab.poll(Duration.ofNanos(left));
            if (heard != null && heard.id() == view) {
                for (JsonNode row : heard.data().path("rows")) {
                    row.path("cells")
                            .forEach(cell -> sightings.saw(cell.path("text").asString(""), heard.epochMillis()));
                }
            }
        }
        try {
            return sightings.delays(running.get(), false);
        } catch (ExecutionException e) {
            throw new IOException("the changes could not be made", e.getCause());
        }
    }

    private static Samples questions(Tab tab, List<String> clusters, int rows)
            throws IOException, InterruptedException {
        TableQuestion question = new TableQuestion(tab, 1, view(clusters, 0)); // the first that the tab opened
        Random random = new Random(3);
        Samples answers = new Samples();
        for (int round = -COLUMNS.size(); round < QUESTIONS; round++) {
            String column = COLUMNS.get(Math.floorMod(round, COLUMNS.size()));
            boolean descending = Math.floorMod(round / COLUMNS.size(), 2) != 0;
            ViewRequest.Sort sort = new ViewRequest.Sort(column, descending);
            String word = "%c%c".formatted('a' + random.nextInt(26), 'a' + random.nextInt(26));
            double sorted = question.ask(table(clusters, "", sort, 0));
            double scrolled = question.ask(table(clusters, "", sort, 1 + random.nextInt(rows - 2 * WINDOW)));
            double filtered = question.ask(table(clusters, word, sort, 0));
            if (round >= 0) {
                answers.add(sorted);
                answers.add(scrolled);
                answers.add(filtered);
            }
        }
        return answers;
    }
}
