package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the simulator answers otherwise, and why. They stand in {@code deviations.yaml}, and nowhere else.
 *
 * @param about the question; {@code ""} for all of them
 * @param where paths in the answer; {@code *} stands for one part, {@code **} for any number
 * @param used whether it was met
 */
record Deviation(String about, List<String> where, String why, AtomicBoolean used) {

    static List<Deviation> all() {
        return Tree.maps(Chapter.yaml("deviations"), "deviations").stream()
                .map(Deviation::of)
                .toList();
    }

    private static Deviation of(Map<String, Object> yaml) {
        return new Deviation(
                Tree.text(yaml, "about"), Tree.texts(yaml, "where"), Tree.text(yaml, "why"), new AtomicBoolean());
    }

    /** Whether it explains a difference; if so it counts as used. */
    boolean explains(Question question, String path) {
        boolean explains = (about.isEmpty() || about.equals(question.about()))
                && where.stream().anyMatch(place -> Paths.isWithin(path, place));
        if (explains) {
            used.set(true);
        }
        return explains;
    }
}
