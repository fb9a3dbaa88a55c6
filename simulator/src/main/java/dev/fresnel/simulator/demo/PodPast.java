package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.controller.Scheduling;
import dev.fresnel.simulator.kubelet.Past;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Founds pods: gives each a node, plays what has happened to it since, and stores it as it is now. */
final class PodPast {
    /** For how long nodes have been under pressure or cordoned, at most: older pods were placed before that. */
    private static final Duration TROUBLES = Duration.ofHours(1);

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final Past past;

    PodPast(Cluster cluster, Scheduler scheduler, Past past) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.past = past;
    }

    /** @param wasWell whether all that the pod needs was there when it started */
    Map<String, Object> found(Map<String, Object> pod, Instant created, boolean wasWell) {
        play(pod, created, wasWell);
        return cluster.create(Kinds.POD, pod);
    }

    /** Founds a pod whose deletion was asked for a while ago, which has stopped and is held by a finalizer. */
    void foundDeleted(Map<String, Object> pod, Instant created, Instant asked) {
        play(pod, created, true);
        Tree.put(pod, Times.seconds(asked.plus(GRACE)), "metadata", "deletionTimestamp");
        Tree.put(pod, GRACE.toSeconds(), "metadata", "deletionGracePeriodSeconds");
        past.play(pod, asked, true);
        Tree.put(pod, 0L, "metadata", "deletionGracePeriodSeconds");
        cluster.create(Kinds.POD, pod);
    }

    private void play(Map<String, Object> pod, Instant created, boolean wasWell) {
        Tree.put(pod, Times.seconds(created), "metadata", "creationTimestamp");
        Tree.put(pod, cluster.newUid(), "metadata", "uid");
        Tree.put(pod, "Pending", "status", "phase");
        boolean early = created.isBefore(cluster.now().minus(TROUBLES));
        Scheduling.Outcome outcome = early ? scheduler.decideAsIfAllWereWell(pod) : scheduler.decide(pod);
        if (outcome.node().isPresent()) {
            String node = outcome.node().get();
            Scheduler.bind(pod, node, created);
            cluster.events()
                    .record(
                            Scheduler.SCHEDULED,
                            pod,
                            "",
                            "Normal",
                            "Scheduled",
                            "Successfully assigned " + Meta.namespace(pod) + "/" + Meta.name(pod) + " to " + node,
                            created,
                            1);
            past.play(pod, created, wasWell);
        } else {
            Scheduler.refuse(pod, outcome.message(), created);
            for (Instant tried = created; !tried.isAfter(cluster.now()); tried = tried.plus(BETWEEN_TRIES)) {
                cluster.events()
                        .record(Scheduler.FAILED, pod, "", "Warning", "FailedScheduling", outcome.message(), tried, 1);
            }
        }
    }
}
