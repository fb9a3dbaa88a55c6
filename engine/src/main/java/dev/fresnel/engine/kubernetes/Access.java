package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of bindings and certificate requests. */
final class Access {

    static final List<Function> FUNCTIONS = List.of(
            Function.of("binding.users", ColumnKind.TAGS, (b, _) -> subjects(b, "User"), "subjects"),
            Function.of("binding.groups", ColumnKind.TAGS, (b, _) -> subjects(b, "Group"), "subjects"),
            Function.of(
                    "binding.serviceAccounts", ColumnKind.TAGS, (b, _) -> subjects(b, "ServiceAccount"), "subjects"),
            Function.of(
                    "csr.condition",
                    ColumnKind.STATUS,
                    Access::certificateRequest,
                    "status.conditions.type",
                    "status.certificate"),
            Function.of(
                    "podcertificaterequest.state",
                    ColumnKind.STATUS,
                    Access::podCertificateRequest,
                    "status.conditions.type"));

    private Access() {}

    private static Cell subjects(Map<String, Object> binding, String kind) {
        List<String> names = new ArrayList<>();
        for (Object subject : Tree.list(binding, "subjects")) {
            if (kind.equals(Tree.text(subject, "kind"))) {
                String namespace = Tree.text(subject, "namespace");
                names.add((namespace.isEmpty() ? "" : namespace + "/") + Tree.text(subject, "name"));
            }
        }
        return Cells.tags(names);
    }

    static Cell certificateRequest(Map<String, Object> request, long now) {
        boolean denied = has(request, "Denied");
        boolean approved = has(request, "Approved");
        boolean failed = has(request, "Failed");
        boolean issued = !Tree.text(request, "status", "certificate").isEmpty();
        String text = (denied ? "Denied" : approved ? "Approved" : "Pending")
                + (failed ? ",Failed" : "")
                + (issued ? ",Issued" : "");
        Severity severity = denied || failed
                ? Severity.FAILED
                : issued ? Severity.HEALTHY : approved ? Severity.PROGRESSING : Severity.WARNING;
        return Cells.status(severity, text);
    }

    static Cell podCertificateRequest(Map<String, Object> request, long now) {
        String state = "Pending";
        for (Object condition : Conditions.of(request)) {
            String type = Tree.text(condition, "type");
            if (type.equals("Issued") || type.equals("Denied") || type.equals("Failed")) {
                state = type;
            }
        }
        return switch (state) {
            case "Pending" -> Cells.status(Severity.PROGRESSING, state);
            case "Issued" -> Cells.status(Severity.HEALTHY, state);
            default -> Cells.status(Severity.FAILED, state);
        };
    }

    private static boolean has(Map<String, Object> request, String type) {
        return !Conditions.find(request, type).isEmpty();
    }
}
