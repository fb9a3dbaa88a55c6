package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;

/** Jobs that have given up. */
final class JobRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.JOB;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.POD);
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.FAILED;
    }

    @Override
    public List<Finding> judge(Subject job, Around around) {
        Map<String, Object> failed = Conditions.find(job.object(), "Failed");
        if (!"True".equals(Tree.text(failed, "status"))) {
            return List.of();
        }
        String reason = Tree.text(failed, "reason");
        String name = job.name();
        Sentence title = switch (reason) {
            case "BackoffLimitExceeded" ->
                Sentence.of(
                        "Job `{name}` has given up: its pods failed {times} times",
                        "name",
                        name,
                        "times",
                        Long.toString(Tree.whole(0, job.object(), "status", "failed")));
            case "DeadlineExceeded" ->
                Sentence.of("Job `{name}` has given up: it did not end within its deadline", "name", name);
            case "PodFailurePolicy" ->
                Sentence.of("Job `{name}` has given up: its pod failure policy says so", "name", name);
            default -> Sentence.of("Job `{name}` has failed", "name", name);
        };
        String maker = Tree.text(
                job.list("metadata", "ownerReferences").stream().findFirst().orElse(null), "name");
        Finding finding = Finding.failed("job.failed", title)
                .advice(Sentence.of("Read the log of its last pod, mend the cause, then retry it."))
                .evidence(List.of(new Evidence.Said(reason, Tree.text(failed, "message"))))
                .since(Pods.changed(failed));
        for (Row pod : around.owned(Kinds.POD, job.row().uid())) {
            if (pod.severity() == Severity.FAILED) {
                finding = finding.follows(new Evidence.Other(Kinds.POD, pod.namespace(), pod.name()));
            }
        }
        return List.of(
                maker.isEmpty()
                        ? finding
                        : finding.together(
                                job.namespace() + "/" + maker + " " + reason,
                                Sentence.of("{count} jobs of `{maker}` have failed", "maker", maker)));
    }
}
