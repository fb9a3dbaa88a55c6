package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;

/** The columns of volumes, claims, and what provides them. */
final class StorageColumns {

    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final Ages ages;

    StorageColumns(Ages ages) {
        this.ages = ages;
    }

    List<Column> claims() {
        return List.of(
                Column.ofName(),
                Column.text("Status", StorageColumns::phase),
                Column.path("Volume", "spec", "volumeName"),
                Column.text("Capacity", StorageColumns::capacity),
                Column.text(
                        "Access Modes",
                        object ->
                                isBound(object) ? Texts.accessModes(Tree.texts(object, "status", "accessModes")) : ""),
                Column.path("StorageClass", "spec", "storageClassName"),
                attributesClass(),
                ages.column(),
                volumeMode());
    }

    private static String capacity(Map<String, Object> claim) {
        String capacity = Tree.text(claim, "status", "capacity", "storage");
        return isBound(claim) && capacity.isEmpty() ? "0" : isBound(claim) ? capacity : "";
    }

    private static boolean isBound(Map<String, Object> claim) {
        return !Tree.text(claim, "spec", "volumeName").isEmpty();
    }

    List<Column> volumes() {
        return List.of(
                Column.ofName(),
                Column.path("Capacity", "spec", "capacity", "storage"),
                Column.text("Access Modes", object -> Texts.accessModes(Tree.texts(object, "spec", "accessModes"))),
                Column.path("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
                Column.text("Status", StorageColumns::phase),
                Column.text("Claim", object -> {
                    Map<String, Object> claim = Tree.map(object, "spec", "claimRef");
                    return claim.isEmpty() ? "" : Tree.text(claim, "namespace") + "/" + Tree.text(claim, "name");
                }),
                Column.path("StorageClass", "spec", "storageClassName"),
                attributesClass(),
                Column.path("Reason", "status", "reason"),
                ages.column(),
                volumeMode());
    }

    private static String phase(Map<String, Object> object) {
        return Tree.at(object, "metadata", "deletionTimestamp") == null
                ? Tree.text(object, "status", "phase")
                : "Terminating";
    }

    private static Column attributesClass() {
        return Column.text(
                "VolumeAttributesClass",
                object -> Texts.orUnset(Tree.text(object, "spec", "volumeAttributesClassName")));
    }

    private static Column volumeMode() {
        return Column.text("VolumeMode", object -> Texts.orUnset(Tree.text(object, "spec", "volumeMode")))
                .wide();
    }

    List<Column> classes() {
        return List.of(
                new Column("Name", "string", "name", "Name of the class.", 0, object -> {
                    boolean isDefault = Tree.text(object, "metadata", "annotations", DEFAULT_CLASS)
                            .equals("true");
                    return Tree.text(object, "metadata", "name") + (isDefault ? " (default)" : "");
                }),
                Column.path("Provisioner", "provisioner"),
                Column.path("ReclaimPolicy", "reclaimPolicy"),
                Column.path("VolumeBindingMode", "volumeBindingMode"),
                Column.text("AllowVolumeExpansion", object -> Tree.isTrue(object, "allowVolumeExpansion")),
                ages.column());
    }

    List<Column> attributesClasses() {
        return List.of(Column.ofName(), Column.path("DriverName", "driverName"), ages.column());
    }

    List<Column> attachments() {
        return List.of(
                Column.ofName(),
                Column.path("Attacher", "spec", "attacher"),
                Column.path("PV", "spec", "source", "persistentVolumeName"),
                Column.path("Node", "spec", "nodeName"),
                Column.bool("Attached", object -> Tree.isTrue(object, "status", "attached")),
                ages.column());
    }

    List<Column> drivers() {
        return List.of(
                Column.ofName(),
                Column.bool(
                        "AttachRequired",
                        object -> Tree.at(object, "spec", "attachRequired") == null
                                || Tree.isTrue(object, "spec", "attachRequired")),
                Column.bool("PodInfoOnMount", object -> Tree.isTrue(object, "spec", "podInfoOnMount")),
                Column.bool("StorageCapacity", object -> Tree.isTrue(object, "spec", "storageCapacity")),
                Column.text(
                        "TokenRequests",
                        object -> Texts.orUnset(Texts.joined(Tree.maps(object, "spec", "tokenRequests"), "audience"))),
                Column.bool("RequiresRepublish", object -> Tree.isTrue(object, "spec", "requiresRepublish")),
                Column.text(
                        "Modes",
                        object -> Texts.orNone(String.join(",", Tree.texts(object, "spec", "volumeLifecycleModes")))),
                ages.column());
    }

    List<Column> nodes() {
        return List.of(
                Column.ofName(),
                Column.number("Drivers", object ->
                        (long) Tree.list(object, "spec", "drivers").size()),
                ages.column());
    }
}
