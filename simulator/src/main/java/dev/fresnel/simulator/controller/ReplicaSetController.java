package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps as many pods of a ReplicaSet as it asks for. */
public final class ReplicaSetController implements Controller {
    private static final Source SOURCE = Source.of("replicaset-controller");
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Quotas quotas;
    private final Map<Key, Instant> refusedUntil = new HashMap<>();

    public ReplicaSetController(Cluster cluster) {
        this.cluster = cluster;
        this.quotas = new Quotas(cluster);
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.REPLICA_SET, set -> List.of(Key.of(set)));
        watches.on(Kinds.POD, pod -> Key.ofController(pod, "ReplicaSet"));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.REPLICA_SET, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> set = found.get();
        Instant now = cluster.now();
        long wanted = Tree.number(set, 1, "spec", "replicas");
        List<Map<String, Object>> pods =
                cluster.podsOf(set).stream().filter(Pods::isActive).toList();
        String refusal = "";
        boolean waits = now.isBefore(refusedUntil.getOrDefault(key, Instant.MIN));
        for (long i = pods.size(); i < wanted && refusal.isEmpty() && !waits; i++) {
            refusal = createPod(set);
        }
        if (!refusal.isEmpty()) {
            refusedUntil.put(key, now.plus(AFTER_REFUSAL));
        } else if (!waits || pods.size() >= wanted) {
            refusedUntil.remove(key);
        }
        if (pods.size() > wanted) {
            for (Map<String, Object> pod : Pods.leastMissedFirst(pods).subList(0, (int) (pods.size() - wanted))) {
                cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND);
                cluster.events().record(SOURCE, set, "Normal", "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
            }
        }
        List<Map<String, Object>> present =
                cluster.podsOf(set).stream().filter(Pods::isActive).toList();
        // as long as it fails for the same reason the first message stays: the name in it is another each time
        String told = Conditions.find(set, "ReplicaFailure")
                .map(condition -> Tree.text(condition, "message"))
                .orElse("");
        boolean refused = refusedUntil.containsKey(key);
        String failure = !refused || told.isEmpty() ? refusal : told;
        cluster.changeStatus(Kinds.REPLICA_SET, set, tree -> count(tree, present, failure, now));
        boolean waitsToBeAvailable = Tree.number(set, 0, "spec", "minReadySeconds") > 0
                && present.stream().anyMatch(Pods::isReady)
                && Tree.number(set, 0, "status", "availableReplicas") < wanted;
        return refused
                ? Optional.ofNullable(refusedUntil.get(key))
                : waitsToBeAvailable ? Optional.of(now.plusSeconds(1)) : Optional.empty();
    }

    /** Creates one pod; returns why it was refused, or an empty text. */
    private String createPod(Map<String, Object> set) {
        String name = Meta.name(set) + "-" + cluster.suffix(5);
        Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(set, "spec", "template"), set, name);
        Tree.put(pod, Meta.name(set) + "-", "metadata", "generateName");
        Optional<String> exceeded = quotas.refusal(pod);
        if (exceeded.isPresent()) {
            cluster.events().record(SOURCE, set, "Warning", "FailedCreate", "Error creating: " + exceeded.get());
            return exceeded.get();
        }
        cluster.create(Kinds.POD, pod);
        cluster.events().record(SOURCE, set, "Normal", "SuccessfulCreate", "Created pod: " + name);
        return "";
    }

    /** Writes what there is into the status. */
    public static void count(Map<String, Object> set, List<Map<String, Object>> pods, String failure, Instant now) {
        long minReady = Tree.number(set, 0, "spec", "minReadySeconds");
        Counts.put(set, "replicas", pods.size(), true);
        Counts.put(set, "fullyLabeledReplicas", pods.size(), false);
        Counts.put(set, "readyReplicas", pods.stream().filter(Pods::isReady).count(), false);
        Counts.put(
                set,
                "availableReplicas",
                pods.stream()
                        .filter(pod -> Pods.isAvailable(pod, minReady, now))
                        .count(),
                false);
        Counts.observed(set);
        if (failure.isEmpty()) {
            Conditions.remove(set, "ReplicaFailure");
        } else {
            Conditions.set(set, "ReplicaFailure", true, "FailedCreate", failure, now);
        }
    }
}
