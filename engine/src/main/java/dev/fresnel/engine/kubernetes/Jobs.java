package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** The columns of jobs and cron jobs. */
final class Jobs {

    private static final Phrase RETRYING = Phrase.of("reason.retrying");

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "job.status",
                    ColumnKind.STATUS,
                    Jobs::status,
                    "metadata.deletionTimestamp",
                    "spec.backoffLimit",
                    "status.failed",
                    "status.conditions.type",
                    "status.conditions.status"),
            Function.of(
                    "job.completions",
                    ColumnKind.RATIO,
                    Jobs::completions,
                    "spec.completions",
                    "spec.parallelism",
                    "status.succeeded"),
            Function.of(
                    "cronjob.status",
                    ColumnKind.STATUS,
                    Jobs::cronJob,
                    "metadata.deletionTimestamp",
                    "spec.suspend",
                    "status.active.name",
                    "status.lastScheduleTime",
                    "status.lastSuccessfulTime"));

    private Jobs() {}

    static Cell status(Map<String, Object> job, long now) {
        if (Conditions.isTrue(job, "Complete")) {
            return Cells.status(Severity.HEALTHY, "Complete");
        }
        if (Conditions.isTrue(job, "Failed")) {
            return Cells.status(Severity.FAILED, "Failed");
        }
        if (Tree.at(job, "metadata", "deletionTimestamp") != null) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        if (Conditions.isTrue(job, "Suspended")) {
            return Cells.status(Severity.HEALTHY, "Suspended");
        }
        if (Conditions.isTrue(job, "FailureTarget")) {
            return Cells.status(Severity.FAILED, "FailureTarget");
        }
        if (Conditions.isTrue(job, "SuccessCriteriaMet")) {
            return Cells.status(Severity.HEALTHY, "SuccessCriteriaMet");
        }
        // It goes on trying, but it has had to try again.
        boolean retrying = Tree.whole(0, job, "status", "failed") > 0;
        return retrying
                ? Cells.status(Severity.WARNING, "Running", RETRYING)
                : Cells.status(Severity.PROGRESSING, "Running");
    }

    /** Succeeded of wanted; a job without a fixed number is done with its first success. */
    static Cell completions(Map<String, Object> job, long now) {
        long succeeded = Tree.whole(0, job, "status", "succeeded");
        if (Tree.at(job, "spec", "completions") != null) {
            return new Cell.Ratio(succeeded, Tree.whole(1, job, "spec", "completions"));
        }
        long parallelism = Tree.whole(0, job, "spec", "parallelism");
        return parallelism > 1 ? new Cell.Text(succeeded + "/1 of " + parallelism) : new Cell.Ratio(succeeded, 1);
    }

    /** Not of kubectl: whether it is at work, and whether its last run that ended went well. */
    static Cell cronJob(Map<String, Object> job, long now) {
        if (Tree.at(job, "metadata", "deletionTimestamp") != null) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        if (Tree.yes(job, "spec", "suspend")) {
            return Cells.status(Severity.HEALTHY, "Suspended");
        }
        if (!Tree.list(job, "status", "active").isEmpty()) {
            return Cells.status(Severity.PROGRESSING, "Active");
        }
        Long scheduled = Tree.time(job, "status", "lastScheduleTime");
        Long succeeded = Tree.time(job, "status", "lastSuccessfulTime");
        if (scheduled != null && (succeeded == null || succeeded < scheduled)) {
            return Cells.status(Severity.WARNING, "LastFailed");
        }
        return Cells.status(Severity.HEALTHY, "Scheduled");
    }
}
