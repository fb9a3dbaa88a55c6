package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.EventLoad;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Sightings;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tools.jackson.databind.JsonNode;

/** How long a change takes from the API server to those who look, while many things change. */
public final class Events implements Measure {

    private static final int PER_SECOND = 500;
    private static final int PODS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(15);
    /** After the last change, until its update must have come. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    @Override
    public String what() {
        return "from API event to screen under load";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.EVENT);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        try (EventLoad load = EventLoad.of(rig.target(), PODS);
                ServerProcess server = rig.server();
                Tab tab = Tab.open(server)) {
            int pods = rig.openPods(tab).id();
            results.add(toTab(rig, load, tab, pods));
            results.add(toScreen(rig, load, server));
        }
        return results;
    }

    private static Result toTab(Rig rig, EventLoad load, Tab tab, int view) throws IOException, InterruptedException {
        ViewRequest.Table all = rig.pods();
        tab.adjust(
                view,
                new ViewRequest.Table(
                        all.clusters(), List.of(), "pods", "ns:" + load.namespace(), null, 0, all.limit(), null));
        load.run(PER_SECOND, WARM_UP);
        FutureTask<List<EventLoad.Event>> running = start(() -> load.run(PER_SECOND, TIME));
        Sightings sightings = new Sightings();
        long until = Long.MAX_VALUE;
        while (System.nanoTime() < until) {
            Tab.Heard heard = tab.poll(Duration.ofMillis(100));
            if (heard != null && heard.id() == view) {
                for (JsonNode row : heard.data().path("rows")) {
                    row.path("cells")
                            .forEach(cell -> sightings.saw(cell.path("text").asString(""), heard.epochMillis()));
                }
            }
            if (until == Long.MAX_VALUE && running.isDone()) {
                until = System.nanoTime() + AFTERWARDS.toNanos();
            }
        }
        return result("to the WebSocket", sightings, get(running));
    }

    private static Result toScreen(Rig rig, EventLoad load, ServerProcess server)
            throws IOException, InterruptedException {
        Chromium chromium = rig.chromium();
        if (chromium == null) {
            return Result.missing(Budget.EVENT, "to the screen", rig.noChromium());
        }
        chromium.ask("open", "launch", server.address(), "url", rig.podsUrl(server) + "?q=ns:" + load.namespace());
        load.run(PER_SECOND, WARM_UP);
        chromium.ask("note");
        List<EventLoad.Event> events = load.run(PER_SECOND, TIME);
        Thread.sleep(AFTERWARDS);
        Sightings sightings = new Sightings();
        for (JsonNode mark : chromium.ask("noted").path("marks")) {
            sightings.saw(mark.path(0).asString(""), mark.path(1).asDouble());
        }
        return result("to the screen", sightings, events);
    }

    private static Result result(String how, Sightings sightings, List<EventLoad.Event> events) {
        Samples delays = sightings.delays(events, false);
        return Result.of(
                Budget.EVENT,
                how,
                delays.p95(),
                String.format(
                        Locale.ROOT,
                        "from the API server's answer to the change; %s; %d never seen; from the request sent p95 %.0f ms; "
                                + "%.0f events/s",
                        delays.spread("ms"),
                        sightings.lost(events),
                        sightings.delays(events, true).p95(),
                        events.size() / (double) TIME.toSeconds()));
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("event-load").daemon().start(task);
        return task;
    }

    private static <T> T get(FutureTask<T> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException("the event load failed", e.getCause());
        }
    }
}
