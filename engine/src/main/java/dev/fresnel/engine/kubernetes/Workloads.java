package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/**
 * How controllers of replicas are. kubectl prints numbers only; the words are those of {@code kubectl rollout status},
 * shortened.
 */
final class Workloads {

    private static final Phrase TOO_FEW = Phrase.of("reason.tooFewReady");
    private static final Phrase NO_PROGRESS = Phrase.of("reason.noProgress");

    private static final String[] DEPLOYMENT = {
        "metadata.generation",
        "metadata.deletionTimestamp",
        "spec.paused",
        "spec.replicas",
        "status.observedGeneration",
        "status.replicas",
        "status.updatedReplicas",
        "status.readyReplicas",
        "status.availableReplicas",
        "status.conditions.type",
        "status.conditions.status",
        "status.conditions.reason",
    };

    static final List<Function> FUNCTIONS = List.of(
            Function.of("deployment.status", ColumnKind.STATUS, Workloads::deployment, DEPLOYMENT),
            Function.of(
                    "statefulset.status",
                    ColumnKind.STATUS,
                    Workloads::statefulSet,
                    "metadata.generation",
                    "metadata.deletionTimestamp",
                    "spec.replicas",
                    "spec.updateStrategy",
                    "status.observedGeneration",
                    "status.readyReplicas",
                    "status.updatedReplicas",
                    "status.currentRevision",
                    "status.updateRevision"),
            Function.of(
                    "daemonset.status",
                    ColumnKind.STATUS,
                    Workloads::daemonSet,
                    "metadata.generation",
                    "metadata.deletionTimestamp",
                    "spec.updateStrategy.type",
                    "status"),
            Function.of(
                    "replicas.status",
                    ColumnKind.STATUS,
                    Workloads::replicaSet,
                    "metadata.deletionTimestamp",
                    "spec.replicas",
                    "status.readyReplicas",
                    "status.conditions.type",
                    "status.conditions.status"));

    private Workloads() {}

    static Cell deployment(Map<String, Object> object, long now) {
        long wanted = Tree.whole(1, object, "spec", "replicas");
        long available = Tree.whole(0, object, "status", "availableReplicas");
        long updated = Tree.whole(0, object, "status", "updatedReplicas");
        long current = Tree.whole(0, object, "status", "replicas");
        Map<String, Object> progressing = Conditions.find(object, "Progressing");
        if (isDeleting(object)) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        if ("ProgressDeadlineExceeded".equals(Tree.text(progressing, "reason"))) {
            return Cells.status(Severity.FAILED, "Stuck", NO_PROGRESS);
        }
        if (Conditions.isTrue(object, "ReplicaFailure") && available < wanted) {
            return Cells.status(Severity.FAILED, "ReplicaFailure");
        }
        if (Tree.yes(object, "spec", "paused")) {
            return available < wanted
                    ? Cells.status(Severity.WARNING, "Paused", TOO_FEW)
                    : Cells.status(Severity.HEALTHY, "Paused");
        }
        if (wanted == 0 && current == 0) {
            return Cells.status(Severity.HEALTHY, "ScaledToZero");
        }
        if (isUnobserved(object) || updated < wanted || current > updated) {
            return Cells.status(Severity.PROGRESSING, "Progressing");
        }
        if (available >= wanted) {
            return Cells.status(Severity.HEALTHY, "Available");
        }
        // Rolled out once, and pods have been lost since then; or still on the way for the first time.
        boolean rolledOut = "NewReplicaSetAvailable".equals(Tree.text(progressing, "reason"));
        if (!rolledOut) {
            return Cells.status(Severity.PROGRESSING, "Progressing");
        }
        return Cells.status(
                Conditions.isTrue(object, "Available") ? Severity.WARNING : Severity.FAILED,
                Conditions.isTrue(object, "Available") ? "Degraded" : "Unavailable");
    }

    static Cell statefulSet(Map<String, Object> object, long now) {
        long wanted = Tree.whole(1, object, "spec", "replicas");
        long ready = Tree.whole(0, object, "status", "readyReplicas");
        if (isDeleting(object)) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        String current = Tree.text(object, "status", "currentRevision");
        String update = Tree.text(object, "status", "updateRevision");
        boolean rolling = !current.equals(update)
                && !"OnDelete".equals(Tree.text(object, "spec", "updateStrategy", "type"))
                && Tree.whole(0, object, "spec", "updateStrategy", "rollingUpdate", "partition") == 0;
        if (isUnobserved(object) || rolling) {
            return ready == 0 && wanted > 0
                    ? Cells.status(Severity.WARNING, "Progressing", TOO_FEW)
                    : Cells.status(Severity.PROGRESSING, "Progressing");
        }
        if (wanted == 0) {
            return Cells.status(Severity.HEALTHY, "ScaledToZero");
        }
        if (ready >= wanted) {
            return Cells.status(Severity.HEALTHY, "Available");
        }
        return Cells.status(ready == 0 ? Severity.FAILED : Severity.WARNING, ready == 0 ? "Unavailable" : "Degraded");
    }

    static Cell daemonSet(Map<String, Object> object, long now) {
        long wanted = Tree.whole(0, object, "status", "desiredNumberScheduled");
        long ready = Tree.whole(0, object, "status", "numberReady");
        long updated = Tree.whole(0, object, "status", "updatedNumberScheduled");
        boolean onDelete = "OnDelete".equals(Tree.text(object, "spec", "updateStrategy", "type"));
        if (isDeleting(object)) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        if (isUnobserved(object) || (updated < wanted && !onDelete)) {
            return Cells.status(Severity.PROGRESSING, "Progressing");
        }
        if (Tree.whole(0, object, "status", "numberMisscheduled") > 0 && ready >= wanted) {
            return Cells.status(Severity.WARNING, "Misscheduled");
        }
        if (ready >= wanted) {
            return Cells.status(Severity.HEALTHY, wanted == 0 ? "NoNodes" : "Available");
        }
        return Cells.status(ready == 0 ? Severity.FAILED : Severity.WARNING, ready == 0 ? "Unavailable" : "Degraded");
    }

    static Cell replicaSet(Map<String, Object> object, long now) {
        long wanted = Tree.whole(1, object, "spec", "replicas");
        long ready = Tree.whole(0, object, "status", "readyReplicas");
        if (isDeleting(object)) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        if (Conditions.isTrue(object, "ReplicaFailure")) {
            return Cells.status(Severity.FAILED, "ReplicaFailure");
        }
        if (wanted == 0) {
            return Cells.status(Severity.HEALTHY, "ScaledToZero");
        }
        return ready >= wanted
                ? Cells.status(Severity.HEALTHY, "Available")
                : Cells.status(Severity.PROGRESSING, "Progressing");
    }

    private static boolean isDeleting(Map<String, Object> object) {
        return Tree.at(object, "metadata", "deletionTimestamp") != null;
    }

    /** The controller has not yet looked at the newest spec. */
    private static boolean isUnobserved(Map<String, Object> object) {
        return Tree.whole(0, object, "status", "observedGeneration") < Tree.whole(0, object, "metadata", "generation");
    }
}
