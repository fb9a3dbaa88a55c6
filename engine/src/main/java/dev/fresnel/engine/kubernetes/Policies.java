package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of quotas, disruption budgets, admission policies and API services. */
final class Policies {

    static final List<Function> FUNCTIONS = List.of(
            Function.of("quota.requests", ColumnKind.TAGS, (q, _) -> quota(q, false), "status.hard", "status.used"),
            Function.of("quota.limits", ColumnKind.TAGS, (q, _) -> quota(q, true), "status.hard", "status.used"),
            Function.of("quota.status", ColumnKind.STATUS, Policies::quotaStatus, "status.hard", "status.used"),
            Function.of("pdb.status", ColumnKind.STATUS, Policies::budget, "status"),
            Function.of("policy.paramKind", ColumnKind.TEXT, Policies::paramKind, "spec.paramKind"),
            Function.of("policybinding.paramRef", ColumnKind.TEXT, Policies::paramRef, "spec.paramRef"),
            Function.of(
                    "apiservice.service",
                    ColumnKind.TEXT,
                    Policies::service,
                    "spec.service.namespace",
                    "spec.service.name"),
            Function.of("apiservice.available", ColumnKind.STATUS, Policies::available, "status.conditions"));

    private Policies() {}

    /** {@code used/hard} of each resource; those of limits apart, as kubectl does. */
    private static Cell quota(Map<String, Object> quota, boolean limits) {
        List<String> texts = new ArrayList<>();
        new TreeMap<>(Tree.map(quota, "status", "hard")).forEach((resource, hard) -> {
            if (resource.startsWith("limits.") == limits) {
                String used = Tree.text(quota, "status", "used", resource);
                texts.add(resource + ": " + (used.isEmpty() ? "0" : used) + "/" + Tree.scalar(hard));
            }
        });
        return Cells.tags(texts);
    }

    /** Not of kubectl: a quota that is used up stops new pods. */
    static Cell quotaStatus(Map<String, Object> quota, long now) {
        for (var entry : Tree.map(quota, "status", "hard").entrySet()) {
            Double hard = Quantities.parse(Tree.scalar(entry.getValue()));
            Double used = Quantities.parse(Tree.text(quota, "status", "used", entry.getKey()));
            if (hard != null && used != null && hard > 0 && used >= hard) {
                return Cells.status(Severity.WARNING, "Exhausted");
            }
        }
        return Cells.status(Severity.HEALTHY, "Within");
    }

    /** Not of kubectl: too few healthy pods, or none may be evicted. */
    static Cell budget(Map<String, Object> budget, long now) {
        long healthy = Tree.whole(0, budget, "status", "currentHealthy");
        long desired = Tree.whole(0, budget, "status", "desiredHealthy");
        long expected = Tree.whole(0, budget, "status", "expectedPods");
        if (healthy < desired) {
            return Cells.status(Severity.WARNING, "TooFewHealthy");
        }
        boolean blocks = expected > 0 && Tree.whole(0, budget, "status", "disruptionsAllowed") == 0;
        return Cells.status(Severity.HEALTHY, blocks ? "BlocksEviction" : "AllowsEviction");
    }

    static Cell paramKind(Map<String, Object> policy, long now) {
        Map<String, Object> kind = Tree.map(policy, "spec", "paramKind");
        return kind.isEmpty()
                ? Cells.MISSING
                : Cells.text(Tree.text(kind, "apiVersion") + "/" + Tree.text(kind, "kind"));
    }

    static Cell paramRef(Map<String, Object> binding, long now) {
        Map<String, Object> ref = Tree.map(binding, "spec", "paramRef");
        String name = Tree.text(ref, "name");
        String namespace = Tree.text(ref, "namespace");
        if (name.isEmpty()) {
            return Cells.text(Selectors.text(Tree.at(ref, "selector")));
        }
        // Whether the parameter lives in a namespace cannot be told from here.
        return Cells.text((namespace.isEmpty() ? "*" : namespace) + "/" + name);
    }

    static Cell service(Map<String, Object> api, long now) {
        String name = Tree.text(api, "spec", "service", "name");
        return Cells.text(name.isEmpty() ? "Local" : Tree.text(api, "spec", "service", "namespace") + "/" + name);
    }

    static Cell available(Map<String, Object> api, long now) {
        Map<String, Object> condition = Conditions.find(api, "Available");
        String status = Tree.text(condition, "status");
        if (status.isEmpty()) {
            return Cells.status(Severity.UNKNOWN, "Unknown");
        }
        return status.equals("True")
                ? Cells.status(Severity.HEALTHY, status)
                : Cells.status(Severity.FAILED, status + " (" + Tree.text(condition, "reason") + ")");
    }
}
