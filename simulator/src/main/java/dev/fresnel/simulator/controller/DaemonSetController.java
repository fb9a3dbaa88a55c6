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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps one pod of a DaemonSet on each node that it is meant for. */
public final class DaemonSetController implements Controller {
    private static final String[] NODE_TERMS = {
        "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"
    };

    private static final Source SOURCE = Source.of("daemonset-controller");

    private final Cluster cluster;

    public DaemonSetController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.DAEMON_SET, set -> List.of(Key.of(set)));
        watches.on(Kinds.POD, pod -> Key.ofController(pod, "DaemonSet"));
        watches.onChange(
                Kinds.NODE,
                change -> change.previous() != null && sameForPods(change.previous(), change.object())
                        ? List.of()
                        : cluster.list(Kinds.DAEMON_SET).stream().map(Key::of).toList());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.DAEMON_SET, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> set = found.get();
        String revision = Revisions.ensure(cluster, set, "");
        List<Map<String, Object>> nodes = cluster.list(Kinds.NODE).stream()
                .filter(node -> isFor(cluster, set, node))
                .toList();
        List<Map<String, Object>> pods = cluster.podsOf(set);
        for (Map<String, Object> node : nodes) {
            if (pods.stream().noneMatch(pod -> target(pod).equals(Meta.name(node)))) {
                Map<String, Object> pod = cluster.create(Kinds.POD, pod(cluster, set, revision, Meta.name(node)));
                cluster.events().record(SOURCE, set, "Normal", "SuccessfulCreate", "Created pod: " + Meta.name(pod));
            }
        }
        for (Map<String, Object> pod : pods) {
            boolean stray = nodes.stream().noneMatch(node -> target(pod).equals(Meta.name(node)));
            if (!Meta.isBeingDeleted(pod) && (stray || Pods.isFinished(pod))) {
                delete(set, pod);
            }
        }
        update(set, revision);
        List<Map<String, Object>> present = cluster.podsOf(set);
        cluster.changeStatus(
                Kinds.DAEMON_SET, set, tree -> count(tree, nodes.size(), present, revision, cluster.now()));
        return Optional.empty();
    }

    /** Replaces pods of other revisions, as many at once as may be unavailable. */
    private void update(Map<String, Object> set, String revision) {
        if (Tree.text(set, "spec", "updateStrategy", "type").equals("OnDelete")) {
            return;
        }
        List<Map<String, Object>> pods = cluster.podsOf(set);
        long may = Tree.number(set, 1, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
        long unavailable = pods.stream()
                .filter(pod -> !Pods.isReady(pod) || Meta.isBeingDeleted(pod))
                .count();
        for (Map<String, Object> pod : pods) {
            if (unavailable >= may) {
                return;
            }
            if (!Meta.label(pod, Revisions.LABEL).equals(revision)) {
                delete(set, pod);
                unavailable++;
            }
        }
    }

    private void delete(Map<String, Object> set, Map<String, Object> pod) {
        cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND);
        cluster.events().record(SOURCE, set, "Normal", "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
    }

    /** Whether the node is one that gets a pod of the set. */
    public static boolean isFor(Cluster cluster, Map<String, Object> set, Map<String, Object> node) {
        Map<String, Object> pod = pod(cluster, set, "", Meta.name(node), Meta.name(set) + "-" + Meta.name(node));
        return Scheduling.matchesNode(pod, node)
                && Tree.maps(node, "spec", "taints").stream()
                        .filter(taint -> !Tree.text(taint, "effect").equals("PreferNoSchedule"))
                        .allMatch(taint -> Tolerations.tolerates(
                                pod, Tree.text(taint, "key"), Tree.text(taint, "value"), Tree.text(taint, "effect")));
    }

    /** The pod for a node, not stored yet and not bound yet. */
    public static Map<String, Object> pod(Cluster cluster, Map<String, Object> set, String revision, String node) {
        return pod(cluster, set, revision, node, Meta.name(set) + "-" + cluster.suffix(5));
    }

    private static Map<String, Object> pod(
            Cluster cluster, Map<String, Object> set, String revision, String node, String name) {
        Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(set, "spec", "template"), set, name);
        Tree.put(pod, Meta.name(set) + "-", "metadata", "generateName");
        Tree.put(pod, revision, "metadata", "labels", Revisions.LABEL);
        Tree.put(
                pod,
                Long.toString(Tree.number(set, 1, "metadata", "generation")),
                "metadata",
                "labels",
                "pod-template-generation");
        Tree.put(pod, only(node), NODE_TERMS);
        Tree.putIfAbsent(pod, Tree.listOf(), "spec", "tolerations");
        List<Object> tolerations = Tree.list(pod, "spec", "tolerations");
        for (String taint : List.of("not-ready", "unreachable")) {
            tolerations.add(Tree.of("key", "node.kubernetes.io/" + taint, "operator", "Exists", "effect", "NoExecute"));
        }
        for (String taint : List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
            tolerations.add(
                    Tree.of("key", "node.kubernetes.io/" + taint, "operator", "Exists", "effect", "NoSchedule"));
        }
        return pod;
    }

    /** The pod, frozen, for another node. */
    public static Map<String, Object> elsewhere(Map<String, Object> pod, String node) {
        return Tree.with(pod, only(node), NODE_TERMS);
    }

    private static List<Object> only(String node) {
        return Tree.listOf(Tree.of(
                "matchFields",
                Tree.listOf(Tree.of("key", "metadata.name", "operator", "In", "values", Tree.listOf(node)))));
    }

    /** Writes what there is into the status. */
    public static void count(
            Map<String, Object> set, int nodes, List<Map<String, Object>> pods, String revision, Instant now) {
        List<Map<String, Object>> active =
                pods.stream().filter(pod -> !Meta.isBeingDeleted(pod)).toList();
        long minReady = Tree.number(set, 0, "spec", "minReadySeconds");
        long available = active.stream()
                .filter(pod -> Pods.isAvailable(pod, minReady, now))
                .count();
        Counts.observed(set);
        Counts.put(set, "currentNumberScheduled", active.size(), true);
        Counts.put(set, "desiredNumberScheduled", nodes, true);
        Counts.put(set, "numberMisscheduled", 0, true);
        Counts.put(set, "numberReady", active.stream().filter(Pods::isReady).count(), true);
        Counts.put(set, "numberAvailable", available, false);
        Counts.put(set, "numberUnavailable", Math.max(0, nodes - available), false);
        Counts.put(
                set,
                "updatedNumberScheduled",
                active.stream()
                        .filter(pod -> Meta.label(pod, Revisions.LABEL).equals(revision))
                        .count(),
                false);
    }

    private static String target(Map<String, Object> pod) {
        String node = Tree.text(pod, "spec", "nodeName");
        return !node.isEmpty()
                ? node
                : Tree.maps(
                                pod,
                                "spec",
                                "affinity",
                                "nodeAffinity",
                                "requiredDuringSchedulingIgnoredDuringExecution",
                                "nodeSelectorTerms")
                        .stream()
                        .flatMap(term -> Tree.maps(term, "matchFields").stream())
                        .flatMap(field -> Tree.texts(field, "values").stream())
                        .findFirst()
                        .orElse("");
    }

    private static boolean sameForPods(Map<String, Object> before, Map<String, Object> after) {
        return Tree.map(before, "spec").equals(Tree.map(after, "spec"))
                && Meta.labels(before).equals(Meta.labels(after));
    }
}
