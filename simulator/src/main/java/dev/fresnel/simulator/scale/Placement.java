package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.controller.Scheduling;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Gives pods a node where there are thousands: the emptier of a few that it happens to look at, as large schedulers do.
 * Knows selectors, cordons and how many pods a node takes; the demo's {@link Scheduler}, which weighs every node, knows the
 * rest.
 */
final class Placement implements Controller {
    private static final int LOOKS_AT = 8;
    private static final int MOST = 110;
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Random random;

    Placement(Cluster cluster, Random random) {
        this.cluster = cluster;
        this.random = random;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.POD, pod -> Scheduler.waits(pod) ? List.of(Key.of(pod)) : List.of());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.POD, key).filter(Scheduler::waits);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> pod = found.get();
        List<Map<String, Object>> nodes = cluster.list(Kinds.NODE);
        Optional<String> node = choose(pod, nodes);
        if (node.isPresent()) {
            String where = node.get();
            cluster.change(Kinds.POD, pod, tree -> Scheduler.bind(tree, where, cluster.now()));
            String message = "Successfully assigned " + Meta.namespace(pod) + "/" + Meta.name(pod) + " to " + where;
            cluster.events().record(Scheduler.SCHEDULED, pod, "Normal", "Scheduled", message);
            return Optional.empty();
        }
        String message = "0/" + nodes.size() + " nodes are available: " + nodes.size()
                + " node(s) didn't match Pod's node affinity/selector.";
        cluster.changeStatus(Kinds.POD, pod, tree -> Scheduler.refuse(tree, message, cluster.now()));
        cluster.events().record(Scheduler.FAILED, pod, "Warning", "FailedScheduling", message);
        return Optional.of(cluster.now().plus(RETRY));
    }

    private Optional<String> choose(Map<String, Object> pod, List<Map<String, Object>> nodes) {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        String best = null;
        int fewest = MOST;
        int seen = 0;
        int from = random.nextInt(nodes.size());
        for (int i = 0; i < nodes.size() && seen < LOOKS_AT; i++) {
            Map<String, Object> node = nodes.get((from + i) % nodes.size());
            if (takes(node) && Scheduling.matchesNode(pod, node)) {
                seen++;
                int pods = cluster.podsOnNode(Meta.name(node)).size();
                if (pods < fewest) {
                    fewest = pods;
                    best = Meta.name(node);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean takes(Map<String, Object> node) {
        return !Tree.isTrue(node, "spec", "unschedulable")
                && Tree.list(node, "spec", "taints").isEmpty();
    }
}
