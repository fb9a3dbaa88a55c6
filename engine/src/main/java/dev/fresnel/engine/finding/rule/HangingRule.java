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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Objects that were deleted and do not go: a finalizer, a node that does not answer, or what is left inside holds them.
 *
 * @param kind of them
 */
record HangingRule(KindName kind) implements Rule {

    /** So long after its time (a pod's grace included) an object hangs. */
    private static final long HANGS = Duration.ofMinutes(1).toMillis();

    @Override
    public List<KindName> reads() {
        return kind.equals(Kinds.POD) ? List.of(Kinds.NODE) : List.of();
    }

    @Override
    public boolean suspects(Row row) {
        return row.deletingAt() != 0;
    }

    @Override
    public List<Finding> judge(Subject subject, Around around) {
        if (subject.now() - subject.row().deletingAt() < HANGS) {
            return List.of();
        }
        String[] places = {"kind", kind.name(), "name", subject.name()};
        Finding finding = kind.equals(Kinds.NAMESPACE) ? namespace(subject, places) : held(subject, around, places);
        return List.of(finding.since(subject.row().deletingAt()));
    }

    private static Finding namespace(Subject namespace, String[] places) {
        List<Evidence> evidence = new ArrayList<>();
        for (Object condition : Conditions.of(namespace.object())) {
            if ("True".equals(Tree.text(condition, "status"))) {
                evidence.add(new Evidence.Said(Tree.text(condition, "type"), Tree.text(condition, "message")));
            }
        }
        Map<String, Object> discovery = Conditions.find(namespace.object(), "NamespaceDeletionDiscoveryFailure");
        boolean apiDown = "True".equals(Tree.text(discovery, "status"));
        return Finding.warning(
                        "namespace.hanging",
                        apiDown
                                ? Sentence.of(
                                        "Namespace `{name}` cannot go: an API of the cluster does not answer", places)
                                : Sentence.of(
                                        "Namespace `{name}` cannot go: something in it is held by finalizers", places))
                .advice(
                        apiDown
                                ? Sentence.of("Mend or delete the APIService that does not answer.")
                                : Sentence.of("Look at what is left in it, and at who should take its finalizers off."))
                .evidence(evidence);
    }

    private static Finding held(Subject subject, Around around, String[] places) {
        List<Object> finalizers = subject.list("metadata", "finalizers");
        String node = subject.text("spec", "nodeName");
        if (!finalizers.isEmpty()) {
            return Finding.warning(
                            "object.hanging",
                            Sentence.of("{kind} `{name}` cannot go: finalizer `{finalizer}` holds it", places)
                                    .with("finalizer", Tree.brief(finalizers)))
                    .advice(Sentence.of(
                            "See why the controller that set it does not take it off; only if it is gone, free it."))
                    .evidence(List.of(new Evidence.Field("metadata.finalizers", Tree.brief(finalizers))));
        }
        Subject on = node.isEmpty() ? null : around.named(Kinds.NODE, "", node);
        boolean gone = !node.isEmpty() && on == null && around.knows(Kinds.NODE);
        boolean silent = on != null && !"True".equals(Conditions.status(on.object(), "Ready"));
        String why = gone
                ? "{kind} `{name}` cannot go: its node `{node}` is no more"
                : silent
                        ? "{kind} `{name}` cannot go: its node `{node}` does not answer"
                        : "{kind} `{name}` does not go, long after its time";
        List<Evidence> evidence = node.isEmpty() ? List.of() : List.of(new Evidence.Other(Kinds.NODE, "", node));
        return Finding.warning("object.hanging", Sentence.of(why, places).with("node", node))
                .advice(
                        gone || silent
                                ? Sentence.of(
                                        "Bring the node back, or delete the pod by force if the machine is surely off.")
                                : Sentence.of("Look at the log of the kubelet there; a container may not end."))
                .evidence(evidence);
    }
}
