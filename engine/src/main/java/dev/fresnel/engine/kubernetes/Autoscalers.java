package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a HorizontalPodAutoscaler, version 2. */
final class Autoscalers {

    private static final String UNKNOWN = "<unknown>";
    private static final int SHOWN = 2;

    static final List<Function> FUNCTIONS = List.of(
            Function.of("hpa.targets", ColumnKind.TEXT, Autoscalers::targets, "spec.metrics", "status.currentMetrics"),
            Function.of(
                    "hpa.status",
                    ColumnKind.STATUS,
                    Autoscalers::status,
                    "metadata.deletionTimestamp",
                    "spec.maxReplicas",
                    "status.currentReplicas",
                    "status.desiredReplicas",
                    "status.conditions.type",
                    "status.conditions.status",
                    "status.conditions.reason"));

    private Autoscalers() {}

    static Cell targets(Map<String, Object> hpa, long now) {
        List<Object> specs = Tree.list(hpa, "spec", "metrics");
        List<Object> statuses = Tree.list(hpa, "status", "currentMetrics");
        if (specs.isEmpty()) {
            return Cells.MISSING;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, specs.size()); i++) {
            texts.add(target(specs.get(i), i < statuses.size() ? statuses.get(i) : null));
        }
        String text = String.join(", ", texts);
        return new Cell.Text(specs.size() > SHOWN ? text + " + " + (specs.size() - SHOWN) + " more..." : text);
    }

    /** One metric: what it is and what it should be. */
    private static String target(Object spec, @Nullable Object status) {
        String field = switch (Tree.text(spec, "type")) {
            case "External" -> "external";
            case "Pods" -> "pods";
            case "Object" -> "object";
            case "Resource" -> "resource";
            case "ContainerResource" -> "containerResource";
            default -> "";
        };
        Object wanted = Tree.at(spec, field, "target");
        Object current = Tree.at(status, field, "current");
        boolean perPod = Tree.at(wanted, "averageValue") != null;
        return switch (field) {
            case "" -> "<unknown type>";
            case "external", "object" ->
                perPod
                        ? or(current, "averageValue") + "/" + Tree.text(wanted, "averageValue") + " (avg)"
                        : or(current, "value") + "/" + Tree.text(wanted, "value");
            case "pods" -> or(current, "averageValue") + "/" + Tree.text(wanted, "averageValue");
            default -> {
                String name = Tree.text(spec, field, "name") + ": ";
                if (perPod) {
                    yield name + or(current, "averageValue") + "/" + Tree.text(wanted, "averageValue");
                }
                String goal = Tree.text(wanted, "averageUtilization");
                String now = Tree.text(current, "averageUtilization");
                yield name + (now.isEmpty() ? UNKNOWN : now + "%") + "/" + (goal.isEmpty() ? "<auto>" : goal + "%");
            }
        };
    }

    private static String or(@Nullable Object current, String field) {
        String text = Tree.text(current, field);
        return text.isEmpty() ? UNKNOWN : text;
    }

    /** Not of kubectl: whether it can scale at all, and whether it would like to go beyond its limit. */
    static Cell status(Map<String, Object> hpa, long now) {
        if (Tree.at(hpa, "metadata", "deletionTimestamp") != null) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        for (String type : List.of("AbleToScale", "ScalingActive")) {
            Map<String, Object> condition = Conditions.find(hpa, type);
            if ("False".equals(Tree.text(condition, "status"))) {
                String reason = Tree.text(condition, "reason");
                boolean meant = reason.equals("ScalingDisabled");
                return Cells.status(meant ? Severity.HEALTHY : Severity.FAILED, reason.isEmpty() ? "Inactive" : reason);
            }
        }
        Map<String, Object> limited = Conditions.find(hpa, "ScalingLimited");
        if ("True".equals(Tree.text(limited, "status")) && "TooManyReplicas".equals(Tree.text(limited, "reason"))) {
            return Cells.status(Severity.WARNING, "AtMaximum");
        }
        long current = Tree.whole(0, hpa, "status", "currentReplicas");
        long desired = Tree.whole(current, hpa, "status", "desiredReplicas");
        if (Conditions.of(hpa).isEmpty()) {
            return Cells.status(Severity.UNKNOWN, "Unknown");
        }
        return current == desired
                ? Cells.status(Severity.HEALTHY, "Active")
                : Cells.status(Severity.PROGRESSING, "Scaling");
    }
}
