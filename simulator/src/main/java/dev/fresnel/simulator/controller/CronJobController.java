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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates a Job whenever a CronJob's schedule says so, and keeps as many finished ones as asked. */
public final class CronJobController implements Controller {
    private static final Source SOURCE = Source.of("cronjob-controller");

    private final Cluster cluster;

    public CronJobController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.CRON_JOB, cronJob -> List.of(Key.of(cronJob)));
        watches.on(Kinds.JOB, job -> Key.ofController(job, "CronJob"));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.CRON_JOB, key);
        if (found.isEmpty() || Meta.isBeingDeleted(found.get())) {
            return Optional.empty();
        }
        Map<String, Object> cronJob = found.get();
        keepHistory(cronJob);
        noteFinished(cronJob);
        if (Tree.isTrue(cronJob, "spec", "suspend")) {
            return Optional.empty();
        }
        CronSchedule schedule;
        try {
            schedule = schedule(cronJob);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            cluster.events()
                    .record(
                            SOURCE,
                            cronJob,
                            "Warning",
                            "UnparseableSchedule",
                            "unparseable schedule: \"" + Tree.text(cronJob, "spec", "schedule") + "\" : "
                                    + unreadable.getMessage());
            return Optional.empty();
        }
        Instant now = cluster.now();
        Instant last = Times.at(cronJob, Meta.created(cronJob), "status", "lastScheduleTime");
        Instant due = schedule.next(last);
        if (due.isAfter(now)) {
            return Optional.of(due);
        }
        for (Instant later = schedule.next(due); !later.isAfter(now); later = schedule.next(later)) {
            due = later; // only the most recent of missed times is made up for
        }
        run(cronJob, due);
        return Optional.of(schedule.next(now));
    }

    /** How a CronJob's status refers to a job that runs. */
    public static Map<String, Object> reference(Map<String, Object> job) {
        return Tree.of(
                "kind", "Job",
                "namespace", Meta.namespace(job),
                "name", Meta.name(job),
                "uid", Meta.uid(job),
                "apiVersion", "batch/v1",
                "resourceVersion", Tree.text(job, "metadata", "resourceVersion"));
    }

    /** The newest times of the schedule up to {@code now}, oldest first, at most so many, none before its creation. */
    public static List<Instant> lastTimes(Map<String, Object> cronJob, Instant now, int most) {
        CronSchedule schedule = schedule(cronJob);
        Deque<Instant> times = new ArrayDeque<>();
        Duration step = Duration.between(schedule.next(now), schedule.next(schedule.next(now)));
        Instant from = now.minus(step.multipliedBy(most + 2L));
        Instant created = Meta.created(cronJob);
        for (Instant time = schedule.next(from.isBefore(created) ? created : from);
                !time.isAfter(now);
                time = schedule.next(time)) {
            times.addLast(time);
            if (times.size() > most) {
                times.removeFirst();
            }
        }
        return List.copyOf(times);
    }

    private static CronSchedule schedule(Map<String, Object> cronJob) {
        String zone = Tree.text(cronJob, "spec", "timeZone");
        return CronSchedule.parse(Tree.text(cronJob, "spec", "schedule"), ZoneId.of(zone.isEmpty() ? "UTC" : zone));
    }

    private void run(Map<String, Object> cronJob, Instant due) {
        List<Map<String, Object>> active = cluster.jobsOf(cronJob).stream()
                .filter(job -> !JobController.isFinished(job))
                .toList();
        String policy = Tree.text(cronJob, "spec", "concurrencyPolicy");
        if (policy.equals("Forbid") && !active.isEmpty()) {
            cluster.events()
                    .record(
                            SOURCE,
                            cronJob,
                            "Normal",
                            "JobAlreadyActive",
                            "Not starting job because prior execution is running and concurrency policy is Forbid");
            cluster.changeStatus(
                    Kinds.CRON_JOB, cronJob, tree -> Tree.put(tree, Times.seconds(due), "status", "lastScheduleTime"));
            return;
        }
        if (policy.equals("Replace")) {
            active.forEach(job -> cluster.delete(Kinds.JOB, job, Deletion.BACKGROUND));
        }
        Map<String, Object> job = cluster.create(Kinds.JOB, job(cronJob, due));
        cluster.events().record(SOURCE, cronJob, "Normal", "SuccessfulCreate", "Created job " + Meta.name(job));
        cluster.changeStatus(Kinds.CRON_JOB, cronJob, tree -> {
            Tree.put(tree, Times.seconds(due), "status", "lastScheduleTime");
            Tree.putIfAbsent(tree, Tree.listOf(), "status", "active");
            Tree.list(tree, "status", "active").add(reference(job));
        });
    }

    /** The job for one time of the schedule, not stored yet. */
    public static Map<String, Object> job(Map<String, Object> cronJob, Instant due) {
        Map<String, Object> template = Tree.map(cronJob, "spec", "jobTemplate");
        Map<String, Object> job = Tree.of("apiVersion", "batch/v1", "kind", "Job");
        Tree.put(job, Meta.name(cronJob) + "-" + due.getEpochSecond() / 60, "metadata", "name");
        Tree.put(job, Meta.namespace(cronJob), "metadata", "namespace");
        Tree.put(job, Tree.copy(Meta.labels(template)), "metadata", "labels");
        Tree.put(job, Times.seconds(due), "metadata", "annotations", "batch.kubernetes.io/cronjob-scheduled-timestamp");
        Tree.put(job, Tree.listOf(Cluster.ownerReference(cronJob)), "metadata", "ownerReferences");
        job.put("spec", Tree.copy(Tree.map(template, "spec")));
        return job;
    }

    private void noteFinished(Map<String, Object> cronJob) {
        for (Map<String, Object> active : Tree.maps(cronJob, "status", "active")) {
            Optional<Map<String, Object>> job =
                    cluster.get(Kinds.JOB, Meta.namespace(cronJob), Tree.text(active, "name"));
            if (job.isPresent() && !JobController.isFinished(job.get())) {
                continue;
            }
            boolean complete = job.isPresent() && Conditions.isTrue(job.get(), "Complete");
            cluster.changeStatus(Kinds.CRON_JOB, cronJob, tree -> {
                List<Object> others = Tree.list(tree, "status", "active");
                others.removeIf(other -> Tree.text(other, "uid").equals(Tree.text(active, "uid")));
                if (others.isEmpty()) {
                    Tree.remove(tree, "status", "active");
                }
                if (complete) {
                    Tree.put(tree, Tree.text(job.get(), "status", "completionTime"), "status", "lastSuccessfulTime");
                }
            });
            if (job.isPresent()) {
                cluster.events()
                        .record(
                                SOURCE,
                                cronJob,
                                "Normal",
                                "SawCompletedJob",
                                "Saw completed job: " + Meta.name(job.get()) + ", condition: "
                                        + (complete ? "Complete" : "Failed"));
            }
        }
    }

    private void keepHistory(Map<String, Object> cronJob) {
        keep(cronJob, "Complete", Tree.number(cronJob, 3, "spec", "successfulJobsHistoryLimit"));
        keep(cronJob, "Failed", Tree.number(cronJob, 1, "spec", "failedJobsHistoryLimit"));
    }

    private void keep(Map<String, Object> cronJob, String condition, long limit) {
        List<Map<String, Object>> newestFirst = cluster.jobsOf(cronJob).stream()
                .filter(job -> Conditions.isTrue(job, condition))
                .sorted(Comparator.comparing(Meta::created, Comparator.reverseOrder())
                        .thenComparing(Meta::name, Comparator.reverseOrder()))
                .toList();
        newestFirst.stream().skip(limit).forEach(job -> cluster.delete(Kinds.JOB, job, Deletion.BACKGROUND));
    }
}
