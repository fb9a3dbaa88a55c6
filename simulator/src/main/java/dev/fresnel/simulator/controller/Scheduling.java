package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Selector;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a pod may run: the scheduler's filters in the order of its plugins, a score that spreads, and the sentence that it
 * writes when nothing fits. Pure functions; wording from kube-scheduler's {@code framework/types.go} and its plugins.
 */
public final class Scheduling {
    private Scheduling() {}

    /** The node that was chosen, or none and the message of the event {@code FailedScheduling}. */
    public record Outcome(Optional<String> node, String message) {}

    /** Why a node does not fit, and whether evicting other pods could help. */
    private record Refusal(String reason, boolean preemptable) {}

    static Outcome place(Map<String, Object> pod, Collection<NodeRoom> nodes) {
        if (nodes.isEmpty()) {
            return new Outcome(Optional.empty(), "no nodes available to schedule pods");
        }
        Requests asked = Requests.of(pod);
        Map<String, Integer> reasons = new TreeMap<>();
        int preemptable = 0;
        Siblings siblings = Siblings.of(pod, nodes);
        NodeRoom best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (NodeRoom node :
                nodes.stream().sorted(Comparator.comparing(NodeRoom::name)).toList()) {
            Optional<Refusal> refusal = refusal(pod, asked, node, nodes);
            if (refusal.isPresent()) {
                reasons.merge(refusal.get().reason(), 1, Integer::sum);
                preemptable += refusal.get().preemptable() ? 1 : 0;
                continue;
            }
            double score = score(pod, asked, node, siblings);
            if (score > bestScore) {
                bestScore = score;
                best = node;
            }
        }
        return best != null
                ? new Outcome(Optional.of(best.name()), "")
                : new Outcome(Optional.empty(), message(nodes.size(), reasons, preemptable));
    }

    /** The message for a pod that waits for something all nodes lack, such as a bound volume. */
    static String unschedulable(int nodes, String reason) {
        return "0/%d nodes are available: %s. no new claims to deallocate, preemption: 0/%d nodes are available: %d %s."
                .formatted(nodes, reason, nodes, nodes, "Preemption is not helpful for scheduling");
    }

    private static String message(int nodes, Map<String, Integer> reasons, int preemptable) {
        String why = reasons.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        int hopeless = nodes - preemptable;
        List<String> preemption = new ArrayList<>();
        if (preemptable > 0) {
            preemption.add(preemptable + " No preemption victims found for incoming pod");
        }
        if (hopeless > 0) {
            preemption.add(hopeless + " Preemption is not helpful for scheduling");
        }
        preemption.sort(Comparator.naturalOrder());
        return "0/%d nodes are available: %s. no new claims to deallocate, preemption: 0/%d nodes are available: %s."
                .formatted(nodes, why, nodes, String.join(", ", preemption));
    }

    private static Optional<Refusal> refusal(
            Map<String, Object> pod, Requests asked, NodeRoom room, Collection<NodeRoom> all) {
        if (Tree.isTrue(room.node(), "spec", "unschedulable")
                && !Tolerations.tolerates(pod, "node.kubernetes.io/unschedulable", "", "NoSchedule")) {
            return Optional.of(new Refusal("node(s) were unschedulable", false));
        }
        for (Map<String, Object> taint : Tree.maps(room.node(), "spec", "taints")) {
            String key = Tree.text(taint, "key");
            String effect = Tree.text(taint, "effect");
            if (!effect.equals("PreferNoSchedule")
                    && !Tolerations.tolerates(pod, key, Tree.text(taint, "value"), effect)) {
                return Optional.of(new Refusal(
                        "node(s) had untolerated taint {" + key + ": " + Tree.text(taint, "value") + "}", false));
            }
        }
        if (!matchesNode(pod, room.node())) {
            return Optional.of(new Refusal("node(s) didn't match Pod's node affinity/selector", false));
        }
        if (room.pods().size() >= room.podCapacity()) {
            return Optional.of(new Refusal("Too many pods", true));
        }
        if (room.freeMilliCpu() < asked.milliCpu()) {
            return Optional.of(new Refusal("Insufficient cpu", room.milliCpu() >= asked.milliCpu()));
        }
        if (room.freeMemory() < asked.memory()) {
            return Optional.of(new Refusal("Insufficient memory", room.memory() >= asked.memory()));
        }
        if (!room.hasVolumesOf(pod)) {
            return Optional.of(new Refusal("node(s) had volume node affinity conflict", false));
        }
        return antiAffinityRefuses(pod, room, all)
                ? Optional.of(new Refusal("node(s) didn't match pod anti-affinity rules", true))
                : Optional.empty();
    }

