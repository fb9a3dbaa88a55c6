package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Set;

/** Pods that their node, or somebody for it, has put an end to. */
final class EvictionRule implements Rule {

    private static final Set<String> REASONS = Set.of(
            "Evicted",
            "NodeAffinity",
            "UnexpectedAdmissionError",
            "OutOfcpu",
            "OutOfmemory",
            "OutOfpods",
            "NodeShutdown",
            "Preempting");

    @Override
    public KindName kind() {
        return Kinds.POD;
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.FAILED;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        String reason = pod.text("status", "reason");
        if (!"Failed".equals(pod.text("status", "phase")) || !REASONS.contains(reason)) {
            return List.of();
        }
        String node = pod.text("spec", "nodeName");
        String[] places = {"pod", pod.name(), "node", node, "reason", reason};
        Finding finding = Finding.warning(
                        "pod.evicted", Sentence.of("`{pod}` was ended by its node `{node}` ({reason})", places))
                .advice(Sentence.of(
                        "What made it has made another one if it should run; delete this one when you have read why."))
                .evidence(List.of(
                        new Evidence.Said("kubelet", pod.text("status", "message")),
                        new Evidence.Other(Kinds.NODE, "", node)))
                .since(Tree.time(pod.object(), "status", "startTime"));
        return List.of(Pods.together(
                finding,
                pod,
                "evicted " + reason,
                "{count} pods of `{maker}` were ended by their nodes ({reason})",
                places));
    }
}
