package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Selector;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how many pods of a PodDisruptionBudget may be evicted. */
public final class DisruptionController implements Controller {
    private final Cluster cluster;

    public DisruptionController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.DISRUPTION_BUDGET, budget -> List.of(Key.of(budget)));
        watches.onChange(
                Kinds.POD,
                change -> cluster.list(Kinds.DISRUPTION_BUDGET, Meta.namespace(change.object())).stream()
                        .filter(budget -> covers(budget, change.object()))
                        .map(Key::of)
                        .toList());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        cluster.get(Kinds.DISRUPTION_BUDGET, key).ifPresent(this::write);
        return Optional.empty();
    }

    private void write(Map<String, Object> budget) {
        List<Map<String, Object>> pods = cluster.list(Kinds.POD, Meta.namespace(budget)).stream()
                .filter(pod -> covers(budget, pod) && Pods.isActive(pod))
                .toList();
        long expected = pods.size();
        long healthy = pods.stream().filter(Pods::isReady).count();
        long desired = Tree.at(budget, "spec", "minAvailable") != null
                ? share(budget, "minAvailable", expected)
                : Math.max(0, expected - share(budget, "maxUnavailable", expected));
        long allowed = Math.max(0, healthy - desired);
        cluster.changeStatus(Kinds.DISRUPTION_BUDGET, budget, tree -> {
            Counts.observed(tree);
            Counts.put(tree, "expectedPods", expected, true);
            Counts.put(tree, "currentHealthy", healthy, true);
            Counts.put(tree, "desiredHealthy", desired, true);
            Counts.put(tree, "disruptionsAllowed", allowed, true);
            Conditions.set(
                    tree,
                    "DisruptionAllowed",
                    allowed > 0,
                    allowed > 0 ? "SufficientPods" : "InsufficientPods",
                    "",
                    cluster.now());
        });
    }

    private static boolean covers(Map<String, Object> budget, Map<String, Object> pod) {
        return Selector.matches(Tree.map(budget, "spec", "selector"), Meta.labels(pod));
    }

    /** A number, or a percentage of the pods rounded up. */
    private static long share(Map<String, Object> budget, String field, long of) {
        String text = Tree.text(budget, "spec", field);
        return text.endsWith("%")
                ? (long) Math.ceil(of * Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                : Tree.number(budget, 1, "spec", field);
    }
}
