package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs pods to their end, as often as asked, and gives up after the back-off limit or the deadline. */
public final class JobController implements Controller {
    private static final Source SOURCE = Source.of("job-controller");

    private final Cluster cluster;

    public JobController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.JOB, job -> List.of(Key.of(job)));
        watches.on(Kinds.POD, pod -> Key.ofController(pod, "Job"));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.JOB, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> job = found.get();
        Instant now = cluster.now();
        if (isFinished(job)) {
            return expire(job, now);
        }
        List<Map<String, Object>> pods = cluster.podsOf(job);
        long succeeded = count(pods, "Succeeded");
        long failures = count(pods, "Failed") + restarts(job, pods);
        long completions = Tree.number(job, Long.MAX_VALUE, "spec", "completions");
        boolean enough = completions == Long.MAX_VALUE ? succeeded > 0 : succeeded >= completions;
        if (enough) {
            finish(job, pods, true, "CompletionsReached", "Reached expected number of succeeded pods", now);
            return expire(job, now);
        }
        if (failures > Tree.number(job, 6, "spec", "backoffLimit")) {
            finish(job, pods, false, "BackoffLimitExceeded", "Job has reached the specified backoff limit", now);
            return Optional.empty();
        }
        long deadline = Tree.number(job, 0, "spec", "activeDeadlineSeconds");
        Instant started = Times.at(job, now, "status", "startTime");
        if (deadline > 0 && !started.plusSeconds(deadline).isAfter(now)) {
            finish(job, pods, false, "DeadlineExceeded", "Job was active longer than specified deadline", now);
            return Optional.empty();
        }
        Optional<Instant> again = Tree.isTrue(job, "spec", "suspend")
                ? suspend(job, pods, now)
                : run(job, pods, completions - succeeded, now);
        List<Map<String, Object>> present = cluster.podsOf(job);
        cluster.changeStatus(Kinds.JOB, job, tree -> {
            Tree.putIfAbsent(tree, Times.seconds(now), "status", "startTime");
            count(tree, present);
        });
        return deadline > 0 && again.isEmpty() ? Optional.of(started.plusSeconds(deadline)) : again;
    }

    /** Creates what is missing; after a failure only once its back-off is over. */
    private Optional<Instant> run(Map<String, Object> job, List<Map<String, Object>> pods, long left, Instant now) {
        long active = pods.stream().filter(Pods::isActive).count();
        long wanted = Math.min(Tree.number(job, 1, "spec", "parallelism"), left);
        Optional<Instant> lastFailure = pods.stream()
                .filter(pod -> Tree.text(pod, "status", "phase").equals("Failed"))
                .map(pod -> Conditions.find(pod, "Ready")
                        .map(c -> Times.at(c, now, "lastTransitionTime"))
                        .orElse(now))
                .max(Comparator.naturalOrder());
        Instant from = lastFailure
                .map(failure ->
                        failure.plus(Duration.ofSeconds(Math.min(600, 10L << Math.min(10, count(pods, "Failed") - 1)))))
                .orElse(now);
        if (active < wanted && from.isAfter(now)) {
            return Optional.of(from);
        }
        for (long i = active; i < wanted; i++) {
            Map<String, Object> pod =
                    cluster.create(Kinds.POD, pod(cluster, job, Meta.name(job) + "-" + cluster.suffix(5)));
            cluster.events().record(SOURCE, job, "Normal", "SuccessfulCreate", "Created pod: " + Meta.name(pod));
        }
        return Optional.empty();
    }

    private Optional<Instant> suspend(Map<String, Object> job, List<Map<String, Object>> pods, Instant now) {
        pods.stream().filter(Pods::isActive).forEach(pod -> cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND));
        if (!Conditions.isTrue(job, "Suspended")) {
            cluster.changeStatus(
                    Kinds.JOB,
                    job,
                    tree -> Conditions.set(tree, "Suspended", true, "JobSuspended", "Job suspended", now));
            cluster.events().record(SOURCE, job, "Normal", "Suspended", "Job suspended");
        }
        return Optional.empty();
    }

    private void finish(
            Map<String, Object> job,
            List<Map<String, Object>> pods,
            boolean well,
            String reason,
            String message,
            Instant now) {
        pods.stream().filter(Pods::isActive).forEach(pod -> cluster.delete(Kinds.POD, pod, Deletion.BACKGROUND));
        cluster.changeStatus(Kinds.JOB, job, tree -> {
            Tree.putIfAbsent(tree, Times.seconds(now), "status", "startTime");
            finished(tree, pods, well, reason, message, now);
        });
        if (well) {
            cluster.events().record(SOURCE, job, "Normal", "Completed", "Job completed");
        } else {
            cluster.events().record(SOURCE, job, "Warning", reason, message);
        }
    }

    /** What the end of a job writes into its status. */
    public static void finished(
            Map<String, Object> job,
            List<Map<String, Object>> pods,
            boolean well,
            String reason,
            String message,
            Instant now) {
        count(job, pods);
        Counts.put(job, "active", 0, false);
        Counts.put(job, "ready", 0, true);
        for (String type : well ? List.of("SuccessCriteriaMet", "Complete") : List.of("FailureTarget", "Failed")) {
            Map<String, Object> condition = Conditions.set(job, type, true, reason, message, now);
            condition.put("lastProbeTime", Times.seconds(now));
        }
        if (well) {
            Tree.put(job, Times.seconds(now), "status", "completionTime");
        }
    }

    private static void count(Map<String, Object> job, List<Map<String, Object>> pods) {
        List<Map<String, Object>> active = pods.stream().filter(Pods::isActive).toList();
        Counts.put(job, "active", active.size(), false);
        Counts.put(job, "ready", active.stream().filter(Pods::isReady).count(), true);
        Counts.put(job, "succeeded", count(pods, "Succeeded"), false);
        Counts.put(job, "failed", count(pods, "Failed"), false);
        Counts.put(
                job, "terminating", pods.stream().filter(Meta::isBeingDeleted).count(), true);
        Tree.put(job, Tree.of(), "status", "uncountedTerminatedPods");
    }

    private Optional<Instant> expire(Map<String, Object> job, Instant now) {
        long ttl = Tree.number(job, -1, "spec", "ttlSecondsAfterFinished");
        Optional<Map<String, Object>> end = Conditions.find(job, "Complete").or(() -> Conditions.find(job, "Failed"));
        if (ttl < 0 || end.isEmpty()) {
            return Optional.empty();
        }
        Instant expires = Times.at(end.get(), now, "lastTransitionTime").plusSeconds(ttl);
        if (expires.isAfter(now)) {
            return Optional.of(expires);
        }
        cluster.delete(Kinds.JOB, job, Deletion.BACKGROUND);
        return Optional.empty();
    }

    /** A pod of the job, not stored yet. */
    public static Map<String, Object> pod(Cluster cluster, Map<String, Object> job, String name) {
        Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(job, "spec", "template"), job, name);
        Tree.put(pod, Meta.name(job) + "-", "metadata", "generateName");
        return pod;
    }

    static boolean isFinished(Map<String, Object> job) {
        return Conditions.isTrue(job, "Complete") || Conditions.isTrue(job, "Failed");
    }

    private static long count(List<Map<String, Object>> pods, String phase) {
        return pods.stream()
                .filter(pod -> Tree.text(pod, "status", "phase").equals(phase))
                .count();
    }

    /** Containers that are restarted in place count as failures too. */
    private static long restarts(Map<String, Object> job, List<Map<String, Object>> pods) {
        if (!Tree.text(job, "spec", "template", "spec", "restartPolicy").equals("OnFailure")) {
            return 0;
        }
        return pods.stream()
                .flatMap(pod -> Tree.maps(pod, "status", "containerStatuses").stream())
                .mapToLong(status -> Tree.number(status, 0, "restartCount"))
                .sum();
    }
}