    /** Whether the pod's node selector and required node affinity accept the node; taints and room aside. */
    public static boolean matchesNode(Map<String, Object> pod, Map<String, Object> node) {
        Map<String, Object> labels = Meta.labels(node);
        if (!Selector.matchesMap(Tree.map(pod, "spec", "nodeSelector"), labels)) {
            return false;
        }
        List<Map<String, Object>> terms = Tree.maps(
                pod,
                "spec",
                "affinity",
                "nodeAffinity",
                "requiredDuringSchedulingIgnoredDuringExecution",
                "nodeSelectorTerms");
        Map<String, Object> fields = Tree.of("metadata.name", Meta.name(node));
        return terms.isEmpty()
                || terms.stream()
                        .anyMatch(term -> Selector.matchesAll(Tree.maps(term, "matchExpressions"), labels)
                                && Selector.matchesAll(Tree.maps(term, "matchFields"), fields));
    }

    private static boolean antiAffinityRefuses(Map<String, Object> pod, NodeRoom room, Collection<NodeRoom> all) {
        for (Map<String, Object> term : Tree.maps(
                pod, "spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")) {
            String key = Tree.text(term, "topologyKey");
            String domain = Meta.label(room.node(), key);
            boolean taken = all.stream()
                    .filter(other -> Meta.label(other.node(), key).equals(domain))
                    .flatMap(other -> other.pods().stream())
                    .anyMatch(other -> Meta.namespace(other).equals(Meta.namespace(pod))
                            && Selector.matches(Tree.map(term, "labelSelector"), Meta.labels(other)));
            if (taken) {
                return true;
            }
        }
        return false;
    }

    /** Emptier nodes first, siblings apart by node and then by zone, and nodes kept for others last. */
    private static double score(Map<String, Object> pod, Requests asked, NodeRoom room, Siblings siblings) {
        double cpu = (double) (room.freeMilliCpu() - asked.milliCpu()) / Math.max(1, room.milliCpu());
        double memory = (double) (room.freeMemory() - asked.memory()) / Math.max(1, room.memory());
        boolean keptForOthers = Tree.maps(room.node(), "spec", "taints").stream()
                .anyMatch(taint -> Tree.text(taint, "effect").equals("PreferNoSchedule")
                        && !Tolerations.tolerates(
                                pod, Tree.text(taint, "key"), Tree.text(taint, "value"), "PreferNoSchedule"));
        return (cpu + memory) / 2 - siblings.on(room.name()) - 0.4 * siblings.in(room.zone()) - (keptForOthers ? 3 : 0);
    }

    /** How many pods of the same owner are on each node and in each zone. */
    private record Siblings(Map<String, Integer> byNode, Map<String, Integer> byZone) {
        static Siblings of(Map<String, Object> pod, Collection<NodeRoom> nodes) {
            String owner = Meta.controller(pod).map(o -> Tree.text(o, "uid")).orElse("");
            Siblings siblings = new Siblings(new HashMap<>(), new HashMap<>());
            for (NodeRoom room : nodes) {
                int here = (int) room.pods().stream()
                        .filter(other -> Meta.isControlledBy(other, owner))
                        .count();
                siblings.byNode.put(room.name(), here);
                siblings.byZone.merge(room.zone(), here, Integer::sum);
            }
            return siblings;
        }

        int on(String node) {
            return byNode.getOrDefault(node, 0);
        }

        int in(String zone) {
            return byZone.getOrDefault(zone, 0);
        }
    }
}
