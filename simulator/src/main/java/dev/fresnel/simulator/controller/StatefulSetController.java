package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the numbered pods of a StatefulSet, one after another, each with its claims. */
public final class StatefulSetController implements Controller {
    private static final Source SOURCE = Source.of("statefulset-controller");

    private final Cluster cluster;

    public StatefulSetController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.STATEFUL_SET, set -> List.of(Key.of(set)));
        watches.on(Kinds.POD, pod -> Key.ofController(pod, "StatefulSet"));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.STATEFUL_SET, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> set = found.get();
        String revision = Revisions.ensure(cluster, set, Meta.name(set) + "-");
        Map<Integer, Map<String, Object>> pods = byOrdinal(set);
        boolean settled = createMissing(set, revision, pods) && removeSurplus(set, pods);
        if (settled) {
            update(set, revision, pods);
        }
        List<Map<String, Object>> present = cluster.podsOf(set);
        cluster.changeStatus(Kinds.STATEFUL_SET, set, tree -> count(tree, present, revision, cluster.now()));
        return Optional.empty();
    }

    /** Creates what is missing, in order; whether all are there and, unless all may start together, ready. */
    private boolean createMissing(Map<String, Object> set, String revision, Map<Integer, Map<String, Object>> pods) {
        boolean inOrder = !Tree.text(set, "spec", "podManagementPolicy").equals("Parallel");
        for (int ordinal = 0; ordinal < Tree.number(set, 1, "spec", "replicas"); ordinal++) {
            Map<String, Object> pod = pods.get(ordinal);
            if (pod != null && Pods.isFinished(pod) && !Meta.isBeingDeleted(pod)) {
                cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND);
                return false;
            }
            if (pod == null) {
                create(set, revision, ordinal);
            }
            if (inOrder && (pod == null || !Pods.isReady(pod) || Meta.isBeingDeleted(pod))) {
                return false;
            }
        }
        return true;
    }

    private void create(Map<String, Object> set, String revision, int ordinal) {
        for (Map<String, Object> claim : claims(set, ordinal)) {
            if (cluster.get(Kinds.CLAIM, Key.of(claim)).isEmpty()) {
                cluster.create(Kinds.CLAIM, claim);
                cluster.events()
                        .record(
                                SOURCE,
                                set,
                                "Normal",
                                "SuccessfulCreate",
                                "create Claim %s Pod %s-%d in StatefulSet %s success"
                                        .formatted(Meta.name(claim), Meta.name(set), ordinal, Meta.name(set)));
            }
        }
        Map<String, Object> pod = cluster.create(Kinds.POD, pod(cluster, set, revision, ordinal));
        cluster.events()
                .record(
                        SOURCE,
                        set,
                        "Normal",
                        "SuccessfulCreate",
                        "create Pod " + Meta.name(pod) + " in StatefulSet " + Meta.name(set) + " successful");
    }

    private boolean removeSurplus(Map<String, Object> set, Map<Integer, Map<String, Object>> pods) {
        long replicas = Tree.number(set, 1, "spec", "replicas");
        Optional<Map<String, Object>> highest = pods.entrySet().stream()
                .filter(pod -> pod.getKey() >= replicas)
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
        highest.ifPresent(pod -> remove(set, pod));
        return highest.isEmpty();
    }

    /** Replaces the last pod that is of another revision, if all above it are ready. */
    private void update(Map<String, Object> set, String revision, Map<Integer, Map<String, Object>> pods) {
        if (Tree.text(set, "spec", "updateStrategy", "type").equals("OnDelete")) {
            return;
        }
        long partition = Tree.number(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        for (long ordinal = Tree.number(set, 1, "spec", "replicas") - 1; ordinal >= partition; ordinal--) {
            Map<String, Object> pod = pods.get((int) ordinal);
            if (pod == null || Meta.isBeingDeleted(pod)) {
                return;
            }
            if (!Meta.label(pod, Revisions.LABEL).equals(revision)) {
                remove(set, pod);
                return;
            }
            if (!Pods.isReady(pod)) {
                return;
            }
        }
    }

    private void remove(Map<String, Object> set, Map<String, Object> pod) {
        if (!Meta.isBeingDeleted(pod)) {
            cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND);
            cluster.events()
                    .record(
                            SOURCE,
                            set,
                            "Normal",
                            "SuccessfulDelete",
                            "delete Pod " + Meta.name(pod) + " in StatefulSet " + Meta.name(set) + " successful");
        }
    }

    /** The pod with that number, not stored yet. */
    public static Map<String, Object> pod(Cluster cluster, Map<String, Object> set, String revision, int ordinal) {
        String name = Meta.name(set) + "-" + ordinal;
        Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(set, "spec", "template"), set, name);
        Tree.put(pod, Meta.name(set) + "-", "metadata", "generateName");
        Tree.put(pod, revision, "metadata", "labels", Revisions.LABEL);
        Tree.put(pod, name, "metadata", "labels", "statefulset.kubernetes.io/pod-name");
        Tree.put(pod, Integer.toString(ordinal), "metadata", "labels", "apps.kubernetes.io/pod-index");
        Tree.put(pod, name, "spec", "hostname");
        String service = Tree.text(set, "spec", "serviceName");
        if (!service.isEmpty()) {
            Tree.put(pod, service, "spec", "subdomain");
        }
        for (Map<String, Object> template : Tree.maps(set, "spec", "volumeClaimTemplates")) {
            Tree.putIfAbsent(pod, Tree.listOf(), "spec", "volumes");
            Tree.list(pod, "spec", "volumes")
                    .add(Tree.of(
                            "name",
                            Meta.name(template),
                            "persistentVolumeClaim",
                            Tree.of("claimName", Meta.name(template) + "-" + name)));
        }
        return pod;
    }

    /** The claims of the pod with that number, not stored yet. */
    public static List<Map<String, Object>> claims(Map<String, Object> set, int ordinal) {
        return Tree.maps(set, "spec", "volumeClaimTemplates").stream()
                .map(template -> {
                    Map<String, Object> claim = Tree.copy(template);
                    claim.put("apiVersion", "v1");
                    claim.put("kind", "PersistentVolumeClaim");
                    Tree.put(claim, Meta.name(template) + "-" + Meta.name(set) + "-" + ordinal, "metadata", "name");
                    Tree.put(claim, Meta.namespace(set), "metadata", "namespace");
                    Tree.put(
                            claim, Tree.copyOf(Tree.map(set, "spec", "selector", "matchLabels")), "metadata", "labels");
                    Tree.put(claim, Tree.listOf("kubernetes.io/pvc-protection"), "metadata", "finalizers");
                    return claim;
                })
                .toList();
    }

    /** Writes what there is into the status. */
    public static void count(Map<String, Object> set, List<Map<String, Object>> pods, String revision, Instant now) {
        long updated = pods.stream()
                .filter(pod -> Meta.label(pod, Revisions.LABEL).equals(revision))
                .count();
        boolean complete = updated == pods.size() && updated == Tree.number(set, 1, "spec", "replicas");
        String before = Tree.text(set, "status", "currentRevision");
        long minReady = Tree.number(set, 0, "spec", "minReadySeconds");
        Counts.observed(set);
        Counts.put(set, "replicas", pods.size(), true);
        Counts.put(set, "readyReplicas", pods.stream().filter(Pods::isReady).count(), false);
        Counts.put(
                set,
                "availableReplicas",
                pods.stream()
                        .filter(pod -> Pods.isAvailable(pod, minReady, now))
                        .count(),
                true);
        Counts.put(set, "updatedReplicas", updated, false);
        Counts.put(set, "currentReplicas", complete ? updated : pods.size() - updated, false);
        Tree.put(set, revision, "status", "updateRevision");
        Tree.put(set, complete || before.isEmpty() ? revision : before, "status", "currentRevision");
        Tree.put(set, 0L, "status", "collisionCount");
    }

    private Map<Integer, Map<String, Object>> byOrdinal(Map<String, Object> set) {
        Map<Integer, Map<String, Object>> pods = new HashMap<>();
        for (Map<String, Object> pod : cluster.podsOf(set)) {
            String ordinal = Meta.name(pod).substring(Meta.name(pod).lastIndexOf('-') + 1);
            if (ordinal.chars().allMatch(Character::isDigit)) {
                pods.put(Integer.parseInt(ordinal), pod);
            }
        }
        return pods;
    }
}
