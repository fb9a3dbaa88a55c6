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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes that do not answer, are not ready or run out of something. */
final class NodeRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.NODE;
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() != Severity.HEALTHY;
    }

    @Override
    public List<Finding> judge(Subject node, Around around) {
        Map<String, Object> ready = Conditions.find(node.object(), "Ready");
        String status = Tree.text(ready, "status");
        if (!ready.isEmpty() && !status.equals("True")) {
            boolean silent = status.equals("Unknown");
            return List.of(Finding.failed(
                            "node.ready",
                            silent
                                    ? Sentence.of("Node `{node}` does not answer any more", "node", node.name())
                                    : Sentence.of("Node `{node}` is not ready", "node", node.name()))
                    .together(
                            "ready " + status,
                            silent
                                    ? Sentence.of("{count} nodes do not answer any more")
                                    : Sentence.of("{count} nodes are not ready"))
                    .advice(
                            silent
                                    ? Sentence.of("Look whether the machine runs, its network, and its kubelet.")
                                    : Sentence.of("What the kubelet says tells what it lacks."))
                    .evidence(List.of(new Evidence.Said(Tree.text(ready, "reason"), Tree.text(ready, "message"))))
                    .since(Pods.changed(ready)));
        }
        List<Finding> found = new ArrayList<>();
        pressure(node, "MemoryPressure", "Node `{node}` runs out of memory", "{count} nodes run out of memory", found);
        pressure(node, "DiskPressure", "Node `{node}` runs out of disk", "{count} nodes run out of disk", found);
        pressure(
                node,
                "PIDPressure",
                "Node `{node}` runs out of process numbers",
                "{count} nodes run out of process numbers",
                found);
        pressure(
                node,
                "NetworkUnavailable",
                "The network of node `{node}` is not set up",
                "The network of {count} nodes is not set up",
                found);
        return found;
    }

    private static void pressure(Subject node, String type, String one, String many, List<Finding> found) {
        Map<String, Object> condition = Conditions.find(node.object(), type);
        if ("True".equals(Tree.text(condition, "status"))) {
            found.add(Finding.warning("node.pressure", Sentence.of(one, "node", node.name()))
                    .together(type, Sentence.of(many))
                    .advice(Sentence.of("It evicts pods until it has enough again: find the largest, or give it more."))
                    .evidence(
                            List.of(new Evidence.Said(Tree.text(condition, "reason"), Tree.text(condition, "message"))))
                    .since(Pods.changed(condition)));
        }
    }
}
