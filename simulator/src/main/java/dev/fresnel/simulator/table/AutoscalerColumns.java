package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of horizontal pod autoscalers. */
final class AutoscalerColumns {

    private AutoscalerColumns() {}

    static List<Column> of(Ages ages) {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Reference",
                        object -> Tree.text(object, "spec", "scaleTargetRef", "kind") + "/"
                                + Tree.text(object, "spec", "scaleTargetRef", "name")),
                Column.text("Targets", AutoscalerColumns::targets),
                Column.text("MinPods", object -> Texts.orUnset(Tree.text(object, "spec", "minReplicas"))),
                Column.text("MaxPods", object -> Tree.number(object, 0, "spec", "maxReplicas")),
                Column.text("Replicas", object -> Tree.number(object, 0, "status", "currentReplicas")),
                ages.column());
    }

    private static String targets(Map<String, Object> object) {
        List<Map<String, Object>> specs = Tree.maps(object, "spec", "metrics");
        List<Map<String, Object>> statuses = Tree.maps(object, "status", "currentMetrics");
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            targets.add(target(specs.get(i), i < statuses.size() ? statuses.get(i) : Map.of()));
        }
        return targets.isEmpty() ? "<none>" : Texts.some(targets, 2, ", ");
    }

    private static String target(Map<String, Object> spec, Map<String, Object> status) {
        return switch (Tree.text(spec, "type")) {
            case "External" -> valueOrAverage(Tree.map(spec, "external"), Tree.map(status, "external"));
            case "Object" -> valueOrAverage(Tree.map(spec, "object"), Tree.map(status, "object"));
            case "Pods" ->
                known(Tree.text(status, "pods", "current", "averageValue")) + "/"
                        + Tree.text(spec, "pods", "target", "averageValue");
            case "Resource" -> resource(Tree.map(spec, "resource"), Tree.map(status, "resource"));
            case "ContainerResource" ->
                resource(Tree.map(spec, "containerResource"), Tree.map(status, "containerResource"));
            default -> "<unknown type>";
        };
    }

    private static String valueOrAverage(Map<String, Object> spec, Map<String, Object> status) {
        String average = Tree.text(spec, "target", "averageValue");
        return average.isEmpty()
                ? known(Tree.text(status, "current", "value")) + "/" + Tree.text(spec, "target", "value")
                : known(Tree.text(status, "current", "averageValue")) + "/" + average + " (avg)";
    }

    private static String resource(Map<String, Object> spec, Map<String, Object> status) {
        String name = Tree.text(spec, "name");
        String average = Tree.text(spec, "target", "averageValue");
        if (!average.isEmpty()) {
            return name + ": " + known(Tree.text(status, "current", "averageValue")) + "/" + average;
        }
        String current = Tree.text(status, "current", "averageUtilization");
        String wanted = Tree.text(spec, "target", "averageUtilization");
        return name + ": " + (current.isEmpty() ? "<unknown>" : current + "%") + "/"
                + (wanted.isEmpty() ? "<auto>" : wanted + "%");
    }

    private static String known(String value) {
        return value.isEmpty() ? "<unknown>" : value;
    }
}
