package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** The columns of a pod, all from one walk over its containers ({@link PodState}). */
final class Pods {

    private static final String[] STATE = {
        "metadata.deletionTimestamp",
        "metadata.deletionGracePeriodSeconds",
        "spec.containers.name",
        "spec.initContainers.name",
        "spec.initContainers.restartPolicy",
        "status.phase",
        "status.reason",
        "status.conditions.type",
        "status.conditions.status",
        "status.conditions.reason",
        "status.conditions.message",
        "status.containerStatuses.ready",
        "status.containerStatuses.started",
        "status.containerStatuses.restartCount",
        "status.containerStatuses.state",
        "status.containerStatuses.lastState.terminated.finishedAt",
        "status.initContainerStatuses.name",
        "status.initContainerStatuses.ready",
        "status.initContainerStatuses.started",
        "status.initContainerStatuses.restartCount",
        "status.initContainerStatuses.state",
        "status.initContainerStatuses.lastState.terminated.finishedAt",
    };

    static final List<Function> FUNCTIONS = List.of(
            Function.of("pod.status", ColumnKind.STATUS, Pods::status, STATE),
            Function.of("pod.ready", ColumnKind.RATIO, Pods::ready, STATE),
            Function.of("pod.restarts", ColumnKind.RESTARTS, Pods::restarts, STATE),
            Function.of(
                    "pod.readinessGates",
                    ColumnKind.RATIO,
                    Pods::readinessGates,
                    "spec.readinessGates.conditionType",
                    "status.conditions.type",
                    "status.conditions.status"));

    private Pods() {}

    static Cell status(Map<String, Object> pod, long now) {
        PodState state = PodState.of(pod);
        Severity severity = PodSeverity.of(pod, state, now);
        return Cells.status(severity, state.reason(), PodReason.of(pod, state, severity));
    }

    static Cell ready(Map<String, Object> pod, long now) {
        PodState state = PodState.of(pod);
        return new Cell.Ratio(state.ready(), state.total());
    }

    static Cell restarts(Map<String, Object> pod, long now) {
        PodState state = PodState.of(pod);
        return new Cell.Restarts(state.restarts(), state.restarts() == 0 ? null : state.lastRestart());
    }

    static Cell readinessGates(Map<String, Object> pod, long now) {
        List<Object> gates = Tree.list(pod, "spec", "readinessGates");
        if (gates.isEmpty()) {
            return Cells.MISSING;
        }
        long open = gates.stream()
                .filter(gate -> Conditions.isTrue(pod, Tree.text(gate, "conditionType")))
                .count();
        return new Cell.Ratio(open, gates.size());
    }
}
