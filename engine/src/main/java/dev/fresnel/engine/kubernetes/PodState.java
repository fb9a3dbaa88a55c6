package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kubectl says of a pod: the reason that stands for its status, ready containers, restarts. The rules are those of
 * {@code printPod}; restartable init containers ("sidecars") count as containers.
 *
 * @param reason for example {@code Running}, {@code CrashLoopBackOff}, {@code Init:1/2}, {@code Terminating}
 * @param ready containers that are ready
 * @param total containers and sidecars
 * @param restarts of all containers, or of the init containers while they run
 * @param lastRestart when the last of them was, milliseconds since 1970
 */
public record PodState(
        String reason,
        int ready,
        int total,
        long restarts,
        @Nullable Long lastRestart) {

    /** Reads a pod's tree. */
    public static PodState of(Map<String, Object> pod) {
        return new Walk(pod).walk();
    }

    /** Whether an init container goes on running beside the others. */
    public static boolean isSidecar(Object initContainer) {
        return "Always".equals(Tree.text(initContainer, "restartPolicy"));
    }

    /** One pass over a pod; the fields gather what has been seen so far. */
    private static final class Walk {

        private final Map<String, Object> pod;
        private final List<Object> conditions;
        private final List<Object> initContainers;
        private final String phase;
        private String reason;
        private int ready;
        private int total;
        private long restarts;
        private @Nullable Long last;
        private long sidecarRestarts;
        private @Nullable Long sidecarLast;

        Walk(Map<String, Object> pod) {
            this.pod = pod;
            this.conditions = Conditions.of(pod);
            this.initContainers = Tree.list(pod, "spec", "initContainers");
            this.phase = Tree.text(pod, "status", "phase");
            String said = Tree.text(pod, "status", "reason");
            this.reason = said.isEmpty() ? phase : said;
            this.total = Tree.list(pod, "spec", "containers").size()
                    + (int) initContainers.stream().filter(PodState::isSidecar).count();
        }

        PodState walk() {
            for (Object condition : conditions) {
                if ("PodScheduled".equals(Tree.text(condition, "type"))
                        && "SchedulingGated".equals(Tree.text(condition, "reason"))) {
                    reason = "SchedulingGated";
                }
            }
            boolean initializing = walkInitContainers();
            if (!initializing || Conditions.isTrue(pod, "Initialized")) {
                walkContainers();
            }
            if (Tree.at(pod, "metadata", "deletionTimestamp") != null) {
                if ("NodeLost".equals(Tree.text(pod, "status", "reason"))) {
                    reason = "Unknown";
                } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                    reason = "Terminating";
                }
            }
            return new PodState(reason, ready, total, restarts, last);
        }

        /** Returns whether one of them is still at work or has failed. */
        private boolean walkInitContainers() {
            List<Object> statuses = Tree.list(pod, "status", "initContainerStatuses");
            for (int i = 0; i < statuses.size(); i++) {
                Object status = statuses.get(i);
                boolean sidecar = isSidecarNamed(Tree.text(status, "name"));
                long count = Tree.whole(0, status, "restartCount");
                Long at = Tree.time(status, "lastState", "terminated", "finishedAt");
                restarts += count;
                last = later(last, at);
                if (sidecar) {
                    sidecarRestarts += count;
                    sidecarLast = later(sidecarLast, at);
                }
                Object ended = Tree.at(status, "state", "terminated");
                if (ended != null && Tree.whole(0, ended, "exitCode") == 0) {
                    continue;
                }
                if (sidecar && Tree.yes(status, "started")) {
                    ready += Tree.yes(status, "ready") ? 1 : 0;
                    continue;
                }
                String waiting = Tree.text(status, "state", "waiting", "reason");
                if (ended != null) {
                    reason = "Init:" + endedReason(ended);
                } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                    reason = "Init:" + waiting;
                } else {
                    reason = "Init:" + i + "/" + initContainers.size();
                }
                return true;
            }
            return false;
        }

        private void walkContainers() {
            restarts = sidecarRestarts;
            last = sidecarLast;
            boolean running = false;
            String error = "";
            List<Object> statuses = Tree.list(pod, "status", "containerStatuses");
            for (int i = statuses.size() - 1; i >= 0; i--) {
                Object status = statuses.get(i);
                restarts += Tree.whole(0, status, "restartCount");
                last = later(last, Tree.time(status, "lastState", "terminated", "finishedAt"));
                String waiting = Tree.text(status, "state", "waiting", "reason");
                Object ended = Tree.at(status, "state", "terminated");
                if (!waiting.isEmpty()) {
                    reason = waiting;
                } else if (ended != null) {
                    reason = endedReason(ended);
                    if (Tree.whole(0, ended, "exitCode") != 0) {
                        error = reason;
                    }
                } else if (Tree.yes(status, "ready") && Tree.at(status, "state", "running") != null) {
                    running = true;
                    ready++;
                }
            }
            if (reason.equals("Completed")) {
                if (running && Conditions.isTrue(pod, "Ready")) {
                    reason = "Running";
                } else if (!error.isEmpty()) {
                    reason = error;
                } else if (running) {
                    reason = "NotReady";
                }
            }
        }

        private boolean isSidecarNamed(String name) {
            for (Object container : initContainers) {
                if (name.equals(Tree.text(container, "name"))) {
                    return isSidecar(container);
                }
            }
            return false;
        }
    }

    /** Why a container ended, as kubectl writes it. */
    static String endedReason(Object terminated) {
        String reason = Tree.text(terminated, "reason");
        if (!reason.isEmpty()) {
            return reason;
        }
        long signal = Tree.whole(0, terminated, "signal");
        return signal != 0 ? "Signal:" + signal : "ExitCode:" + Tree.whole(0, terminated, "exitCode");
    }

    private static @Nullable Long later(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Math.max(a, b);
    }
}
