package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.kubernetes.Events;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Containers that run and are not ready, because a probe fails. */
final class ProbeRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.POD;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.EVENT);
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.WARNING;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        if (!"Running".equals(pod.text("status", "phase")) || pod.row().deletingAt() != 0) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        for (Object status : pod.list("status", "containerStatuses")) {
            boolean running = Tree.at(status, "state", "running") != null;
            if (running && !Tree.yes(status, "ready")) {
                found.add(finding(pod, status, around));
            }
        }
        return found;
    }

    private static Finding finding(Subject pod, Object status, Around around) {
        String container = Tree.text(status, "name");
        List<Map<String, Object>> told = around.warnings(pod).stream()
                .filter(event -> "Unhealthy".equals(Tree.text(event, "reason"))
                        && ContainerRule.aboutContainer(event, container))
                .toList();
        Map<String, Object> spec = Pods.container(pod, container);
        List<Evidence> evidence = new ArrayList<>();
        told.stream().limit(2).forEach(event -> evidence.add(ContainerRule.evidence(event)));
        String probe = Tree.brief(spec.get("readinessProbe"));
        if (!probe.isEmpty()) {
            evidence.add(new Evidence.Field("readinessProbe", probe));
        }
        String message = told.isEmpty() ? "" : Events.message(told.getFirst());
        String why = message.contains("connection refused")
                ? "nothing listens at the port that its readiness probe asks"
                : message.contains("statuscode:")
                        ? "its readiness probe is answered with an error"
                        : message.contains("deadline exceeded") || message.contains("timeout")
                                ? "its readiness probe gets no answer in time"
                                : spec.get("readinessProbe") == null
                                        ? "it is not ready, though it has no readiness probe"
                                        : "its readiness probe fails";
        List<Sentence> because = List.of(Sentence.of(why));
        return Finding.warning(
                        "pod.probe",
                        Sentence.of(
                                        "`{pod}` gets no traffic, container `{container}`: {why}",
                                        "pod",
                                        pod.name(),
                                        "container",
                                        container)
                                .with("why", because))
                .advice(Sentence.of(
                        "Look at its log; compare the probe's port, path and time with what the program does."))
                .evidence(evidence)
                .since(Pods.changed(Conditions.find(pod.object(), "ContainersReady")))
                .together(
                        Pods.cause(pod, "probe " + container + why),
                        Sentence.of(
                                        "{count} pods of `{maker}` get no traffic, container `{container}`: {why}",
                                        "maker",
                                        Pods.makerName(pod),
                                        "container",
                                        container)
                                .with("why", because));
    }
}
