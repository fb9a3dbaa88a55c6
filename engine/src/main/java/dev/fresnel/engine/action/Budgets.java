package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.SelectedReads;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The disruption budgets of a cluster or a namespace at one moment. Whether a pod may be evicted is the API server's to say; they
 * only tell by which of them it may not.
 */
record Budgets(List<Budget> all) {

    static final Budgets NONE = new Budgets(List.of());

    private static final String RESOURCE = "poddisruptionbudgets.policy";

    Budgets {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param allowed how many of its pods may go now
     */
    record Budget(ObjectRef ref, @Nullable Object selector, long allowed, Phrase words) {

        static Budget of(ObjectRef ref, Map<String, Object> tree) {
            return new Budget(
                    ref,
                    Tree.at(tree, "spec", "selector"),
                    Tree.whole(0, tree, "status", "disruptionsAllowed"),
                    Phrase.of(
                            "drain.budget",
                            "budget",
                            ref.namespace() + "/" + ref.name(),
                            "needs",
                            Tree.text(tree, "status", "desiredHealthy"),
                            "has",
                            Tree.text(tree, "status", "currentHealthy")));
        }

        boolean covers(NodePods.Found pod) {
            boolean selects =
                    (selector instanceof Map<?, ?> map && map.isEmpty()) || Selectors.selects(selector, pod.labels());
            return selects && String.valueOf(ref.namespace()).equals(pod.ref().namespace());
        }
    }

    /**
     * Reads them as the Caller; none where that is not allowed.
     *
     * @param namespace null for all
     */
    static Budgets read(Connection connection, String cluster, @Nullable String namespace)
            throws IOException, InterruptedException {
        Kind kind = connection.discovery().kinds().resource(RESOURCE).orElse(null);
        if (kind == null) {
            return NONE;
        }
        try {
            List<Budget> budgets = new ArrayList<>();
            for (ObjectNode node : new SelectedReads(connection.server()).all(kind, new Scope(namespace, null, null))) {
                Map<String, Object> tree = WholeObjects.tree(node);
                budgets.add(Budget.of(
                        new ObjectRef(
                                cluster,
                                RESOURCE,
                                Tree.text(tree, "metadata", "namespace"),
                                Tree.text(tree, "metadata", "name")),
                        tree));
            }
            return new Budgets(budgets);
        } catch (ApiServerException e) {
            return NONE;
        }
    }

    /** One that lets none of its pods go, and this is one of them. */
    Optional<Budget> holding(NodePods.Found pod) {
        return all.stream()
                .filter(budget -> budget.allowed <= 0 && budget.covers(pod))
                .findFirst();
    }
}
