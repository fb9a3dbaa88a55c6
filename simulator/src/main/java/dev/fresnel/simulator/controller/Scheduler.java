package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives pods a node, or says why none fits and tries again when something has changed or five minutes have passed. */
public final class Scheduler implements Controller {
    /** Who says that a pod was placed. */
    public static final Source SCHEDULED = new Source("default-scheduler", "control-plane", "Binding");
    /** Who says that a pod could not be placed. */
    public static final Source FAILED = new Source("default-scheduler", "control-plane", "Scheduling");

    private static final Duration RETRY = Duration.ofMinutes(5);

    /** Pods that name another scheduler wait for that one. */
    private static final Set<String> OWN_NAMES = Set.of("", "default-scheduler");

    private final Cluster cluster;

    public Scheduler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.POD, pod -> waits(pod) ? List.of(Key.of(pod)) : List.of());
        watches.onChange(Kinds.NODE, _ -> waiting());
        watches.onChange(Kinds.CLAIM, _ -> waiting());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.POD, key).filter(Scheduler::waits);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> pod = found.get();
        Scheduling.Outcome outcome = decide(pod);
        if (outcome.node().isEmpty()) {
            fail(pod, outcome.message());
            return Optional.of(cluster.now().plus(RETRY));
        }
        String node = outcome.node().get();
        if (asksForVolumes(pod, node)) {
            return Optional.of(cluster.now().plusSeconds(2)); // the provisioner makes them, then the pod is bound
        }
        bind(pod, node);
        return Optional.empty();
    }

    /** Where the pod would go now. */
    public Scheduling.Outcome decide(Map<String, Object> pod) {
        return decide(pod, rooms());
    }

    /** Where the pod would have gone while every node was well and took pods. */
    public Scheduling.Outcome decideAsIfAllWereWell(Map<String, Object> pod) {
        Map<String, String> zones = volumeZones();
        List<NodeRoom> well = cluster.list(Kinds.NODE).stream()
                .map(node -> NodeRoom.of(withoutTroubles(node), cluster.podsOnNode(Meta.name(node)), zones))
                .toList();
        return decide(pod, well);
    }

    private Scheduling.Outcome decide(Map<String, Object> pod, List<NodeRoom> rooms) {
        return claimsRefuse(pod, rooms.size())
                .map(message -> new Scheduling.Outcome(Optional.empty(), message))
                .orElseGet(() -> Scheduling.place(pod, rooms));
    }

    private static Map<String, Object> withoutTroubles(Map<String, Object> node) {
        Map<String, Object> well = Tree.copy(node);
        Tree.remove(well, "spec", "unschedulable");
        if (Tree.at(well, "spec", "taints") != null) {
            Tree.list(well, "spec", "taints")
                    .removeIf(taint -> Tree.text(taint, "key").startsWith("node.kubernetes.io/"));
        }
        return well;
    }

    /** What binding writes into the pod. */
    public static void bind(Map<String, Object> pod, String node, Instant now) {
        Tree.put(pod, node, "spec", "nodeName");
        Conditions.set(pod, "PodScheduled", true, "", "", now);
    }

    /** What failing to place it writes into the pod. */
    public static void refuse(Map<String, Object> pod, String message, Instant now) {
        Conditions.set(pod, "PodScheduled", false, "Unschedulable", message, now);
    }

    /** Whether the pod waits for this scheduler to give it a node. */
    public static boolean waits(Map<String, Object> pod) {
        return Tree.text(pod, "spec", "nodeName").isEmpty()
                && OWN_NAMES.contains(Tree.text(pod, "spec", "schedulerName"))
                && Tree.list(pod, "spec", "schedulingGates").isEmpty()
                && Pods.isActive(pod);
    }

    private List<Key> waiting() {
        return cluster.list(Kinds.POD).stream()
                .filter(Scheduler::waits)
                .map(Key::of)
                .toList();
    }

    private void bind(Map<String, Object> pod, String node) {
        cluster.change(Kinds.POD, pod, tree -> bind(tree, node, cluster.now()));
        cluster.events()
                .record(
                        SCHEDULED,
                        pod,
                        "Normal",
                        "Scheduled",
                        "Successfully assigned " + Meta.namespace(pod) + "/" + Meta.name(pod) + " to " + node);
    }

    private void fail(Map<String, Object> pod, String message) {
        cluster.changeStatus(Kinds.POD, pod, tree -> refuse(tree, message, cluster.now()));
        cluster.events().record(FAILED, pod, "Warning", "FailedScheduling", message);
    }

    private List<NodeRoom> rooms() {
        Map<String, String> zones = volumeZones();
        return cluster.list(Kinds.NODE).stream()
                .map(node -> NodeRoom.of(node, cluster.podsOnNode(Meta.name(node)), zones))
                .toList();
    }

    private Map<String, String> volumeZones() {
        Map<String, String> zones = new HashMap<>();
        for (Map<String, Object> volume : cluster.list(Kinds.VOLUME)) {
            String zone = Volumes.zone(volume);
            if (!zone.isEmpty()) {
                zones.put(
                        Tree.text(volume, "spec", "claimRef", "namespace") + "/"
                                + Tree.text(volume, "spec", "claimRef", "name"),
                        zone);
            }
        }
        return zones;
    }

    /** Why the pod's claims keep it from being placed, if they do. */
    private Optional<String> claimsRefuse(Map<String, Object> pod, int nodes) {
        for (String name : Volumes.claimsOf(pod)) {
            Optional<Map<String, Object>> claim = cluster.get(Kinds.CLAIM, Meta.namespace(pod), name);
            if (claim.isEmpty()) {
                return Optional.of(Scheduling.unschedulable(nodes, "persistentvolumeclaim \"" + name + "\" not found"));
            }
            if (!Volumes.isBound(claim.get()) && !Volumes.waitsForPod(cluster, claim.get())) {
                return Optional.of(Scheduling.unschedulable(nodes, "pod has unbound immediate PersistentVolumeClaims"));
            }
        }
        return Optional.empty();
    }

    /** Tells the provisioner of the pod's unbound claims on which node they are needed. */
    private boolean asksForVolumes(Map<String, Object> pod, String node) {
        boolean asked = false;
        for (String name : Volumes.claimsOf(pod)) {
            Optional<Map<String, Object>> claim = cluster.get(Kinds.CLAIM, Meta.namespace(pod), name);
            if (claim.isPresent() && !Volumes.isBound(claim.get())) {
                asked = true;
                cluster.change(
                        Kinds.CLAIM,
                        claim.get(),
                        tree -> Tree.put(tree, node, "metadata", "annotations", Volumes.SELECTED_NODE));
            }
        }
        return asked;
    }
}
