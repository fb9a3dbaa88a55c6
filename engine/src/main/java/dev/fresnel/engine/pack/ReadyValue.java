package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/**
 * How an object of an unknown kind is, by the conventions of the API: the first of the usual conditions that it has, else
 * its phase, else nothing.
 */
record ReadyValue() implements FieldValue {

    private static final List<String> USUAL =
            List.of("Ready", "Available", "Healthy", "Accepted", "Programmed", "Established", "Succeeded", "Complete");

    private static final List<ValuePath> PATHS = List.of(
            ValuePath.parse("status.conditions.type"),
            ValuePath.parse("status.conditions.status"),
            ValuePath.parse("status.conditions.reason"),
            ValuePath.parse("status.phase"),
            ValuePath.parse("metadata.deletionTimestamp"));

    @Override
    public ColumnKind kind() {
        return ColumnKind.STATUS;
    }

    @Override
    public List<ValuePath> paths() {
        return PATHS;
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        if (Tree.at(object, "metadata", "deletionTimestamp") != null) {
            return new Cell.Status(Severity.PROGRESSING, "Terminating");
        }
        for (String type : USUAL) {
            String status = Conditions.status(object, type);
            if (!status.isEmpty()) {
                Severity severity = Conditions.severity(type, status);
                String reason = Tree.text(Conditions.find(object, type), "reason");
                String bad = reason.isEmpty() ? "Not" + type : reason;
                return new Cell.Status(severity, status.equals("True") ? type : bad);
            }
        }
        String phase = Tree.text(object, "status", "phase");
        if (phase.isEmpty()) {
            return new Cell.Missing();
        }
        return new Cell.Status(Phases.severity(phase), phase);
    }
}
