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
import dev.fresnel.engine.tree.Tree;
import java.util.List;
import java.util.Map;

/** Aggregated APIs that do not answer: kinds are missing, and namespaces cannot be deleted. */
final class ApiServiceRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.API_SERVICE;
    }

    @Override
    public List<Finding> judge(Subject api, Around around) {
        Map<String, Object> available = Conditions.find(api.object(), "Available");
        if (!"False".equals(Tree.text(available, "status"))) {
            return List.of();
        }
        return List.of(Finding.failed(
                        "api.unavailable",
                        Sentence.of(
                                "API `{name}` does not answer: its kinds are missing, and no namespace can be deleted",
                                "name",
                                api.name()))
                .advice(Sentence.of("Mend the Service behind it and its pods, or delete the APIService."))
                .evidence(List.of(
                        new Evidence.Said(Tree.text(available, "reason"), Tree.text(available, "message")),
                        new Evidence.Other(
                                Kinds.SERVICE,
                                api.text("spec", "service", "namespace"),
                                api.text("spec", "service", "name"))))
                .since(Pods.changed(available)));
    }
}
