package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A server process that has just started and has spoken to nobody: the first rows, and all of them. Each round has its own
 * process, and beside it a client that throws the list away.
 */
public final class ColdStart implements Measure {

    @Override
    public String what() {
        return "first rows and complete Store, cold";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.CONNECT, Budget.FIRST_ROWS);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        Samples discarded = new Samples();
        Samples firstRows = new Samples();
        Samples complete = new Samples();
        Samples worked = new Samples();
        Discarded.read(rig.target()); // the first one warms up the client
        for (int round = 0; round < rig.rounds(); round++) {
            discarded.add(Discarded.read(rig.target()));
            try (ServerProcess server = rig.server();
                    Tab tab = Tab.open(server)) {
                double processor = server.processor();
                Rig.OpenTable table = rig.openPods(tab);
                worked.add(server.processor() - processor);
                firstRows.add(table.firstRows());
                complete.add(table.complete());
            }
            discarded.add(Discarded.read(rig.target()));
        }
        return List.of(
                Result.of(
                        Budget.CONNECT,
                        "a process that has just started",
                        complete.median() / discarded.median(),
                        String.format(
                                Locale.ROOT,
                                "%.0f ms, Java warming up and discovery included (the server worked %.0f ms of processor); thrown "
                                        + "away in %.0f ms; medians of %d and %d",
                                complete.median(),
                                worked.median(),
                                discarded.median(),
                                complete.count(),
                                discarded.count())),
                Result.of(
                        Budget.FIRST_ROWS,
                        "server",
                        firstRows.median(),
                        "asked by WebSocket; " + firstRows.spread("ms")),
                onScreen(rig));
    }

    private static Result onScreen(Rig rig) throws IOException {
        Chromium chromium = rig.chromium();
        if (chromium == null) {
            return Result.missing(Budget.FIRST_ROWS, "on screen", rig.noChromium());
        }
        Samples firstRows = new Samples();
        Samples live = new Samples();
        for (int round = 0; round < rig.rounds(); round++) {
            try (ServerProcess server = rig.server()) {
                JsonNode times = chromium.ask("open", "launch", server.address(), "url", rig.podsUrl(server));
                firstRows.add(times.path("firstRows").asDouble());
                live.add(times.path("live").asDouble());
            }
        }
        return Result.of(
                Budget.FIRST_ROWS,
                "on screen",
                firstRows.median(),
                "from typing the address, nothing cached; " + firstRows.spread("ms") + "; all of them after "
                        + Math.round(live.median()) + " ms");
    }
}
