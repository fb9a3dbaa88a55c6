package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps pods off nodes that are cordoned, under pressure or not ready, by taints, as the node lifecycle controller does. */
public final class NodeTaintController implements Controller {
    private static final String PREFIX = "node.kubernetes.io/";
    private static final Map<String, String> BY_CONDITION = byCondition();

    private final Cluster cluster;

    public NodeTaintController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.NODE, node -> List.of(Key.of(node)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        cluster.get(Kinds.NODE, key).ifPresent(this::taint);
        return Optional.empty();
    }

    private void taint(Map<String, Object> node) {
        boolean cordoned = Tree.isTrue(node, "spec", "unschedulable");
        boolean changes = set(node, "unschedulable", cordoned);
        if (changes) {
            String state = cordoned ? "NodeNotSchedulable" : "NodeSchedulable";
            cluster.events()
                    .record(
                            Source.kubelet(Meta.name(node)),
                            node,
                            "Normal",
                            state,
                            "Node " + Meta.name(node) + " status is now: " + state);
        }
        BY_CONDITION.forEach((condition, taint) -> set(node, taint, Conditions.isTrue(node, condition)));
        Optional<Map<String, Object>> ready = Conditions.find(node, "Ready");
        set(
                node,
                "not-ready",
                ready.filter(c -> !Tree.text(c, "status").equals("True")).isPresent());
    }

    /** Adds or takes a taint; whether it had to. */
    private boolean set(Map<String, Object> node, String taint, boolean wanted) {
        String taintKey = PREFIX + taint;
        boolean has = Tree.maps(node, "spec", "taints").stream()
                .anyMatch(present -> Tree.text(present, "key").equals(taintKey));
        if (has == wanted) {
            return false;
        }
        cluster.change(Kinds.NODE, node, tree -> {
            List<Object> taints = new ArrayList<>(Tree.list(tree, "spec", "taints"));
            taints.removeIf(present -> Tree.text(present, "key").equals(taintKey));
            if (wanted) {
                taints.add(Tree.of("key", taintKey, "effect", "NoSchedule", "timeAdded", Times.seconds(cluster.now())));
            }
            if (taints.isEmpty()) {
                Tree.remove(tree, "spec", "taints");
            } else {
                Tree.put(tree, taints, "spec", "taints");
            }
        });
        return true;
    }

    private static Map<String, String> byCondition() {
        Map<String, String> taints = new LinkedHashMap<>();
        taints.put("MemoryPressure", "memory-pressure");
        taints.put("DiskPressure", "disk-pressure");
        taints.put("PIDPressure", "pid-pressure");
        return taints;
    }
}
