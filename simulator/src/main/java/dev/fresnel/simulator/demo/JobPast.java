package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.controller.CronJobController;
import dev.fresnel.simulator.controller.JobController;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Founds Jobs with the pods they have run, and CronJobs with the Jobs of their last times. */
final class JobPast {
    private static final Source JOBS = Source.of("job-controller");
    private static final Source CRON_JOBS = Source.of("cronjob-controller");
    private static final int LOOK_BACK = 8;

    private final Cluster cluster;
    private final PodPast pods;

    JobPast(Cluster cluster, PodPast pods) {
        this.cluster = cluster;
        this.pods = pods;
    }

    /** Plays the job from its creation; returns it as it is now. */
    Map<String, Object> foundJob(Map<String, Object> manifest) {
        Map<String, Object> job = cluster.create(Kinds.JOB, manifest);
        Instant now = cluster.now();
        Instant created = Meta.created(job);
        long limit = Tree.number(job, 6, "spec", "backoffLimit");
        List<Map<String, Object>> made = new ArrayList<>();
        Instant next = created;
        Instant ended = now;
        long succeeded = 0;
        while (!next.isAfter(now)
                && succeeded < Tree.number(job, 1, "spec", "completions")
                && made.size() - succeeded <= limit) {
            String name = Meta.name(job) + "-" + cluster.suffix(5);
            Map<String, Object> pod = pods.found(JobController.pod(cluster, job, name), next, true);
            say(JOBS, job, "Normal", "SuccessfulCreate", "Created pod: " + name, next);
            made.add(pod);
            String phase = Tree.text(pod, "status", "phase");
            if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                break;
            }
            ended = Conditions.find(pod, "Ready")
                    .map(condition -> Times.at(condition, now, "lastTransitionTime"))
                    .orElse(now);
            succeeded += phase.equals("Succeeded") ? 1 : 0;
            next = phase.equals("Succeeded") ? ended : ended.plusSeconds(10L << Math.min(5, made.size() - 1));
        }
        boolean well = succeeded >= Tree.number(job, 1, "spec", "completions");
        boolean failed = made.size() - succeeded > limit;
        Instant end = ended.plusSeconds(1);
        return cluster.changeStatus(Kinds.JOB, job, tree -> {
                    Tree.put(tree, Times.seconds(created), "status", "startTime");
                    if (well) {
                        JobController.finished(
                                tree,
                                made,
                                true,
                                "CompletionsReached",
                                "Reached expected number of succeeded pods",
                                end);
                        say(JOBS, job, "Normal", "Completed", "Job completed", end);
                    } else if (failed) {
                        String message = "Job has reached the specified backoff limit";
                        JobController.finished(tree, made, false, "BackoffLimitExceeded", message, end);
                        say(JOBS, job, "Warning", "BackoffLimitExceeded", message, end);
                    }
                })
                .orElse(job);
    }

    void foundCronJob(Map<String, Object> manifest) {
        Map<String, Object> cronJob = cluster.create(Kinds.CRON_JOB, manifest);
        List<Instant> times = CronJobController.lastTimes(cronJob, cluster.now(), LOOK_BACK);
        if (Tree.isTrue(cronJob, "spec", "suspend")) {
            times = List.of();
        }
        long kept = Tree.number(cronJob, 3, "spec", "successfulJobsHistoryLimit");
        List<Instant> shown = times.subList((int) Math.max(0, times.size() - kept), times.size());
        String lastSuccess = "";
        List<Object> active = Tree.listOf();
        for (Instant time : shown) {
            Map<String, Object> job = CronJobController.job(cronJob, time);
            Tree.put(job, Times.seconds(time), "metadata", "creationTimestamp");
            Map<String, Object> ran = foundJob(job);
            say(CRON_JOBS, cronJob, "Normal", "SuccessfulCreate", "Created job " + Meta.name(ran), time);
            String completed = Tree.text(ran, "status", "completionTime");
            if (!completed.isEmpty()) {
                lastSuccess = completed;
                say(
                        CRON_JOBS,
                        cronJob,
                        "Normal",
                        "SawCompletedJob",
                        "Saw completed job: " + Meta.name(ran) + ", condition: Complete",
                        Instant.parse(completed));
            } else if (Conditions.find(ran, "Failed").isEmpty()) {
                active.add(CronJobController.reference(ran));
            }
        }
        String success = lastSuccess;
        cluster.changeStatus(Kinds.CRON_JOB, cronJob, tree -> {
            if (!shown.isEmpty()) {
                Tree.put(tree, Times.seconds(shown.getLast()), "status", "lastScheduleTime");
            }
            if (!success.isEmpty()) {
                Tree.put(tree, success, "status", "lastSuccessfulTime");
            }
            if (!active.isEmpty()) {
                Tree.put(tree, active, "status", "active");
            }
        });
    }

    private void say(
            Source source, Map<String, Object> object, String type, String reason, String message, Instant at) {
        cluster.events().record(source, object, "", type, reason, message, at, 1);
    }
}
