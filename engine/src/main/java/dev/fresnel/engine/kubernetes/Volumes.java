package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of volumes, claims and classes. */
final class Volumes {

    private static final Map<String, String> MODES =
            Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "volume.status", ColumnKind.STATUS, Volumes::status, "metadata.deletionTimestamp", "status.phase"),
            Function.of("pv.accessModes", ColumnKind.TAGS, (v, _) -> modes(v, "spec"), "spec.accessModes"),
            Function.of(
                    "pvc.accessModes",
                    ColumnKind.TAGS,
                    (v, _) -> bound(v) ? modes(v, "status") : Cells.MISSING,
                    "spec.volumeName",
                    "status.accessModes"),
            Function.of(
                    "pvc.capacity",
                    ColumnKind.QUANTITY,
                    Volumes::capacity,
                    "spec.volumeName",
                    "status.capacity.storage"),
            Function.of(
                    "class.default",
                    ColumnKind.FLAG,
                    Volumes::isDefault,
                    "metadata.annotations.\"storageclass.kubernetes.io/is-default-class\"",
                    "metadata.annotations.\"storageclass.beta.kubernetes.io/is-default-class\"",
                    "metadata.annotations.\"ingressclass.kubernetes.io/is-default-class\""),
            Function.of("csidriver.tokenRequests", ColumnKind.TEXT, Volumes::tokenRequests, "spec.tokenRequests"));

    private Volumes() {}

    static Cell status(Map<String, Object> volume, long now) {
        if (Tree.at(volume, "metadata", "deletionTimestamp") != null) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        String phase = Tree.text(volume, "status", "phase");
        Severity severity = switch (phase) {
            case "Pending" -> Severity.PROGRESSING;
            case "Lost", "Failed" -> Severity.FAILED;
            case "Released" -> Severity.WARNING;
            default -> Severity.HEALTHY;
        };
        return Cells.status(severity, phase);
    }

    private static boolean bound(Map<String, Object> claim) {
        return !Tree.text(claim, "spec", "volumeName").isEmpty();
    }

    private static Cell modes(Map<String, Object> object, String part) {
        List<String> modes = new ArrayList<>();
        // kubectl's order, whatever the object's, and each once.
        for (String mode : List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")) {
            if (Tree.list(object, part, "accessModes").contains(mode)) {
                modes.add(MODES.getOrDefault(mode, mode));
            }
        }
        return Cells.tags(modes);
    }

    static Cell capacity(Map<String, Object> claim, long now) {
        if (!bound(claim)) {
            return Cells.MISSING;
        }
        String text = Tree.text(claim, "status", "capacity", "storage");
        return Amounts.quantity(text.isEmpty() ? "0" : text);
    }

    static Cell isDefault(Map<String, Object> object, long now) {
        Map<String, Object> annotations = Tree.map(object, "metadata", "annotations");
        boolean yes = List.of(
                        "storageclass.kubernetes.io/is-default-class",
                        "storageclass.beta.kubernetes.io/is-default-class",
                        "ingressclass.kubernetes.io/is-default-class")
                .stream()
                .anyMatch(key -> "true".equals(annotations.get(key)));
        return new Cell.Flag(yes);
    }

    static Cell tokenRequests(Map<String, Object> driver, long now) {
        return Cells.text(String.join(
                ",",
                Tree.list(driver, "spec", "tokenRequests").stream()
                        .map(request -> Tree.text(request, "audience"))
                        .toList()));
    }
}
