package dev.fresnel.engine.store;

import dev.fresnel.engine.view.Severity;
import java.util.EnumMap;
import java.util.Map;

/** How many rows are how. For one thread. */
public final class SeverityCounts {

    private final Map<Severity, int[]> counts = new EnumMap<>(Severity.class);

    /** Counts so many more of a severity, or fewer. */
    public void add(Severity severity, int more) {
        counts.computeIfAbsent(severity, _ -> new int[1])[0] += more;
    }

    /** How many have that severity. */
    public int of(Severity severity) {
        int[] count = counts.get(severity);
        return count == null ? 0 : count[0];
    }

    /** Those that are not 0, worst first. */
    public Map<Severity, Integer> present() {
        Map<Severity, Integer> present = new EnumMap<>(Severity.class);
        counts.forEach((severity, count) -> {
            if (count[0] != 0) {
                present.put(severity, count[0]);
            }
        });
        return present;
    }
}
