package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of pods. */
final class PodColumns {

    private final Ages ages;

    private PodColumns(Ages ages) {
        this.ages = ages;
    }

    static List<Column> of(Ages ages) {
        PodColumns columns = new PodColumns(ages);
        return List.of(
                Column.ofName(),
                Column.text("Ready", pod -> {
                    Reading reading = new Reading(pod);
                    return reading.ready + "/" + reading.total;
                }),
                Column.text("Status", pod -> new Reading(pod).status),
                Column.text("Restarts", columns::restarts),
                ages.column(),
                Column.text(
                                "IP",
                                pod -> Texts.orNone(Tree.text(
                                        Tree.maps(pod, "status", "podIPs").stream()
                                                .findFirst()
                                                .orElse(Map.of()),
                                        "ip")))
                        .wide(),
                Column.text("Node", pod -> Texts.orNone(Tree.text(pod, "spec", "nodeName")))
                        .wide(),
                Column.text("Nominated Node", pod -> Texts.orNone(Tree.text(pod, "status", "nominatedNodeName")))
                        .wide(),
                Column.text("Readiness Gates", PodColumns::gates).wide());
    }

    private String restarts(Map<String, Object> pod) {
        Reading reading = new Reading(pod);
        return reading.restarts == 0 || reading.lastRestart.isEmpty()
                ? Long.toString(reading.restarts)
                : reading.restarts + " (" + ages.since(reading.lastRestart) + " ago)";
    }

    private static String gates(Map<String, Object> pod) {
        List<Map<String, Object>> gates = Tree.maps(pod, "spec", "readinessGates");
        if (gates.isEmpty()) {
            return "<none>";
        }
        long open = gates.stream()
                .filter(gate -> Conditions.isTrue(pod, Tree.text(gate, "conditionType")))
                .count();
        return open + "/" + gates.size();
    }

    /** What kubectl makes of a pod's many states: the rules of {@code printPod}. */
    private static final class Reading {

        private final Map<String, Object> pod;
        private final Set<String> sidecars = new HashSet<>();
        private String status;
        private String lastRestart = "";
        private long restarts;
        private long ready;
        private long total;

        Reading(Map<String, Object> pod) {
            this.pod = pod;
            String reason = Tree.text(pod, "status", "reason");
            status = reason.isEmpty() ? Tree.text(pod, "status", "phase") : reason;
            if (Conditions.reason(pod, "PodScheduled").equals("SchedulingGated")) {
                status = "SchedulingGated";
            }
            for (Map<String, Object> container : Tree.maps(pod, "spec", "initContainers")) {
                if (Tree.text(container, "restartPolicy").equals("Always")) {
                    sidecars.add(Tree.text(container, "name"));
                }
            }
            total = Tree.maps(pod, "spec", "containers").size() + (long) sidecars.size();
            boolean initializing = readInitContainers();
            if (!initializing || Conditions.isTrue(pod, "Initialized")) {
                readContainers();
            }
            if (Tree.at(pod, "metadata", "deletionTimestamp") != null) {
                String phase = Tree.text(pod, "status", "phase");
                if (reason.equals("NodeLost")) {
                    status = "Unknown";
                } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                    status = "Terminating";
                }
            }
        }

        private boolean readInitContainers() {
            List<Map<String, Object>> states = Tree.maps(pod, "status", "initContainerStatuses");
            for (int i = 0; i < states.size(); i++) {
                Map<String, Object> container = states.get(i);
                addRestarts(container);
                boolean sidecar = sidecars.contains(Tree.text(container, "name"));
                Map<String, Object> terminated = Tree.map(container, "state", "terminated");
                if (!terminated.isEmpty() && Tree.number(terminated, 0, "exitCode") == 0) {
                    continue;
                }
                if (sidecar && Tree.isTrue(container, "started")) {
                    ready += Tree.isTrue(container, "ready") ? 1 : 0;
                    continue;
                }
                String waiting = Tree.text(container, "state", "waiting", "reason");
                if (!terminated.isEmpty()) {
                    status = "Init:" + ending(terminated);
                } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                    status = "Init:" + waiting;
                } else {
                    status = "Init:" + i + "/"
                            + Tree.maps(pod, "spec", "initContainers").size();
                }
                return true;
            }
            return false;
        }

        private void readContainers() {
            restarts = 0;
            lastRestart = "";
            for (Map<String, Object> container : Tree.maps(pod, "status", "initContainerStatuses")) {
                if (sidecars.contains(Tree.text(container, "name"))) {
                    addRestarts(container);
                }
            }
            boolean running = false;
            for (Map<String, Object> container :
                    Tree.maps(pod, "status", "containerStatuses").reversed()) {
                addRestarts(container);
                String waiting = Tree.text(container, "state", "waiting", "reason");
                Map<String, Object> terminated = Tree.map(container, "state", "terminated");
                if (!waiting.isEmpty()) {
                    status = waiting;
                } else if (!terminated.isEmpty()) {
                    status = ending(terminated);
                } else if (Tree.isTrue(container, "ready") && Tree.at(container, "state", "running") != null) {
                    running = true;
                    ready++;
                }
            }
            if (status.equals("Completed") && running) {
                status = Conditions.isTrue(pod, "Ready") ? "Running" : "NotReady";
            }
        }

        private static String ending(Map<String, Object> terminated) {
            String reason = Tree.text(terminated, "reason");
            if (!reason.isEmpty()) {
                return reason;
            }
            long signal = Tree.number(terminated, 0, "signal");
            return signal != 0 ? "Signal:" + signal : "ExitCode:" + Tree.number(terminated, 0, "exitCode");
        }

        private void addRestarts(Map<String, Object> container) {
            restarts += Tree.number(container, 0, "restartCount");
            String finished = Tree.text(container, "lastState", "terminated", "finishedAt");
            // times of one form sort as text
            if (finished.compareTo(lastRestart) > 0) {
                lastRestart = finished;
            }
        }
    }
}
