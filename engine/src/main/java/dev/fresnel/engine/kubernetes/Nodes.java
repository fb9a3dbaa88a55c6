package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of a node. */
final class Nodes {

    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "node.status",
                    ColumnKind.STATUS,
                    Nodes::status,
                    "spec.unschedulable",
                    "status.conditions.type",
                    "status.conditions.status"),
            Function.of("node.roles", ColumnKind.TAGS, Nodes::roles, "metadata.labels"),
            Function.of("node.internalIP", ColumnKind.CODE, (n, _) -> address(n, "InternalIP"), "status.addresses"),
            Function.of("node.externalIP", ColumnKind.CODE, (n, _) -> address(n, "ExternalIP"), "status.addresses"),
            Function.of(
                    "node.kernel",
                    ColumnKind.TEXT,
                    Nodes::kernel,
                    "status.nodeInfo.kernelVersion",
                    "status.nodeInfo.architecture"),
            Function.of("node.taints", ColumnKind.TAGS, Nodes::taints, "spec.taints"));

    private Nodes() {}

    static Cell status(Map<String, Object> node, long now) {
        String ready = Conditions.status(node, "Ready");
        List<String> words = new ArrayList<>();
        words.add(ready.isEmpty() ? "Unknown" : ready.equals("True") ? "Ready" : "NotReady");
        boolean cordoned = Tree.yes(node, "spec", "unschedulable");
        if (cordoned) {
            words.add("SchedulingDisabled");
        }
        Severity severity;
        if (ready.isEmpty()) {
            severity = Severity.UNKNOWN;
        } else if (!ready.equals("True")) {
            severity = Severity.FAILED;
        } else {
            severity = cordoned || underPressure(node) ? Severity.WARNING : Severity.HEALTHY;
        }
        return Cells.status(severity, String.join(",", words));
    }

    private static boolean underPressure(Map<String, Object> node) {
        return Conditions.of(node).stream()
                .anyMatch(condition -> Conditions.severity(Tree.text(condition, "type"), Tree.text(condition, "status"))
                        == Severity.WARNING);
    }

    static Cell roles(Map<String, Object> node, long now) {
        TreeSet<String> roles = new TreeSet<>();
        Tree.map(node, "metadata", "labels").forEach((key, value) -> {
            String role = key.equals("kubernetes.io/role")
                    ? Tree.scalar(value)
                    : key.startsWith(ROLE_PREFIX) ? key.substring(ROLE_PREFIX.length()) : "";
            if (!role.isEmpty()) {
                roles.add(role);
            }
        });
        return Cells.tags(List.copyOf(roles));
    }

    private static Cell address(Map<String, Object> node, String type) {
        for (Object address : Tree.list(node, "status", "addresses")) {
            if (type.equals(Tree.text(address, "type"))) {
                return Cells.code(Tree.text(address, "address"));
            }
        }
        return Cells.MISSING;
    }

    static Cell kernel(Map<String, Object> node, long now) {
        String kernel = Tree.text(node, "status", "nodeInfo", "kernelVersion");
        String architecture = Tree.text(node, "status", "nodeInfo", "architecture");
        if (kernel.isEmpty()) {
            kernel = "<unknown>";
        }
        return Cells.text(architecture.isEmpty() ? kernel : kernel + " (" + architecture + ")");
    }

    static Cell taints(Map<String, Object> node, long now) {
        return Cells.tags(
                Tree.list(node, "spec", "taints").stream().map(Nodes::taint).toList());
    }

    /** A taint as kubectl describe writes it: {@code key=value:Effect}. */
    static String taint(Object taint) {
        String value = Tree.text(taint, "value");
        return Tree.text(taint, "key") + (value.isEmpty() ? "" : "=" + value) + ":" + Tree.text(taint, "effect");
    }
}
