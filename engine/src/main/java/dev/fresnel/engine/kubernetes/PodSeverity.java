package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Times;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.Map;

/**
 * How a pod is. What ended well and what runs is healthy; what is on its way is progressing; what waits for a person
 * (nowhere to run, long not ready, hanging deletion) is a warning; what cannot work as it is has failed.
 */
public final class PodSeverity {

    /** A container that runs but is not ready is given this long before it is worth a look. */
    private static final long STARTING_MILLIS = 60_000;

    /** A pod that outlives its grace period by this much hangs. */
    private static final long HANGING_MILLIS = 60_000;

    private PodSeverity() {}

    static Severity of(Map<String, Object> pod, PodState state, long now) {
        String reason = state.reason();
        if (reason.startsWith("Init:")) {
            return init(reason.substring("Init:".length()));
        }
        return switch (reason) {
            case "Running" -> state.ready() >= state.total() ? Severity.HEALTHY : notReady(pod, now);
            case "Completed", "Succeeded" -> Severity.HEALTHY;
            case "ContainerCreating", "PodInitializing" -> Severity.PROGRESSING;
            case "SchedulingGated" -> Severity.PROGRESSING;
            case "Pending" ->
                "False".equals(Conditions.status(pod, "PodScheduled")) ? Severity.WARNING : Severity.PROGRESSING;
            case "NotReady" -> Severity.WARNING;
            case "Terminating" -> terminating(pod, now);
            case "Unknown", "NodeLost", "" -> Severity.UNKNOWN;
            default -> Severity.FAILED;
        };
    }

    private static Severity init(String what) {
        boolean counting = !what.isEmpty() && Character.isDigit(what.charAt(0));
        return counting || what.equals("ContainerCreating") ? Severity.PROGRESSING : Severity.FAILED;
    }

    private static Severity notReady(Map<String, Object> pod, long now) {
        long started = 0;
        for (Object status : Tree.list(pod, "status", "containerStatuses")) {
            if (Boolean.FALSE.equals(Tree.at(status, "started")) && Tree.at(status, "state", "terminated") == null) {
                return Severity.PROGRESSING;
            }
            Long at = Times.parse(Tree.text(status, "state", "running", "startedAt"));
            started = Math.max(started, at == null ? 0 : at);
        }
        return now - started < STARTING_MILLIS ? Severity.PROGRESSING : Severity.WARNING;
    }

    private static Severity terminating(Map<String, Object> pod, long now) {
        // The API server already adds the grace period to the deletion's time.
        Long at = Tree.time(pod, "metadata", "deletionTimestamp");
        return at != null && now - at > HANGING_MILLIS ? Severity.WARNING : Severity.PROGRESSING;
    }
}
