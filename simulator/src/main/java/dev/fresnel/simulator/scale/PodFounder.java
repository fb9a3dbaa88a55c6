package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.kubelet.Past;
import dev.fresnel.simulator.patch.BuiltInLists;
import dev.fresnel.simulator.patch.Ownership;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.Map;

/** Founds one pod: plays its past, and notes who has written what, as an API server does. */
final class PodFounder {
    private static final Ownership OWNERSHIP = new Ownership(new BuiltInLists("Pod"));

    private final Cluster cluster;
    private final Past past;

    PodFounder(Cluster cluster, Past past) {
        this.cluster = cluster;
        this.past = past;
    }

    /**
     * The pod as it is now, frozen and complete; not stored yet.
     *
     * @param pod as its controller makes it
     * @param wasWell whether all that the pod needs was there when it started
     * @param alike a pod that it shares with what is equal
     */
    Map<String, Object> placed(
            Map<String, Object> pod, Seats.Seat seat, Instant created, boolean wasWell, Map<String, Object> alike) {
        Map<String, Object> spec = begin(pod, created);
        Scheduler.bind(pod, seat.node(), created);
        past.play(pod, created, wasWell);
        return complete(Twins.seated(Tree.freeze(pod, Map.of()), seat), spec, "kubelet", created, alike);
    }

    /** As {@link #placed}, of a pod that became what another did that started at the same time. */
    Map<String, Object> like(
            Map<String, Object> pod,
            Seats.Seat seat,
            Instant created,
            Map<String, Object> other,
            Map<String, Object> alike) {
        Map<String, Object> spec = begin(pod, created);
        Scheduler.bind(pod, seat.node(), created);
        pod.put("status", other.getOrDefault("status", Map.of()));
        return complete(Twins.seated(Tree.freeze(pod, Map.of()), seat), spec, "kubelet", created, alike);
    }

    /** The pod as if it had been created at another time, when it would have become what another did. */
    static Map<String, Object> as(Map<String, Object> pod, Map<String, Object> other, Instant created) {
        Map<String, Object> same = Tree.with(pod, other.getOrDefault("status", Map.of()), "status");
        return Tree.with(same, Times.seconds(created), "metadata", "creationTimestamp");
    }

    /** A pod that no node takes. */
    Map<String, Object> refused(Map<String, Object> pod, String message, Instant created, Map<String, Object> alike) {
        Map<String, Object> spec = begin(pod, created);
        Scheduler.refuse(pod, message, created);
        cluster.events().record(Scheduler.FAILED, pod, "", "Warning", "FailedScheduling", message, cluster.now(), 1);
        return complete(pod, spec, "kube-scheduler", created, alike);
    }

    private Map<String, Object> begin(Map<String, Object> pod, Instant created) {
        Tree.put(pod, Times.seconds(created), "metadata", "creationTimestamp");
        Tree.put(pod, cluster.newUid(), "metadata", "uid");
        Tree.put(pod, "Pending", "status", "phase");
        Map<String, Object> asCreated = Tree.copy(pod);
        asCreated.remove("status");
        return asCreated;
    }

    private Map<String, Object> complete(
            Map<String, Object> pod,
            Map<String, Object> asCreated,
            String reporter,
            Instant created,
            Map<String, Object> alike) {
        Map<String, Object> complete = Tree.copy(cluster.storage().create(Kinds.POD, pod, (_, _) -> {}, true));
        Map<String, Object> owned = Tree.copy(asCreated);
        OWNERSHIP.update(Map.of(), owned, writer("kube-controller-manager", "", created));
        Tree.put(complete, Tree.list(owned, "metadata", "managedFields"), "metadata", "managedFields");
        Map<String, Object> before = Tree.copy(complete);
        before.remove("status");
        OWNERSHIP.update(before, complete, writer(reporter, "status", created.plusSeconds(30)));
        return Tree.freeze(complete, alike);
    }

    private static Ownership.Writer writer(String manager, String subresource, Instant at) {
        return new Ownership.Writer(manager, "v1", subresource, true, Times.seconds(at));
    }

    /** Stores it. */
    Map<String, Object> found(Map<String, Object> pod) {
        return cluster.storage().found(Kinds.POD, pod);
    }

    /** A name for a pod of the owner that no pod has; among thousands of one owner some suffixes come twice. */
    String name(Map<String, Object> owner) {
        String name;
        do {
            name = Meta.name(owner) + "-" + cluster.suffix(5);
        } while (cluster.get(Kinds.POD, Meta.namespace(owner), name).isPresent());
        return name;
    }
}
