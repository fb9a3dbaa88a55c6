package dev.fresnel.engine.table;

import dev.fresnel.engine.view.Severity;
import java.util.EnumMap;
import java.util.Map;

/** How many rows are how. For one thread. */
final class SeverityCounts {

    private final EnumMap<Severity, int[]> counts = new EnumMap<>(Severity.class);

    SeverityCounts() {
        for (Severity severity : Severity.values()) {
            counts.put(severity, new int[1]);
        }
    }

    void clear() {
        counts.values().forEach(count -> count[0] = 0);
    }

    void add(Severity severity, int by) {
        counts.getOrDefault(severity, new int[1])[0] += by;
    }

    /** Those that are not 0, worst first. */
    Map<Severity, Integer> present() {
        EnumMap<Severity, Integer> present = new EnumMap<>(Severity.class);
        counts.forEach((severity, count) -> {
            if (count[0] != 0) {
                present.put(severity, count[0]);
            }
        });
        return present;
    }
}
