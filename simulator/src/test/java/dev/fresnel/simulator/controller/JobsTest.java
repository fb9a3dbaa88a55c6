package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs and CronJobs. */
class JobsTest {
    private final World world = new World("""
            - {image: work, exitsAfter: 10s}
            - {image: fail, exitsAfter: 3s, exitCode: 2}
            - {image: slow, exitsAfter: 200s}
            """).node("n1").node("n2");

    @Test
    void a_job_completes_when_enough_pods_have_succeeded() {
        job("work", "completions: 3, parallelism: 2");
        world.seconds(8);
        assertThat(world.pods()).hasSize(2);
        world.seconds(40);

        Map<String, Object> job = world.get(Kinds.JOB, "task");
        assertThat(Conditions.isTrue(job, "Complete")).isTrue();
        assertThat(Tree.number(job, 0, "status", "succeeded")).isEqualTo(3);
        assertThat(Tree.text(job, "status", "completionTime")).isNotEmpty();
        assertThat(world.pods())
                .allMatch(pod -> Tree.text(pod, "status", "phase").equals("Succeeded"));
        assertThat(world.said("Completed")).containsExactly("Job completed");
    }

    @Test
    void a_job_that_fails_tries_again_later_and_later_and_then_gives_up() {
        job("fail", "backoffLimit: 2");
        world.seconds(14);
        assertThat(world.pods()).hasSize(1);
        world.pass(Duration.ofMinutes(3));

        Map<String, Object> job = world.get(Kinds.JOB, "task");
        assertThat(world.pods())
                .hasSize(3)
                .allMatch(pod -> Tree.text(pod, "status", "phase").equals("Failed"));
        assertThat(Conditions.find(job, "Failed"))
                .hasValueSatisfying(
                        condition -> assertThat(Tree.text(condition, "reason")).isEqualTo("BackoffLimitExceeded"));
    }

    @Test
    void a_job_that_takes_too_long_is_stopped_at_its_deadline() {
        job("slow", "activeDeadlineSeconds: 30");
        world.seconds(50);

        assertThat(Conditions.find(world.get(Kinds.JOB, "task"), "Failed"))
                .hasValueSatisfying(
                        condition -> assertThat(Tree.text(condition, "reason")).isEqualTo("DeadlineExceeded"));
        assertThat(world.pods()).isEmpty();
    }

    @Test
    void a_finished_job_goes_after_its_time_to_live_and_its_pods_with_it() {
        job("work", "ttlSecondsAfterFinished: 60");
        world.seconds(30);
        assertThat(world.has(Kinds.JOB, "task")).isTrue();

        world.seconds(70);

        assertThat(world.has(Kinds.JOB, "task")).isFalse();
        assertThat(world.pods()).isEmpty();
    }

    @Test
    void a_cron_job_runs_on_its_schedule_and_keeps_three() {
        cronJob("work", "schedule: \"* * * * *\"");
        world.pass(Duration.ofMinutes(6));

        assertThat(world.list(Kinds.JOB)).hasSizeBetween(3, 4);
        Map<String, Object> newest = world.list(Kinds.JOB).getLast();
        assertThat(Meta.name(newest)).isEqualTo("cron-" + world.clock.instant().getEpochSecond() / 60);
        Map<String, Object> cron = world.get(Kinds.CRON_JOB, "cron");
        assertThat(Tree.text(cron, "status", "lastScheduleTime")).isEqualTo("2026-11-22T12:06:00Z");
        assertThat(Tree.text(cron, "status", "lastSuccessfulTime")).isNotEmpty();
        assertThat(world.said("SawCompletedJob")).isNotEmpty();
    }

    @Test
    void a_suspended_cron_job_rests() {
        cronJob("work", "schedule: \"* * * * *\", suspend: true");
        world.pass(Duration.ofMinutes(3));

        assertThat(world.list(Kinds.JOB)).isEmpty();
    }

    @Test
    void a_cron_job_that_forbids_concurrency_waits_for_the_run_before() {
        cronJob("slow", "schedule: \"* * * * *\", concurrencyPolicy: Forbid");
        world.pass(Duration.ofMinutes(3));

        assertThat(world.list(Kinds.JOB)).hasSize(1);
        assertThat(world.said("JobAlreadyActive")).isNotEmpty();
    }

    @Test
    void a_schedule_that_cannot_be_read_is_said_so() {
        cronJob("work", "schedule: \"61 * * * *\"");
        world.seconds(5);

        assertThat(world.said("UnparseableSchedule"))
                .containsExactly("unparseable schedule: \"61 * * * *\" : \"61\" is outside 0-59");
    }

    private void job(String image, String spec) {
        world.create("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: task}
                spec: {%s, template: {spec: {restartPolicy: Never, containers: [{name: main, image: "%s"}]}}}
                """.formatted(spec, image));
    }

    private void cronJob(String image, String spec) {
        world.create("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: cron}
                spec: {%s, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: "%s"}]}}}}}
                """.formatted(spec, image));
    }
}
