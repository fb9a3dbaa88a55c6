package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;

/** Services that lead nowhere: no pod has their labels, or none of the pods has the port. */
final class ServiceRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.SERVICE;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.POD);
    }

    @Override
    public List<Finding> judge(Subject service, Around around) {
        Map<String, Object> selector = service.map("spec", "selector");
        if (selector.isEmpty() || "ExternalName".equals(service.text("spec", "type")) || !around.knows(Kinds.POD)) {
            return List.of();
        }
        List<Row> pods = around.rows(Kinds.POD, service.namespace()).stream()
                .filter(pod -> Selectors.selects(selector, pod.labels()))
                .toList();
        String name = service.name();
        Evidence labels = new Evidence.Field("spec.selector", Selectors.labels(selector));
        if (pods.isEmpty()) {
            return List.of(Finding.failed(
                            "service.noPods",
                            Sentence.of("Service `{name}` leads nowhere: no pod has its labels", "name", name))
                    .advice(Sentence.of("Correct its selector or the pods' labels, or scale what it should lead to."))
                    .evidence(List.of(labels)));
        }
        List<Row> running =
                pods.stream().filter(pod -> pod.severity() == Severity.HEALTHY).toList();
        Subject pod = running.isEmpty() ? null : around.open(Kinds.POD, running.getFirst());
        return pod == null ? List.of() : ports(service, pod, labels);
    }

    private static List<Finding> ports(Subject service, Subject pod, Evidence labels) {
        for (Object port : service.list("spec", "ports")) {
            String target = Tree.text(port, "targetPort");
            boolean named = !target.isEmpty() && !target.chars().allMatch(Character::isDigit);
            if (named && !hasPort(pod, target)) {
                return List.of(Finding.failed(
                                "service.noPort",
                                Sentence.of(
                                        "Service `{name}` leads nowhere: its pods have no port called `{port}`",
                                        "name",
                                        service.name(),
                                        "port",
                                        target))
                        .advice(Sentence.of("Correct targetPort, or name a port of the containers so."))
                        .evidence(List.of(
                                new Evidence.Field("spec.ports.targetPort", target),
                                new Evidence.Other(Kinds.POD, pod.namespace(), pod.name()),
                                labels)));
            }
        }
        return List.of();
    }

    private static boolean hasPort(Subject pod, String name) {
        for (String list : List.of("containers", "initContainers")) {
            for (Object container : pod.list("spec", list)) {
                if (Tree.list(container, "ports").stream().anyMatch(port -> name.equals(Tree.text(port, "name")))) {
                    return true;
                }
            }
        }
        return false;
    }
}
