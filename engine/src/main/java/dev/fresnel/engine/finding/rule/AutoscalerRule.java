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

/** Autoscalers that see nothing, reach nothing, or are at their limit. */
final class AutoscalerRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.AUTOSCALER;
    }

    @Override
    public List<Finding> judge(Subject scaler, Around around) {
        String name = scaler.name();
        String target =
                scaler.text("spec", "scaleTargetRef", "kind") + "/" + scaler.text("spec", "scaleTargetRef", "name");
        Map<String, Object> able = Conditions.find(scaler.object(), "AbleToScale");
        if ("False".equals(Tree.text(able, "status"))
                && Tree.text(able, "reason").equals("FailedGetScale")) {
            return List.of(finding(
                    Finding.failed(
                            "autoscaler.target",
                            Sentence.of(
                                    "Autoscaler `{name}` cannot scale `{target}`: it is not there",
                                    "name",
                                    name,
                                    "target",
                                    target)),
                    able,
                    Sentence.of("Correct scaleTargetRef, or make what it names.")));
        }
        Map<String, Object> active = Conditions.find(scaler.object(), "ScalingActive");
        boolean switchedOff = Tree.text(active, "reason").equals("ScalingDisabled");
        if ("False".equals(Tree.text(active, "status")) && !switchedOff) {
            String message = Tree.text(active, "message");
            boolean noRequest = message.contains("missing request for");
            return List.of(
                    finding(
                            Finding.failed(
                                    "autoscaler.metrics",
                                    noRequest
                                            ? Sentence.of(
                                                    "Autoscaler `{name}` cannot reckon use of `{target}`: a container asks for nothing",
                                                    "name",
                                                    name,
                                                    "target",
                                                    target)
                                            : Sentence.of("Autoscaler `{name}` cannot read its metrics", "name", name)),
                            active,
                            noRequest
                                    ? Sentence.of("Give every container of the pods a request of that resource.")
                                    : Sentence.of(
                                            "See whether metrics-server or the adapter of the metric runs, and knows the metric.")));
        }
        Map<String, Object> limited = Conditions.find(scaler.object(), "ScalingLimited");
        if ("True".equals(Tree.text(limited, "status"))
                && Tree.text(limited, "reason").equals("TooManyReplicas")) {
            String most = scaler.text("spec", "maxReplicas");
            return List.of(finding(
                    Finding.warning(
                            "autoscaler.limit",
                            Sentence.of(
                                    "Autoscaler `{name}` wants more replicas of `{target}` than the {most} it may have",
                                    "name",
                                    name,
                                    "target",
                                    target,
                                    "most",
                                    most)),
                    limited,
                    Sentence.of("Raise maxReplicas, or find what makes the load.")));
        }
        return List.of();
    }

    private static Finding finding(Finding finding, Map<String, Object> condition, Sentence advice) {
        return finding.advice(advice)
                .evidence(List.of(new Evidence.Said(Tree.text(condition, "reason"), Tree.text(condition, "message"))))
                .since(Pods.changed(condition));
    }
}
