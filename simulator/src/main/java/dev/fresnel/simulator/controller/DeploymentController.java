package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns each template of a Deployment into a ReplicaSet, and rolls from one to the next. */
public final class DeploymentController implements Controller {
    /** The annotation with the number of a Deployment's or ReplicaSet's revision. */
    public static final String REVISION = "deployment.kubernetes.io/revision";

    static final String HASH = "pod-template-hash";
    private static final Source SOURCE = Source.of("deployment-controller");

    private final Cluster cluster;

    public DeploymentController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.DEPLOYMENT, deployment -> List.of(Key.of(deployment)));
        watches.on(Kinds.REPLICA_SET, set -> Key.ofController(set, "Deployment"));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.DEPLOYMENT, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> deployment = found.get();
        Instant now = cluster.now();
        boolean paused = Tree.isTrue(deployment, "spec", "paused");
        String hash = Names.hash(Tree.map(deployment, "spec", "template"));
        Optional<Map<String, Object>> newSet = cluster.replicaSetsOf(deployment).stream()
                .filter(set -> Meta.label(set, HASH).equals(hash))
                .findFirst();
        boolean created = false;
        if (newSet.isEmpty() && !paused) {
            newSet = Optional.of(createSet(deployment, hash));
            created = true;
        }
        if (newSet.isPresent()) {
            Map<String, Object> current = paused ? newSet.get() : adoptRevision(deployment, newSet.get());
            scale(deployment, current);
            cleanUp(deployment, current);
        }
        boolean justCreated = created;
        List<Map<String, Object>> sets = cluster.replicaSetsOf(deployment);
        Optional<Map<String, Object>> fresh = newSet.flatMap(set -> cluster.get(Kinds.REPLICA_SET, Key.of(set)));
        cluster.changeStatus(
                Kinds.DEPLOYMENT,
                deployment,
                tree -> DeploymentStatus.write(tree, fresh.orElse(Map.of()), sets, justCreated, now));
        return cluster.get(Kinds.DEPLOYMENT, key).flatMap(d -> DeploymentStatus.deadline(d, now));
    }

    /** The ReplicaSet of the deployment's present template, not stored yet. */
    public static Map<String, Object> replicaSet(Map<String, Object> deployment, long revision, long replicas) {
        Map<String, Object> template = Tree.copy(Tree.map(deployment, "spec", "template"));
        String hash = Names.hash(Tree.map(deployment, "spec", "template"));
        Tree.put(template, hash, "metadata", "labels", HASH);
        Map<String, Object> selector = Tree.copy(Tree.map(deployment, "spec", "selector"));
        Tree.put(selector, hash, "matchLabels", HASH);
        Map<String, Object> set = Tree.of("apiVersion", "apps/v1", "kind", "ReplicaSet");
        Tree.put(set, Meta.name(deployment) + "-" + hash, "metadata", "name");
        Tree.put(set, Meta.namespace(deployment), "metadata", "namespace");
        Tree.put(set, Tree.copyOf(Tree.map(template, "metadata", "labels")), "metadata", "labels");
        annotate(set, deployment, revision);
        Tree.put(set, Tree.listOf(Cluster.ownerReference(deployment)), "metadata", "ownerReferences");
        Tree.put(set, replicas, "spec", "replicas");
        long minReady = Tree.number(deployment, 0, "spec", "minReadySeconds");
        if (minReady > 0) {
            Tree.put(set, minReady, "spec", "minReadySeconds");
        }
        Tree.put(set, selector, "spec", "selector");
        Tree.put(set, template, "spec", "template");
        return set;
    }

    private Map<String, Object> createSet(Map<String, Object> deployment, String hash) {
        long revision = newestRevision(deployment, hash) + 1;
        Map<String, Object> set = cluster.create(Kinds.REPLICA_SET, replicaSet(deployment, revision, 0));
        putRevision(deployment, revision);
        return set;
    }

    /** A set that becomes the new one again (a rollback) gets a new revision number. */
    private Map<String, Object> adoptRevision(Map<String, Object> deployment, Map<String, Object> set) {
        long newest = newestRevision(deployment, Meta.label(set, HASH));
        long own = revision(set);
        long revision = own > newest ? own : newest + 1;
        Map<String, Object> current = cluster.change(Kinds.REPLICA_SET, set, tree -> {
                    if (own != revision) {
                        String history = Meta.annotation(tree, REVISION + "-history");
                        Tree.put(
                                tree,
                                history.isEmpty() ? Long.toString(own) : history + "," + own,
                                "metadata",
                                "annotations",
                                REVISION + "-history");
                    }
                    annotate(tree, deployment, revision);
                })
                .orElse(set);
        putRevision(deployment, revision);
        return current;
    }

    private void putRevision(Map<String, Object> deployment, long revision) {
        String text = Long.toString(revision);
        if (!Meta.annotation(deployment, REVISION).equals(text)) {
            cluster.change(
                    Kinds.DEPLOYMENT, deployment, tree -> Tree.put(tree, text, "metadata", "annotations", REVISION));
        }
    }

    private static void annotate(Map<String, Object> set, Map<String, Object> deployment, long revision) {
        Tree.map(deployment, "metadata", "annotations").forEach((name, value) -> {
            if (!name.equals("kubectl.kubernetes.io/last-applied-configuration") && !name.startsWith(REVISION)) {
                Tree.put(set, value, "metadata", "annotations", name);
            }
        });
        long replicas = Tree.number(deployment, 1, "spec", "replicas");
        Tree.put(set, Long.toString(replicas), "metadata", "annotations", "deployment.kubernetes.io/desired-replicas");
        Tree.put(
                set,
                Long.toString(replicas + Rollout.surge(deployment)),
                "metadata",
                "annotations",
                "deployment.kubernetes.io/max-replicas");
        Tree.put(set, Long.toString(revision), "metadata", "annotations", REVISION);
    }

    private void scale(Map<String, Object> deployment, Map<String, Object> newSet) {
        if (Tree.isTrue(deployment, "spec", "paused")) {
            return;
        }
        List<Map<String, Object>> old = new ArrayList<>(cluster.replicaSetsOf(deployment));
        old.removeIf(set -> Meta.name(set).equals(Meta.name(newSet)));
        Rollout.next(deployment, newSet, old).forEach((name, replicas) -> {
            Map<String, Object> set = name.equals(Meta.name(newSet))
                    ? newSet
                    : old.stream()
                            .filter(s -> Meta.name(s).equals(name))
                            .findFirst()
                            .orElseThrow();
            long before = Tree.number(set, 0, "spec", "replicas");
            cluster.change(Kinds.REPLICA_SET, set, tree -> Tree.put(tree, replicas, "spec", "replicas"));
            cluster.events()
                    .record(
                            SOURCE,
                            deployment,
                            "Normal",
                            "ScalingReplicaSet",
                            "Scaled %s replica set %s from %d to %d"
                                    .formatted(replicas > before ? "up" : "down", name, before, replicas));
        });
    }

    private void cleanUp(Map<String, Object> deployment, Map<String, Object> newSet) {
        List<Map<String, Object>> empty = cluster.replicaSetsOf(deployment).stream()
                .filter(set -> !Meta.name(set).equals(Meta.name(newSet)))
                .filter(set ->
                        Tree.number(set, 0, "spec", "replicas") == 0 && Tree.number(set, 0, "status", "replicas") == 0)
                .sorted(Comparator.comparingLong(DeploymentController::revision))
                .toList();
        long keep = Tree.number(deployment, 10, "spec", "revisionHistoryLimit");
        for (int i = 0; i < empty.size() - keep; i++) {
            cluster.delete(Kinds.REPLICA_SET, empty.get(i), Deletion.BACKGROUND);
        }
    }

    private long newestRevision(Map<String, Object> deployment, String exceptHash) {
        return cluster.replicaSetsOf(deployment).stream()
                .filter(set -> !Meta.label(set, HASH).equals(exceptHash))
                .mapToLong(DeploymentController::revision)
                .max()
                .orElse(0);
    }

    private static long revision(Map<String, Object> set) {
        String text = Meta.annotation(set, REVISION);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
