package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.finding.rule.NodeFit.Obstacle;
import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods that no node can take, and why each node cannot. */
final class PlacementRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.POD;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.NODE, Kinds.PERSISTENT_VOLUME_CLAIM);
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.WARNING;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        Map<String, Object> scheduled = Conditions.find(pod.object(), "PodScheduled");
        if (!"False".equals(Tree.text(scheduled, "status"))
                || !pod.text("spec", "nodeName").isEmpty()
                || pod.row().deletingAt() != 0) {
            return List.of();
        }
        String unbound = unbound(pod, around);
        if (!unbound.isEmpty()) {
            return List.of(waitsForClaim(pod, unbound, scheduled));
        }
        return around.knows(Kinds.NODE) && around.knows(Kinds.POD)
                ? List.of(noNode(pod, scheduled, around))
                : List.of();
    }

    /** A claim of the pod that is not bound and does not wait for the pod either; {@code ""} for none. */
    private static String unbound(Subject pod, Around around) {
        for (Object volume : pod.list("spec", "volumes")) {
            String name = Tree.text(volume, "persistentVolumeClaim", "claimName");
            if (name.isEmpty() || !around.knows(Kinds.PERSISTENT_VOLUME_CLAIM)) {
                continue;
            }
            Subject claim = around.named(Kinds.PERSISTENT_VOLUME_CLAIM, pod.namespace(), name);
            if (claim == null || !ClaimRule.isBoundOrWaitsForPod(claim, around)) {
                return name;
            }
        }
        return "";
    }

    private static Finding waitsForClaim(Subject pod, String claim, Map<String, Object> scheduled) {
        String[] places = {"pod", pod.name(), "claim", claim};
        Evidence.Other of = new Evidence.Other(Kinds.PERSISTENT_VOLUME_CLAIM, pod.namespace(), claim);
        Finding finding = Finding.failed(
                        "pod.placement",
                        Sentence.of("`{pod}` waits for claim `{claim}`, which is not bound or not there", places))
                .advice(Sentence.of("See what keeps the claim from being bound, or make it."))
                .evidence(List.of(of))
                .follows(of)
                .since(Pods.changed(scheduled));
        return Pods.together(
                finding,
                pod,
                "claim",
                "{count} pods of `{maker}` wait for claims that are not bound or not there",
                places);
    }

    private static Finding noNode(Subject pod, Map<String, Object> scheduled, Around around) {
        NodeFit fit = NodeFit.of(pod);
        Obstacles found = around.once(fit, () -> obstacles(fit, around));
        return finding(pod, scheduled, fit, found);
    }

    /**
     * What keeps nodes from a pod.
     *
     * @param counts how many nodes each obstacle stands before
     * @param nodes how many there are
     * @param fits how many have none
     */
    private record Obstacles(List<Obstacle> worst, Map<String, Integer> counts, int nodes, int fits) {}

    private static Obstacles obstacles(NodeFit fit, Around around) {
        Map<String, NodeFit.Taken> taken = around.once(NodeFit.Taken.class, () -> taken(around));
        List<Row> nodes = around.rows(Kinds.NODE);
        Map<String, Obstacle> obstacles = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        int fits = 0;
        for (Row node : nodes) {
            NodeFit.Room room = around.derived(Kinds.NODE, node, NodeFit.Room.class, NodeFit.Room::of);
            if (room == null) {
                continue;
            }
            List<Obstacle> found = fit.obstacles(
                    node.name(), node.labels(), room, taken.getOrDefault(node.name(), new NodeFit.Taken()));
            fits += found.isEmpty() ? 1 : 0;
            for (Obstacle obstacle : found) {
                obstacles.put(obstacle.id(), obstacle);
                counts.merge(obstacle.id(), 1, Integer::sum);
            }
        }
        return new Obstacles(worst(obstacles, counts, nodes.size()), counts, nodes.size(), fits);
    }

    private static Map<String, NodeFit.Taken> taken(Around around) {
        Map<String, NodeFit.Taken> taken = new HashMap<>();
        for (Row row : around.rows(Kinds.POD)) {
            NodeFit.Asks asks = around.derived(Kinds.POD, row, NodeFit.Asks.class, NodeFit.Asks::of);
            if (asks != null && !asks.node().isEmpty()) {
                taken.computeIfAbsent(asks.node(), _ -> new NodeFit.Taken()).add(asks);
            }
        }
        return taken;
    }

    /** What alone keeps every node from taking the pod; where nothing does, everything, by the number of nodes. */
    private static List<Obstacle> worst(Map<String, Obstacle> obstacles, Map<String, Integer> counts, int nodes) {
        List<Obstacle> byCount = new ArrayList<>(obstacles.values());
        byCount.sort(Comparator.comparingInt((Obstacle obstacle) -> -counts.getOrDefault(obstacle.id(), 0))
                .thenComparing(Obstacle::id));
        List<Obstacle> everywhere = byCount.stream()
                .filter(obstacle -> counts.getOrDefault(obstacle.id(), 0) == nodes)
                .toList();
        return everywhere.isEmpty() ? byCount.subList(0, Math.min(4, byCount.size())) : everywhere;
    }

    private static Finding finding(Subject pod, Map<String, Object> scheduled, NodeFit fit, Obstacles found) {
        List<Obstacle> worst = found.worst();
        int nodes = found.nodes();
        String said = Tree.text(scheduled, "message");
        List<Evidence> evidence = new ArrayList<>();
        fit.fields().forEach((path, value) -> evidence.add(new Evidence.Field(path, value)));
        if (!said.isEmpty()) {
            evidence.add(new Evidence.Said("scheduler", said));
        }
        List<Sentence> reasons = new ArrayList<>();
        for (Obstacle obstacle : worst) {
            reasons.add(obstacle.said()
                    .with("nodes", Integer.toString(found.counts().getOrDefault(obstacle.id(), 0))));
        }
        if (found.fits() > 0) {
            reasons.add(Sentence.of(
                    "{nodes} refused for what only the scheduler tells", "nodes", Integer.toString(found.fits())));
        }
        String title = nodes == 0
                ? "No node can take `{pod}`: the cluster has none"
                : reasons.isEmpty() ? "No node can take `{pod}`" : "No node can take `{pod}`: of {all} nodes {reasons}";
        String together = title.replace("`{pod}`", "{count} pods of `{maker}`");
        Finding finding = Finding.failed(
                        "pod.placement",
                        Sentence.of(title, "pod", pod.name(), "all", Integer.toString(nodes))
                                .with("reasons", reasons))
                .evidence(evidence)
                .since(Pods.changed(scheduled));
        Sentence advice = nodes == 0
                ? Sentence.of("Add a node.")
                : worst.isEmpty()
                        ? Sentence.of("What the scheduler says tells what it lacks.")
                        : worst.getFirst().advice();
        return finding.advice(advice)
                .together(
                        pod.namespace() + "/" + Pods.maker(pod) + " placement "
                                + worst.stream().map(Obstacle::id).toList(),
                        Sentence.of(together, "maker", Pods.makerName(pod), "all", Integer.toString(nodes))
                                .with("reasons", reasons));
    }
}
