package dev.fresnel.bench.growth;

import java.util.List;
import java.util.function.IntFunction;

/**
 * What grows.
 *
 * @param what in a word or two
 * @param values from small to large
 * @param at everything, where it has that value
 */
record Axis(String what, List<Integer> values, IntFunction<Scenario> at) {

    static final List<Axis> ALL = List.of(
            new Axis("rows", List.of(10_000, 50_000, 100_000), Scenario.USUAL::withPods),
            new Axis("changes a second", List.of(0, 100, 500), Scenario.USUAL::withChurn),
            new Axis("people", List.of(1, 10, 50), Scenario.USUAL::withViewers),
            new Axis("clusters", List.of(1, 2, 5), Scenario.USUAL::withClusters));
}
