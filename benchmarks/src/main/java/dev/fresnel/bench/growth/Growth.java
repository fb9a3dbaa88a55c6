package dev.fresnel.bench.growth;

import dev.fresnel.bench.rig.SimulatedClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What Fresnel costs along four axes, each of which grows while the others stay as they usually are. */
public final class Growth {

    private final Map<Scenario, Cost> costs;

    private Growth(Map<Scenario, Cost> costs) {
        this.costs = costs;
    }

    /**
     * Measures all of it; some ten minutes.
     *
     * @param progress told what is being done, a sentence each
     */
    public static Growth measure(Path project, Consumer<String> progress) throws IOException, InterruptedException {
        Set<Scenario> scenarios = new LinkedHashSet<>();
        for (Axis axis : Axis.ALL) {
            axis.values().forEach(value -> scenarios.add(axis.at().apply(value)));
        }
        Map<Scenario, Cost> costs = new LinkedHashMap<>();
        CostOf cost = new CostOf(project);
        // those who only differ in who looks share their clusters
        for (Scenario first : scenarios) {
            if (costs.containsKey(first)) {
                continue;
            }
            try (SimulatedClusters simulated =
                    SimulatedClusters.start(project, first.clusters(), first.pods(), first.churn())) {
                for (Scenario scenario : scenarios) {
                    if (scenario.withViewers(first.viewers()).equals(first)) {
                        progress.accept(String.format(
                                Locale.ENGLISH,
                                "%d × %,d pods, %d changes a second, %d tabs",
                                scenario.clusters(),
                                scenario.pods(),
                                scenario.churn(),
                                scenario.viewers()));
                        costs.put(scenario, cost.measure(scenario, simulated));
                    }
                }
            }
        }
        return new Growth(costs);
    }

    /** As a table. */
    public String markdown() {
        StringBuilder out = new StringBuilder("""
                | | | processor, cores | live heap | sort, filter or window, p95 | change to tab, p95 | told, as text |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        for (Axis axis : Axis.ALL) {
            for (int value : axis.values()) {
                Cost cost = at(axis, value);
                out.append(String.format(
                        Locale.ENGLISH,
                        "| %s | %,d | %.2f | %.0f MB | %.1f ms | %.0f ms | %.0f KB/s |%n",
                        axis.what(),
                        value,
                        cost.processor(),
                        cost.heap(),
                        cost.answer(),
                        cost.event(),
                        cost.bytes()));
            }
        }
        return out.toString();
    }

    /** As a picture. */
    public String svg() {
        Plot plot = new Plot(Axis.ALL);
        plot.row("processor, cores", "%.2f", (axis, value) -> at(axis, value).processor());
        plot.row("live heap, MB", "%.0f", (axis, value) -> at(axis, value).heap());
        plot.row(
                "sort, filter, window, p95 ms",
                "%.0f",
                (axis, value) -> at(axis, value).answer());
        plot.row(
                "change to tab, p95 ms",
                "%.0f",
                (axis, value) -> at(axis, value).event());
        plot.row("told, KB/s", "%.0f", (axis, value) -> at(axis, value).bytes());
        return plot.svg();
    }

    private Cost at(Axis axis, int value) {
        Cost cost = costs.get(axis.at().apply(value));
        if (cost == null) {
            throw new IllegalStateException("not measured: " + axis.what() + " " + value);
        }
        return cost;
    }
}
