package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The columns of a node. */
final class Nodes {

    private static final Phrase MEMORY_PRESSURE = Phrase.of("reason.memoryPressure");
    private static final Phrase DISK_PRESSURE = Phrase.of("reason.diskPressure");
    private static final Phrase PROCESS_PRESSURE = Phrase.of("reason.processPressure");

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
        Phrase pressure = ready.equals("True") ? pressure(node) : null;
        Severity severity;
        if (ready.isEmpty()) {
            severity = Severity.UNKNOWN;
        } else if (!ready.equals("True")) {
            severity = Severity.FAILED;
        } else {
            severity = cordoned || pressure != null ? Severity.WARNING : Severity.HEALTHY;
        }
        return Cells.status(severity, String.join(",", words), pressure);
    }

    /** The first condition that is bad although the node is ready. */
    private static @Nullable Phrase pressure(Map<String, Object> node) {
        for (Object condition : Conditions.of(node)) {
            String type = Tree.text(condition, "type");
            if (Conditions.severity(type, Tree.text(condition, "status")) == Severity.WARNING) {
                return switch (type) {
                    case "MemoryPressure" -> MEMORY_PRESSURE;
                    case "DiskPressure" -> DISK_PRESSURE;
                    case "PIDPressure" -> PROCESS_PRESSURE;
                    default -> Phrase.of("reason.condition", "type", type);
                };
            }
        }
        return null;
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
