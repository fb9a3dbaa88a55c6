package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.controller.DeploymentController;
import dev.fresnel.simulator.controller.DeploymentStatus;
import dev.fresnel.simulator.controller.Pods;
import dev.fresnel.simulator.controller.ReplicaSetController;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Founds Deployments with their ReplicaSets and pods: those of healthy versions long rolled out, those of most flawed ones stuck
 * where their controller stopped, with the pods of the version before still running.
 */
final class RolloutFounder {
    private static final Duration TO_GET_READY = Duration.ofSeconds(40);
    private static final Duration GIVEN_UP = Duration.ofSeconds(601);
    private static final double REPLACED_SINCE = 0.25;

    private final Cluster cluster;
    private final PodFounder pods;
    private final Twins twins;
    private final Seats seats;
    private final Random random;
    private final PastTimes times;
    private final Map<String, Map<String, Object>> alike = new HashMap<>();

    RolloutFounder(Cluster cluster, PodFounder pods, Twins twins, Seats seats, Random random) {
        this.cluster = cluster;
        this.pods = pods;
        this.twins = twins;
        this.seats = seats;
        this.random = random;
        this.times = new PastTimes(cluster.now(), random);
    }

    /** How many pods a Deployment of so many replicas has, as its rollout stands. */
    static long pods(long replicas, Flaw flaw) {
        return flaw.stops() ? replicas - unavailable(replicas) + fresh(replicas) : replicas;
    }

    /** As many as a rolling update does without: a quarter, rounded down. */
    private static long unavailable(long replicas) {
        return replicas / 4;
    }

    /** As many of the new version as it then has: those, and a quarter, rounded up, on top. */
    private static long fresh(long replicas) {
        return unavailable(replicas) + (replicas + 3) / 4;
    }

    /** Founds the Deployment; returns its pods. */
    List<Map<String, Object>> found(Workload workload, long replicas, Flaw flaw) {
        boolean stuck = flaw.stops();
        Instant created = times.longAgo();
        Instant rolledOut = flaw == Flaw.NONE ? times.any() : times.late();
        long revision = 2L + random.nextInt(40);
        Map<String, Object> deployment = complete(Kinds.DEPLOYMENT, born(workload.deployment(replicas, flaw), created));
        deployment = Tree.with(
                deployment, Long.toString(revision), "metadata", "annotations", DeploymentController.REVISION);
        Map<String, Object> before = Tree.copy(deployment);
        Tree.put(before, Tree.map(workload.deployment(replicas, Flaw.NONE), "spec", "template"), "spec", "template");
        String older = flaw == Flaw.NONE ? "2.14.5" : Flaw.NONE.tag();
        Tree.maps(before, "spec", "template", "spec", "containers")
                .getFirst()
                .put("image", workload.image() + ":" + older);
        Tree.put(before, older, "spec", "template", "metadata", "labels", "app.kubernetes.io/version");
        before = complete(Kinds.DEPLOYMENT, before);

        List<Map<String, Object>> running = new ArrayList<>();
        long old = stuck ? replicas - unavailable(replicas) : 0;
        Instant earlier = flaw == Flaw.NONE ? rolledOut.minusSeconds(86_400) : times.any();
        Map<String, Object> oldSet = set(before, revision - 1, old, earlier, Flaw.NONE, running);
        long fresh = stuck ? fresh(replicas) : replicas;
        Map<String, Object> newSet = set(deployment, revision, fresh, rolledOut, flaw, running);

        List<Map<String, Object>> sets = List.of(oldSet, newSet);
        Map<String, Object> told = Tree.copy(deployment);
        DeploymentStatus.write(told, newSet, sets, true, rolledOut);
        DeploymentStatus.write(told, newSet, sets, false, rolledOut.plus(TO_GET_READY));
        DeploymentStatus.write(told, newSet, sets, false, rolledOut.plus(GIVEN_UP));
        cluster.storage().found(Kinds.DEPLOYMENT, Tree.freeze(told, deployment));
        return running;
    }

