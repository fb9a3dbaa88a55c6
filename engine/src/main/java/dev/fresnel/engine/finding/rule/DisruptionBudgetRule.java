package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Disruption budgets that never let a pod be evicted, although all of them are well: no node of theirs can be drained. */
final class DisruptionBudgetRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.DISRUPTION_BUDGET;
    }

    @Override
    public List<Finding> judge(Subject budget, Around around) {
        long expected = Tree.whole(0, budget.object(), "status", "expectedPods");
        long healthy = Tree.whole(0, budget.object(), "status", "currentHealthy");
        long wanted = Tree.whole(0, budget.object(), "status", "desiredHealthy");
        if (expected == 0 || healthy < expected || wanted < expected) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        for (String field : List.of("minAvailable", "maxUnavailable")) {
            String value = budget.text("spec", field);
            if (!value.isEmpty()) {
                evidence.add(new Evidence.Field("spec." + field, value));
            }
        }
        return List.of(Finding.warning(
                        "budget.blocks",
                        Sentence.of(
                                "Budget `{name}` lets none of its {pods} pods be evicted: no node of theirs can be drained",
                                "name",
                                budget.name(),
                                "pods",
                                Long.toString(expected)))
                .advice(Sentence.of("Allow one pod to be unavailable, or run one more."))
                .evidence(evidence));
    }
}
