package dev.fresnel.simulator.controller;

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

/** Renews the Leases in {@code kube-system}, by which the leaders among the control plane's components stay leaders. */
public final class LeaderController implements Controller {
    private static final String NAMESPACE = "kube-system";
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Cluster cluster;

    public LeaderController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.LEASE, lease -> Meta.namespace(lease).equals(NAMESPACE) ? List.of(Key.of(lease)) : List.of());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> lease = cluster.get(Kinds.LEASE, key);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        Instant now = cluster.now();
        Instant due = Times.at(lease.get(), Instant.EPOCH, "spec", "renewTime").plus(EVERY);
        if (due.isAfter(now)) {
            return Optional.of(due);
        }
        cluster.change(Kinds.LEASE, lease.get(), tree -> Tree.put(tree, Times.micros(now), "spec", "renewTime"));
        return Optional.of(now.plus(EVERY));
    }
}