    private Map<String, Object> set(
            Map<String, Object> deployment,
            long revision,
            long replicas,
            Instant created,
            Flaw flaw,
            List<Map<String, Object>> running) {
        Map<String, Object> set = complete(
                Kinds.REPLICA_SET, born(DeploymentController.replicaSet(deployment, revision, replicas), created));
        List<Map<String, Object>> made = new ArrayList<>();
        long replaced = flaw == Flaw.NONE ? Math.round(replicas * REPLACED_SINCE) : 0;
        addTwins(set, replicas - replaced, created, flaw, made);
        addTwins(set, replaced, times.since(created), flaw, made);
        running.addAll(made);
        Map<String, Object> counted = Tree.copy(set);
        ReplicaSetController.count(counted, made, "", cluster.now());
        return cluster.storage().found(Kinds.REPLICA_SET, Tree.freeze(counted, set));
    }

    private void addTwins(
            Map<String, Object> set, long count, Instant created, Flaw flaw, List<Map<String, Object>> made) {
        if (count == 0) {
            return;
        }
        Map<String, Object> first =
                made.isEmpty() ? Twins.first(first(set, created, flaw)) : later(set, made.getFirst(), created);
        made.add(pods.found(first));
        for (long i = 1; i < count; i++) {
            String name = pods.name(set);
            made.add(pods.found(
                    flaw == Flaw.FITS_NOWHERE ? twins.named(first, name) : twins.twin(first, name, seats.any())));
        }
    }

    /** A pod of the set as it is now. Its past is played, unless that of one like it has been. */
    private Map<String, Object> first(Map<String, Object> set, Instant created, Flaw flaw) {
        Map<String, Object> pod = pod(set);
        String image = Tree.text(Tree.maps(pod, "spec", "containers").getFirst(), "image");
        Map<String, Object> kin = alike.getOrDefault(image, Map.of());
        if (flaw == Flaw.FITS_NOWHERE) {
            return pods.refused(pod, fitsNowhere(), created, kin);
        }
        String life = image + created;
        Map<String, Object> same = alike.get(life);
        if (same != null) {
            return pods.like(pod, seats.any(), created, same, same);
        }
        Map<String, Object> played =
                Twins.first(pods.placed(pod, seats.any(), created, flaw != Flaw.LACKS_CONFIGURATION, kin));
        alike.put(image, played);
        if (flaw == Flaw.NONE) {
            alike.put(life, played); // that of a flawed one tells its name
        }
        return played;
    }

    private String fitsNowhere() {
        return ("0/%1$d nodes are available: %1$d node(s) didn't match Pod's node affinity/selector. no new claims to"
                        + " deallocate, preemption: 0/%1$d nodes are available: %1$d Preemption is not helpful for scheduling.")
                .formatted(seats.nodes());
    }

    /** As {@link #first}, where the set has other pods. */
    private Map<String, Object> later(Map<String, Object> set, Map<String, Object> other, Instant created) {
        String image = Tree.text(Tree.maps(other, "spec", "containers").getFirst(), "image");
        Map<String, Object> same = alike.get(image + created);
        return same == null
                ? Twins.first(first(set, created, Flaw.NONE))
                : twins.twin(PodFounder.as(other, same, created), pods.name(set), seats.any());
    }

    private Map<String, Object> pod(Map<String, Object> set) {
        Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(set, "spec", "template"), set, Meta.name(set));
        Tree.put(pod, pods.name(set), "metadata", "name");
        Tree.put(pod, Meta.name(set) + "-", "metadata", "generateName");
        return pod;
    }

    private Map<String, Object> born(Map<String, Object> object, Instant created) {
        Tree.put(object, Times.seconds(created), "metadata", "creationTimestamp");
        Tree.put(object, cluster.newUid(), "metadata", "uid");
        return object;
    }

    /** The object with all defaults; what equals the last one of its type is shared with it. */
    private Map<String, Object> complete(ResourceType type, Map<String, Object> object) {
        Map<String, Object> complete = cluster.storage().create(type, object, (_, _) -> {}, true);
        Map<String, Object> last = alike.getOrDefault(type.kind(), Map.of());
        Map<String, Object> shared = Tree.freeze(Tree.copy(complete), last);
        alike.put(type.kind(), shared);
        return shared;
    }
}
