package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a HorizontalPodAutoscaler, as in Kubernetes' {@code replica_calculator.go} and {@code horizontal.go}:
 * tolerance of a tenth, the largest proposal of the stabilisation window, and policies that bound each step.
 */
final class Autoscaling {
    private static final double TOLERANCE = 0.1;

    private Autoscaling() {}

    /** A proposal made at some time. */
    record Proposal(Instant at, long replicas) {}

    /** How many replicas the utilisation asks for, bounds and windows aside. */
    static long proposed(long current, long utilisation, long target) {
        double ratio = (double) utilisation / Math.max(1, target);
        return Math.abs(ratio - 1) <= TOLERANCE ? current : (long) Math.ceil(current * ratio);
    }

    /**
     * What is wanted now.
     *
     * @param proposals of the past, oldest first; the present one is added, and those outside of the window are dropped
     */
    static long wanted(
            Map<String, Object> autoscaler, long current, long proposed, Deque<Proposal> proposals, Instant now) {
        proposals.addLast(new Proposal(now, proposed));
        Instant oldest = now.minus(window(autoscaler));
        while (proposals.getFirst().at().isBefore(oldest)) {
            proposals.removeFirst();
        }
        long highest = proposals.stream().mapToLong(Proposal::replicas).max().orElse(proposed);
        long wanted = proposed >= current ? proposed : Math.min(current, highest);
        long least = Math.max(least(autoscaler), current - step(autoscaler));
        long most = Math.min(Tree.number(autoscaler, 10, "spec", "maxReplicas"), Math.max(4 + current, 2 * current));
        return Math.clamp(wanted, Math.min(least, most), most);
    }

    static long least(Map<String, Object> autoscaler) {
        return Tree.number(autoscaler, 1, "spec", "minReplicas");
    }

    /** How long a higher proposal holds back a lower one. */
    static Duration window(Map<String, Object> autoscaler) {
        return Duration.ofSeconds(
                Tree.number(autoscaler, 300, "spec", "behavior", "scaleDown", "stabilizationWindowSeconds"));
    }

    static Deque<Proposal> proposals(@Nullable Deque<Proposal> known) {
        return known == null ? new ArrayDeque<>() : known;
    }

    /** The most pods that one step down may take: the policy of type Pods, or all. */
    private static long step(Map<String, Object> autoscaler) {
        return Tree.maps(autoscaler, "spec", "behavior", "scaleDown", "policies").stream()
                .filter(policy -> Tree.text(policy, "type").equals("Pods"))
                .mapToLong(policy -> Tree.number(policy, Long.MAX_VALUE, "value"))
                .max()
                .orElse(1_000_000);
    }
}
