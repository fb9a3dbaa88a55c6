package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the status of one container in a pod. */
final class ContainerStatus {
    private ContainerStatus() {}

    /** The list that a container's status is in; one for init containers, one for those that are added to debug, one for the others. */
    enum Group {
        INIT("initContainers", "initContainerStatuses", "spec.initContainers"),
        MAIN("containers", "containerStatuses", "spec.containers"),
        EPHEMERAL("ephemeralContainers", "ephemeralContainerStatuses", "spec.ephemeralContainers");

        final String specs;
        final String statuses;
        private final String field;

        Group(String specs, String statuses, String field) {
            this.specs = specs;
            this.statuses = statuses;
            this.field = field;
        }

        /** As events name the container: {@code spec.containers{api}}. */
        String field(String container) {
            return field + "{" + container + "}";
        }
    }

    static Map<String, Object> of(Map<String, Object> pod, Group group, String container) {
        return Tree.maps(pod, "status", group.statuses).stream()
                .filter(status -> Tree.text(status, "name").equals(container))
                .findFirst()
                .orElse(Map.of());
    }

    /** The status before anything has happened. */
    static Map<String, Object> waiting(Map<String, Object> container, String reason) {
        return Tree.of(
                "name",
                Tree.text(container, "name"),
                "state",
                Tree.of("waiting", Tree.of("reason", reason)),
                "lastState",
                Tree.of(),
                "ready",
                false,
                "restartCount",
                0L,
                "image",
                Tree.text(container, "image"),
                "imageID",
                "",
                "started",
                false);
    }

    static String waitingReason(Map<String, Object> status) {
        return Tree.text(status, "state", "waiting", "reason");
    }

    static @Nullable Instant startedAt(Map<String, Object> status) {
        return Times.at(status, "state", "running", "startedAt");
    }

    static boolean isRunning(Map<String, Object> status) {
        return Tree.at(status, "state", "running") != null;
    }

    static boolean isTerminated(Map<String, Object> status) {
        return Tree.at(status, "state", "terminated") != null;
    }

    static long exitCode(Map<String, Object> status) {
        return Tree.number(status, 0, "state", "terminated", "exitCode");
    }

    static void wait(Map<String, Object> status, String reason, String message) {
        if (isTerminated(status)) {
            status.put("lastState", Tree.copyOf(Tree.map(status, "state")));
        }
        Map<String, Object> waiting = Tree.of("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        status.put("state", Tree.of("waiting", waiting));
        status.put("ready", false);
        status.put("started", false);
    }

    static void start(Map<String, Object> pod, Map<String, Object> container, Map<String, Object> status, Instant now) {
        boolean again = isTerminated(status) || Tree.at(status, "lastState", "terminated") != null;
        if (isTerminated(status)) {
            status.put("lastState", Tree.copyOf(Tree.map(status, "state")));
        }
        long restarts = Tree.number(status, 0, "restartCount") + (again ? 1 : 0);
        String image = Tree.text(container, "image");
        status.put("restartCount", restarts);
        status.put("state", Tree.of("running", Tree.of("startedAt", Times.seconds(now))));
        status.put("imageID", image.replaceFirst(":[^:/]*$", "") + "@sha256:" + digest(image));
        status.put(
                "containerID", "containerd://" + digest(Meta.uid(pod) + Tree.text(container, "name") + restarts + now));
        status.put("started", Tree.at(container, "startupProbe") == null);
        status.put("ready", Tree.at(container, "readinessProbe") == null && Tree.at(container, "startupProbe") == null);
    }

    static void terminate(Map<String, Object> status, long exitCode, String reason, Instant now) {
        String started = Tree.text(status, "state", "running", "startedAt");
        Map<String, Object> terminated = Tree.of("exitCode", exitCode, "reason", reason);
        if (!started.isEmpty()) {
            terminated.put("startedAt", started);
        }
        terminated.put("finishedAt", Times.seconds(now));
        terminated.put("containerID", Tree.text(status, "containerID"));
        status.put("state", Tree.of("terminated", terminated));
        status.put("ready", false);
        status.put("started", false);
    }

    private static String digest(String text) {
        HexFormat hex = HexFormat.of();
        StringBuilder digest = new StringBuilder(64);
        for (int i = 0; i < 8; i++) {
            digest.append(hex.toHexDigits(Names.fnv(i + text)));
        }
        return digest.toString();
    }
}
