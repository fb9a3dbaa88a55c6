package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.controller.Pods;
import dev.fresnel.simulator.kubelet.Mishap;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Keeps a cluster busy at a chosen pace: containers that crash, pods that are evicted, Deployments that are scaled or
 * restarted, heartbeats of nodes. It only begins things; what comes of them, the kubelet and the controllers do.
 */
final class Unrest implements Controller {
    /** What it is woken with first. */
    static final Key BEGIN = new Key("", "unrest");

    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration LOOKS_UP_SETS = Duration.ofSeconds(20);
    /** Every node renews its lease so often, unless that alone would be more than a sixth of all writes. */
    private static final double LEASE_SECONDS = 10;

    private static final double MOST_LEASES = 1 / 6.0;
    private static final String LEASES = "kube-node-lease";

    /** Something that can happen, how likely it is, and how many writes usually come of it. */
    private enum Happening {
        CRASH(0.50, 14),
        EVICTION(0.42, 30),
        SCALE(0.05, 18),
        RESTART(0.03, 120);

        final double share;
        final double writes;

        Happening(double share, double writes) {
            this.share = share;
            this.writes = writes;
        }
    }

    private final Cluster cluster;
    private final Random random;
    private final Pace pace;
    private final int pods;
    private final double leasesPerSecond;
    private double leasesDue;
    private int nextLease;
    private Instant last;
    private List<Map<String, Object>> sets = List.of();
    private Instant setsAsOf = Instant.MIN;

    Unrest(Cluster cluster, Scale scale, Random random) {
        this.cluster = cluster;
        this.random = random;
        this.pods = scale.pods();
        this.last = cluster.now();
        this.leasesPerSecond = Math.min(scale.nodes() / LEASE_SECONDS, scale.churn() * MOST_LEASES);
        this.pace = new Pace(scale.churn(), last, cluster.storage().resourceVersion());
    }

    @Override
    public void follow(Watches watches) {}

    @Override
    public Optional<Instant> reconcile(Key key) {
        Instant now = cluster.now();
        pace.pass(now, cluster.storage().resourceVersion());
        beatHearts(now);
        if (setsAsOf.plus(LOOKS_UP_SETS).isBefore(now)) {
            sets = cluster.list(Kinds.REPLICA_SET).stream()
                    .filter(set -> Tree.number(set, 0, "spec", "replicas") > 0)
                    .toList();
            setsAsOf = now;
        }
        while (pace.allows() && !sets.isEmpty()) {
            Happening next = any();
            happen(next, sets.get(random.nextInt(sets.size())));
            pace.spend(next.writes);
        }
        return Optional.of(now.plus(BETWEEN));
    }

    private Happening any() {
        double luck = random.nextDouble();
        for (Happening happening : Happening.values()) {
            luck -= happening.share;
            if (luck < 0) {
                return happening;
            }
        }
        return Happening.CRASH;
    }

    private void happen(Happening happening, Map<String, Object> set) {
        switch (happening) {
            case CRASH ->
                pod(set).ifPresent(pod ->
                        (random.nextInt(3) == 0 ? Mishap.OUT_OF_MEMORY : Mishap.CRASH).strike(cluster, pod));
            case EVICTION -> pod(set).ifPresent(pod -> cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND));
            case SCALE -> {
                // up and down, so that there are as many pods as at first whatever happens
                long step = cluster.list(Kinds.POD).size() < pods ? 1 : -1;
                deployment(set)
                        .ifPresent(deployment -> cluster.change(
                                Kinds.DEPLOYMENT,
                                deployment,
                                tree -> Tree.put(
                                        tree,
                                        Math.max(1, Tree.number(tree, 1, "spec", "replicas") + step),
                                        "spec",
                                        "replicas")));
            }
            case RESTART ->
                deployment(set)
                        .filter(deployment -> Tree.number(deployment, 1, "spec", "replicas") <= 4)
                        .ifPresent(deployment -> cluster.change(
                                Kinds.DEPLOYMENT,
                                deployment,
                                tree -> Tree.put(
                                        tree,
                                        Times.seconds(cluster.now()),
                                        "spec",
                                        "template",
                                        "metadata",
                                        "annotations",
                                        "kubectl.kubernetes.io/restartedAt")));
        }
    }

    private Optional<Map<String, Object>> pod(Map<String, Object> set) {
        List<Map<String, Object>> pods =
                cluster.podsOf(set).stream().filter(Pods::isActive).toList();
        return pods.isEmpty() ? Optional.empty() : Optional.of(pods.get(random.nextInt(pods.size())));
    }

    private Optional<Map<String, Object>> deployment(Map<String, Object> set) {
        return Meta.controller(set)
                .flatMap(owner -> cluster.get(Kinds.DEPLOYMENT, Meta.namespace(set), Tree.text(owner, "name")));
    }

    /** Nodes take turns, so that each shows that it is alive as often as the pace allows. */
    private void beatHearts(Instant now) {
        leasesDue += leasesPerSecond * Duration.between(last, now).toNanos() / 1e9;
        last = now;
        if (leasesDue < 1) {
            return;
        }
        List<Map<String, Object>> nodes = cluster.list(Kinds.NODE);
        for (; leasesDue >= 1 && !nodes.isEmpty(); leasesDue--) {
            Map<String, Object> node = nodes.get(nextLease++ % nodes.size());
            cluster.change(
                    Kinds.LEASE,
                    LEASES,
                    Meta.name(node),
                    lease -> Tree.put(lease, Times.micros(now), "spec", "renewTime"));
            pace.spend(1);
        }
    }
}
