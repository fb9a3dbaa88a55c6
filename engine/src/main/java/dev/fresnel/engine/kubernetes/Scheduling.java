package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of pod groups, device claims, namespaces and of the API server's own objects. */
final class Scheduling {

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "resourceclaim.state",
                    ColumnKind.STATUS,
                    Scheduling::claim,
                    "metadata.deletionTimestamp",
                    "status.allocation",
                    "status.reservedFor"),
            Function.of("podgroup.policy", ColumnKind.TEXT, Scheduling::policy, "spec.schedulingPolicy"),
            Function.of(
                    "podgroup.status",
                    ColumnKind.STATUS,
                    Scheduling::podGroup,
                    "status.conditions.type",
                    "status.conditions.status",
                    "status.conditions.reason"),
            Function.of("namespace.status", ColumnKind.STATUS, Scheduling::namespace, "status.phase"),
            Function.of(
                    "migration.status",
                    ColumnKind.STATUS,
                    Scheduling::migration,
                    "status.conditions.type",
                    "status.conditions.status"),
            Function.of("migration.resource", ColumnKind.TEXT, Scheduling::migrated, "spec.resource"),
            Function.of("storageversion.versions", ColumnKind.TEXT, Scheduling::versions, "status.storageVersions"),
            Function.of("componentstatus.status", ColumnKind.STATUS, Scheduling::component, "conditions"));

    private Scheduling() {}

    static Cell claim(Map<String, Object> claim, long now) {
        List<String> states = new ArrayList<>();
        boolean deleted = Tree.at(claim, "metadata", "deletionTimestamp") != null;
        boolean allocated = Tree.at(claim, "status", "allocation") != null;
        if (deleted) {
            states.add("deleted");
        }
        if (allocated) {
            states.add("allocated");
            if (!Tree.list(claim, "status", "reservedFor").isEmpty()) {
                states.add("reserved");
            }
        } else if (!deleted) {
            states.add("pending");
        }
        return Cells.status(deleted || !allocated ? Severity.PROGRESSING : Severity.HEALTHY, String.join(",", states));
    }

    static Cell policy(Map<String, Object> group, long now) {
        return new Cell.Text(Tree.at(group, "spec", "schedulingPolicy", "gang") == null ? "Basic" : "Gang");
    }

    static Cell podGroup(Map<String, Object> group, long now) {
        Map<String, Object> disrupted = Conditions.find(group, "DisruptionTarget");
        if (!disrupted.isEmpty()) {
            return Cells.status(Severity.WARNING, Tree.text(disrupted, "reason"));
        }
        return switch (Conditions.status(group, "PodGroupScheduled")) {
            case "" -> Cells.status(Severity.PROGRESSING, "Pending");
            case "True" -> Cells.status(Severity.HEALTHY, "Scheduled");
            default -> Cells.status(Severity.WARNING, "Unschedulable");
        };
    }

    static Cell namespace(Map<String, Object> namespace, long now) {
        String phase = Tree.text(namespace, "status", "phase");
        return Cells.status(phase.equals("Terminating") ? Severity.PROGRESSING : Severity.HEALTHY, phase);
    }

    static Cell migration(Map<String, Object> migration, long now) {
        String state = "Unknown";
        for (Object condition : Conditions.of(migration)) {
            String type = Tree.text(condition, "type");
            if ("True".equals(Tree.text(condition, "status"))
                    && List.of("Running", "Failed", "Succeeded").contains(type)) {
                state = type;
            }
        }
        return switch (state) {
            case "Running" -> Cells.status(Severity.PROGRESSING, state);
            case "Failed" -> Cells.status(Severity.FAILED, state);
            case "Succeeded" -> Cells.status(Severity.HEALTHY, state);
            default -> Cells.status(Severity.UNKNOWN, state);
        };
    }

    static Cell migrated(Map<String, Object> migration, long now) {
        String group = Tree.text(migration, "spec", "resource", "group");
        return Cells.text(Tree.text(migration, "spec", "resource", "resource") + (group.isEmpty() ? "" : "." + group));
    }

    static Cell versions(Map<String, Object> storage, long now) {
        return Cells.text(String.join(
                ",",
                Tree.list(storage, "status", "storageVersions").stream()
                        .map(v -> Tree.text(v, "apiServerID") + "=" + Tree.text(v, "encodingVersion"))
                        .toList()));
    }

    static Cell component(Map<String, Object> component, long now) {
        for (Object condition : Tree.list(component, "conditions")) {
            if ("Healthy".equals(Tree.text(condition, "type"))) {
                return "True".equals(Tree.text(condition, "status"))
                        ? Cells.status(Severity.HEALTHY, "Healthy")
                        : Cells.status(Severity.FAILED, "Unhealthy");
            }
        }
        return Cells.status(Severity.UNKNOWN, "Unknown");
    }
}
