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

/** Deployments whose pods cannot be made, or whose rollout stands still for no fault of its pods, whose own findings tell more. */
final class DeploymentRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.DEPLOYMENT;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.REPLICA_SET, Kinds.POD);
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.FAILED || row.severity() == Severity.WARNING;
    }

    @Override
    public List<Finding> judge(Subject deployment, Around around) {
        Map<String, Object> failure = Conditions.find(deployment.object(), "ReplicaFailure");
        if ("True".equals(Tree.text(failure, "status"))) {
            return List.of(notMade(deployment, failure));
        }
        Map<String, Object> progress = Conditions.find(deployment.object(), "Progressing");
        if ("False".equals(Tree.text(progress, "status")) && !podsAreToBlame(deployment, around)) {
            return List.of(Finding.failed(
                            "deployment.rollout",
                            Sentence.of("The rollout of `{name}` stands still", "name", deployment.name()))
                    .advice(Sentence.of("Look at the pods of its newest ReplicaSet, or roll back."))
                    .evidence(List.of(new Evidence.Said(Tree.text(progress, "reason"), Tree.text(progress, "message"))))
                    .since(Tree.time(progress, "lastUpdateTime")));
        }
        return List.of();
    }

    private static Finding notMade(Subject deployment, Map<String, Object> failure) {
        String message = Tree.text(failure, "message");
        String name = deployment.name();
        Sentence title;
        Sentence advice;
        if (message.contains("exceeded quota")) {
            title = Sentence.of(
                    "No more pods of `{name}` may be made: a quota of its namespace is used up", "name", name);
            advice = Sentence.of("Raise the quota, or free what others of the namespace ask for.");
        } else if (message.contains("serviceaccount")) {
            title = Sentence.of("No pods of `{name}` can be made: their ServiceAccount does not exist", "name", name);
            advice = Sentence.of("Make the ServiceAccount, or correct its name.");
        } else if (message.contains("PodSecurity") || message.contains("violates")) {
            title = Sentence.of(
                    "No pods of `{name}` may be made: they break the namespace's security standard", "name", name);
            advice = Sentence.of("Change what the message names, or the namespace's pod-security labels.");
        } else if (message.contains("webhook")) {
            title = Sentence.of(
                    "No pods of `{name}` can be made: a webhook refuses them or does not answer", "name", name);
            advice = Sentence.of("See what the webhook says; where it is down, mend it or its failurePolicy.");
        } else if (message.contains("must be less than or equal to")
                || message.contains("minimum")
                || message.contains("maximum")) {
            title = Sentence.of(
                    "No pods of `{name}` may be made: a limit range of the namespace forbids what they ask for",
                    "name",
                    name);
            advice = Sentence.of("Ask for what the limit range allows, or change it.");
        } else {
            title = Sentence.of("No pods of `{name}` can be made", "name", name);
            advice = Sentence.of("What the API server says tells what to correct.");
        }
        return Finding.failed("deployment.notMade", title)
                .advice(advice)
                .evidence(List.of(new Evidence.Said("kube-apiserver", message)))
                .since(Pods.changed(failure));
    }

    private static boolean podsAreToBlame(Subject deployment, Around around) {
        for (Row set : around.owned(Kinds.REPLICA_SET, deployment.row().uid())) {
            for (Row pod : around.owned(Kinds.POD, set.uid())) {
                if (pod.severity() == Severity.FAILED || pod.severity() == Severity.WARNING) {
                    return true;
                }
            }
        }
        return false;
    }
}
