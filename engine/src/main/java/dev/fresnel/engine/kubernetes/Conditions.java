package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code status.conditions}, and knows which of them are good news. */
public final class Conditions {

    /** Types whose {@code True} is bad news, or news of a change: everything else is good when {@code True}. */
    private static final Set<String> BAD_WHEN_TRUE = Set.of(
            "MemoryPressure",
            "DiskPressure",
            "PIDPressure",
            "NetworkUnavailable",
            "Failed",
            "Failure",
            "ReplicaFailure",
            "FailureTarget",
            "Denied",
            "Dangling",
            "Degraded",
            "Stalled",
            "DisruptionTarget",
            "ContainerResizeError",
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionContentFailure",
            "NamespaceDeletionGroupVersionParsingFailure",
            "NamesNotAccepted",
            "NonStructuralSchema",
            "Conflicted",
            "OverlappingFilters",
            "PartiallyInvalid",
            "ControllerResizeError",
            "NodeResizeError",
            "ModifyVolumeError");

    /** Types that say neither good nor bad, only that something is so. */
    private static final Set<String> NEUTRAL = Set.of(
            "Suspended",
            "Paused",
            "Active",
            "Fallback",
            "ScalingLimited",
            "NamespaceContentRemaining",
            "NamespaceFinalizersRemaining",
            "Terminating",
            "PodResizeInProgress",
            "PodResizePending",
            "FileSystemResizePending",
            "Resizing",
            "ModifyingVolume",
            "Unused");

    private Conditions() {}

    /** The conditions of an object. */
    public static List<Object> of(Map<String, Object> object) {
        return Tree.list(object, "status", "conditions");
    }

    /** {@code True}, {@code False}, {@code Unknown}, or {@code ""} where there is no such condition. */
    public static String status(Map<String, Object> object, String type) {
        return Tree.text(find(object, type), "status");
    }

    /** The condition of a type; empty where there is none. */
    public static Map<String, Object> find(Map<String, Object> object, String type) {
        for (Object condition : of(object)) {
            if (type.equals(Tree.text(condition, "type"))) {
                return Tree.map(condition);
            }
        }
        return Map.of();
    }

    static boolean isTrue(Map<String, Object> object, String type) {
        return "True".equals(status(object, type));
    }

    /** How bad it is that a condition of this type has this status. */
    public static Severity severity(String type, String status) {
        if (NEUTRAL.contains(type)) {
            return Severity.HEALTHY;
        }
        if ("Unknown".equals(status)) {
            return Severity.UNKNOWN;
        }
        boolean good = BAD_WHEN_TRUE.contains(type) != "True".equals(status);
        if (good) {
            return Severity.HEALTHY;
        }
        return switch (type) {
            case "Ready", "Available", "Failed", "ReplicaFailure", "Established", "Denied", "Accepted", "Programmed" ->
                Severity.FAILED;
            default -> Severity.WARNING;
        };
    }
}
