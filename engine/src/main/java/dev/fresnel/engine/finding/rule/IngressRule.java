package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ingresses that lead to a Service, or to a port of one, that is not there. */
final class IngressRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.INGRESS;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.SERVICE);
    }

    @Override
    public List<Finding> judge(Subject ingress, Around around) {
        if (!around.knows(Kinds.SERVICE)) {
            return List.of();
        }
        Set<Object> backends = new LinkedHashSet<>();
        backends.add(Tree.at(ingress.object(), "spec", "defaultBackend"));
        for (Object rule : ingress.list("spec", "rules")) {
            Tree.list(rule, "http", "paths").forEach(path -> backends.add(Tree.at(path, "backend")));
        }
        List<Finding> found = new ArrayList<>();
        for (Object backend : backends) {
            Finding finding = judge(ingress, backend, around);
            if (finding != null) {
                found.add(finding);
            }
        }
        return found;
    }

    private static @Nullable Finding judge(Subject ingress, @Nullable Object backend, Around around) {
        String name = Tree.text(backend, "service", "name");
        if (name.isEmpty()) {
            return null;
        }
        Subject service = around.named(Kinds.SERVICE, ingress.namespace(), name);
        if (service == null) {
            return Finding.failed(
                            "ingress.noService",
                            Sentence.of(
                                    "Ingress `{name}` leads to Service `{service}`, which does not exist",
                                    "name",
                                    ingress.name(),
                                    "service",
                                    name))
                    .advice(Sentence.of("Make the Service, or correct its name in the Ingress."))
                    .evidence(List.of(new Evidence.Field("spec.rules.http.paths.backend.service.name", name)));
        }
        String byName = Tree.text(backend, "service", "port", "name");
        String byNumber = Tree.text(backend, "service", "port", "number");
        boolean there = service.list("spec", "ports").stream()
                .anyMatch(port -> byName.isEmpty()
                        ? byNumber.equals(Tree.text(port, "port"))
                        : byName.equals(Tree.text(port, "name")));
        if (there || (byName.isEmpty() && byNumber.isEmpty())) {
            return null;
        }
        String port = byName.isEmpty() ? byNumber : byName;
        return Finding.failed(
                        "ingress.noPort",
                        Sentence.of(
                                "Ingress `{name}` leads to port `{port}` of Service `{service}`, which has none such",
                                "name",
                                ingress.name(),
                                "service",
                                name,
                                "port",
                                port))
                .advice(Sentence.of("Correct the port in the Ingress, or add it to the Service."))
                .evidence(List.of(new Evidence.Other(Kinds.SERVICE, ingress.namespace(), name)));
    }
}
