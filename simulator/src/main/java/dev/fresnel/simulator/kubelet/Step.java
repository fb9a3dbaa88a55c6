package dev.fresnel.simulator.kubelet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The next thing to happen to a pod.
 *
 * @param at when
 * @param change what becomes of the pod, given a tree that may be changed and the time at which it happens; null if
 *     something is only said
 * @param reports what is said about it
 */
record Step(Instant at, @Nullable BiConsumer<Map<String, Object>, Instant> change, List<Report> reports) {

    /** Something that is only said. */
    static Step saying(Instant at, Report... reports) {
        return new Step(at, null, List.of(reports));
    }

    boolean changes() {
        return change != null;
    }

    void apply(Map<String, Object> pod, Instant now) {
        if (change != null) {
            change.accept(pod, now);
        }
    }
}
