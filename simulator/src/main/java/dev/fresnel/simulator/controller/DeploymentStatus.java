package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ReplicaSets of a Deployment say about it: counts, and whether it is available, progressing or stuck. */
public final class DeploymentStatus {
    private static final String PROGRESSING = "Progressing";
    private static final String DONE = "NewReplicaSetAvailable";
    private static final String LATE = "ProgressDeadlineExceeded";

    private DeploymentStatus() {}

    /**
     * Writes the status.
     *
     * @param newSet the set of the present template; an empty tree while there is none
     * @param created whether that set has just been made
     */
    public static void write(
            Map<String, Object> deployment,
            Map<String, Object> newSet,
            List<Map<String, Object>> sets,
            boolean created,
            Instant now) {
        Map<String, Object> before = Tree.copy(Tree.map(deployment, "status"));
        long wanted = Tree.number(deployment, 1, "spec", "replicas");
        long replicas = sum(sets, "replicas");
        long available = sum(sets, "availableReplicas");
        long asked = sets.stream()
                .mapToLong(set -> Tree.number(set, 0, "spec", "replicas"))
                .sum();
        Counts.observed(deployment);
        Counts.put(deployment, "replicas", replicas, false);
        Counts.put(deployment, "updatedReplicas", Tree.number(newSet, 0, "status", "replicas"), false);
        Counts.put(deployment, "readyReplicas", sum(sets, "readyReplicas"), false);
        Counts.put(deployment, "availableReplicas", available, false);
        Counts.put(deployment, "unavailableReplicas", Math.max(0, Math.max(asked, wanted) - available), false);
        boolean enough = available >= wanted - Rollout.unavailable(deployment);
        set(
                deployment,
                "Available",
                enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
                now,
                false);
        progress(deployment, before, newSet, created, now);
        Optional<Map<String, Object>> failure = sets.stream()
                .flatMap(set -> Conditions.find(set, "ReplicaFailure").stream())
                .findFirst();
        if (failure.isPresent()) {
            String message = Tree.text(failure.get(), "message");
            set(deployment, "ReplicaFailure", true, "FailedCreate", message, now, false);
        } else {
            Conditions.remove(deployment, "ReplicaFailure");
        }
    }

    /** When it would be late with its progress, if it is progressing. */
    static Optional<Instant> deadline(Map<String, Object> deployment, Instant now) {
        return Conditions.find(deployment, PROGRESSING)
                .filter(condition -> !Tree.text(condition, "reason").equals(DONE)
                        && !Tree.text(condition, "reason").equals(LATE))
                .map(condition -> late(deployment, condition, now).plusSeconds(1));
    }

    private static void progress(
            Map<String, Object> deployment,
            Map<String, Object> before,
            Map<String, Object> newSet,
            boolean created,
            Instant now) {
        Optional<Map<String, Object>> condition = Conditions.find(deployment, PROGRESSING);
        String reason = condition.map(c -> Tree.text(c, "reason")).orElse("");
        String set = "ReplicaSet \"" + Meta.name(newSet) + "\"";
        if (created) {
            set(
                    deployment,
                    PROGRESSING,
                    true,
                    "NewReplicaSetCreated",
                    "Created new replica set \"" + Meta.name(newSet) + "\"",
                    now,
                    true);
        } else if (isComplete(deployment)) {
            set(deployment, PROGRESSING, true, DONE, set + " has successfully progressed.", now, !reason.equals(DONE));
        } else if (reason.equals(DONE) && !rollsOut(deployment)) {
            return; // a pod of a finished rollout is missing, which is no rollout
        } else if (hasMoved(before, Tree.map(deployment, "status")) || condition.isEmpty()) {
            set(deployment, PROGRESSING, true, "ReplicaSetUpdated", set + " is progressing.", now, true);
        } else if (!reason.equals(DONE)
                && !late(deployment, condition.get(), now).isAfter(now)) {
            set(deployment, PROGRESSING, false, LATE, set + " has timed out progressing.", now, !reason.equals(LATE));
        }
    }

    private static boolean isComplete(Map<String, Object> deployment) {
        long wanted = Tree.number(deployment, 1, "spec", "replicas");
        return Tree.number(deployment, 0, "status", "updatedReplicas") == wanted
                && Tree.number(deployment, 0, "status", "replicas") == wanted
                && Tree.number(deployment, 0, "status", "availableReplicas") == wanted;
    }

    private static boolean rollsOut(Map<String, Object> deployment) {
        return Tree.number(deployment, 0, "status", "updatedReplicas")
                != Tree.number(deployment, 0, "status", "replicas");
    }

    private static boolean hasMoved(Map<String, Object> before, Map<String, Object> after) {
        return Tree.number(after, 0, "updatedReplicas") > Tree.number(before, 0, "updatedReplicas")
                || outdated(after) < outdated(before)
                || Tree.number(after, 0, "readyReplicas") > Tree.number(before, 0, "readyReplicas")
                || Tree.number(after, 0, "availableReplicas") > Tree.number(before, 0, "availableReplicas");
    }

    private static long outdated(Map<String, Object> status) {
        return Tree.number(status, 0, "replicas") - Tree.number(status, 0, "updatedReplicas");
    }

    private static Instant late(Map<String, Object> deployment, Map<String, Object> condition, Instant now) {
        return Times.at(condition, now, "lastUpdateTime")
                .plus(Duration.ofSeconds(Tree.number(deployment, 600, "spec", "progressDeadlineSeconds")));
    }

    private static void set(
            Map<String, Object> deployment,
            String type,
            boolean status,
            String reason,
            String message,
            Instant now,
            boolean moved) {
        Map<String, Object> condition = Conditions.set(deployment, type, status, reason, message, now);
        if (moved || Times.at(condition, "lastUpdateTime") == null) {
            condition.put("lastUpdateTime", Times.seconds(now));
        } else if (Tree.text(condition, "lastTransitionTime").equals(Times.seconds(now))) {
            condition.put("lastUpdateTime", Times.seconds(now));
        }
    }

    private static long sum(List<Map<String, Object>> sets, String field) {
        return sets.stream()
                .mapToLong(set -> Tree.number(set, 0, "status", field))
                .sum();
    }
}
