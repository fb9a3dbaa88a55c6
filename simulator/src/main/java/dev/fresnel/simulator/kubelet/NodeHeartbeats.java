package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shows that nodes are alive: the Lease of each, renewed every ten seconds, and the heartbeat in its conditions every
 * five minutes. A node whose condition Ready is not True sends none.
 */
public final class NodeHeartbeats implements Controller {
    static final String NAMESPACE = "kube-node-lease";
    private static final Duration LEASE_EVERY = Duration.ofSeconds(10);
    private static final Duration STATUS_EVERY = Duration.ofMinutes(5);

    private final Cluster cluster;

    public NodeHeartbeats(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.NODE, node -> List.of(Key.of(node)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> node = cluster.get(Kinds.NODE, key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Instant now = cluster.now();
        Instant renewed = cluster.get(Kinds.LEASE, NAMESPACE, key.name())
                .map(lease -> Times.at(lease, Instant.EPOCH, "spec", "renewTime"))
                .orElse(Instant.EPOCH);
        if (!renewed.plus(LEASE_EVERY).isAfter(now)) {
            renew(node.get(), now);
            renewed = now;
        }
        boolean stale = Tree.maps(node.get(), "status", "conditions").stream()
                .anyMatch(c -> !Times.at(c, Instant.EPOCH, "lastHeartbeatTime")
                        .plus(STATUS_EVERY)
                        .isAfter(now));
        if (stale) {
            cluster.changeStatus(Kinds.NODE, node.get(), tree -> {
                for (Map<String, Object> condition : Tree.maps(tree, "status", "conditions")) {
                    condition.put("lastHeartbeatTime", Times.seconds(now));
                }
            });
        }
        return Optional.of(renewed.plus(LEASE_EVERY));
    }

    private void renew(Map<String, Object> node, Instant now) {
        String name = Meta.name(node);
        boolean there = cluster.change(
                        Kinds.LEASE, NAMESPACE, name, lease -> Tree.put(lease, Times.micros(now), "spec", "renewTime"))
                .isPresent();
        if (!there) {
            cluster.create(Kinds.LEASE, lease(node, now));
        }
    }

    /** The Lease with which a node shows that it is alive. */
    public static Map<String, Object> lease(Map<String, Object> node, Instant now) {
        String name = Meta.name(node);
        return Tree.of(
                "metadata",
                Tree.of(
                        "name", name,
                        "namespace", NAMESPACE,
                        "ownerReferences",
                                Tree.listOf(Tree.of(
                                        "apiVersion", "v1", "kind", "Node", "name", name, "uid", Meta.uid(node)))),
                "spec",
                Tree.of("holderIdentity", name, "leaseDurationSeconds", 40L, "renewTime", Times.micros(now)));
    }
}
