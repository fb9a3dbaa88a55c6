package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TerminalData;
import dev.fresnel.kube.log.LogRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container that can be looked into, as its pod now is.
 *
 * @param pod names the pod
 * @param uid the pod's; one that is made anew under its name is another
 * @param container its name
 * @param begun whether it has written anything, as far as the pod says
 * @param before whether there was a run before this one
 * @param run names the run that goes on
 * @param over whether nothing more will be written
 * @param role what it is to its pod
 * @param running whether it runs now
 * @param main whether it is the one that the pod is mainly for
 * @param windows whether it runs Windows
 */
record LogSubject(
        Connection connection,
        ObjectRef pod,
        String uid,
        String container,
        boolean begun,
        boolean before,
        String run,
        boolean over,
        TerminalData.Role role,
        boolean running,
        boolean main,
        boolean windows) {

    private static final List<List<String>> ROLES = List.of(
            List.of("initContainers", "initContainerStatuses"),
            List.of("containers", "containerStatuses"),
            List.of("ephemeralContainers", "ephemeralContainerStatuses"));

    private static final List<TerminalData.Role> KINDS =
            List.of(TerminalData.Role.INIT, TerminalData.Role.MAIN, TerminalData.Role.EPHEMERAL);

    /** The containers of a pod, in the order that they begin. */
    static List<LogSubject> of(Connection connection, ObjectRef ref, Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        List<LogSubject> subjects = new ArrayList<>();
        String main = mainContainer(pod);
        boolean windows = Tree.text(pod, "spec", "os", "name").equals("windows")
                || Tree.text(pod, "spec", "nodeSelector", "kubernetes.io/os").equals("windows");
        for (int kind = 0; kind < ROLES.size(); kind++) {
            List<String> role = ROLES.get(kind);
            Map<String, Object> statuses = new LinkedHashMap<>();
            for (Object status : Tree.list(pod, "status", role.get(1))) {
                statuses.put(Tree.text(status, "name"), status);
            }
            for (Object container : Tree.list(pod, "spec", role.getFirst())) {
                Object status = statuses.get(Tree.text(container, "name"));
                boolean before = !Tree.map(status, "lastState", "terminated").isEmpty();
                boolean running = !Tree.map(status, "state", "running").isEmpty();
                boolean begun = before
                        || running
                        || !Tree.map(status, "state", "terminated").isEmpty();
                subjects.add(new LogSubject(
                        connection,
                        ref,
                        Tree.text(pod, "metadata", "uid"),
                        Tree.text(container, "name"),
                        begun,
                        before,
                        Tree.text(status, "containerID") + "#" + Tree.whole(0, status, "restartCount"),
                        over,
                        KINDS.get(kind),
                        running,
                        Tree.text(container, "name").equals(main),
                        windows));
            }
        }
        return subjects;
    }

    /** As kubectl chooses it: the one that an annotation names, else the first. */
    private static String mainContainer(Map<String, Object> pod) {
        String named = Tree.text(pod, "metadata", "annotations", "kubectl.kubernetes.io/default-container");
        List<Object> containers = Tree.list(pod, "spec", "containers");
        return !named.isEmpty() || containers.isEmpty() ? named : Tree.text(containers.getFirst(), "name");
    }

    /** Whether there is anything of the run that is wanted. */
    boolean wrote(boolean previous) {
        return previous ? before : begun;
    }

    /** Its lines, from a time on or so many. */
    LogRequest asked(boolean previous, @Nullable Instant since, @Nullable Integer tail) {
        return new LogRequest(String.valueOf(pod.namespace()), pod.name(), container, previous, since, tail);
    }

    /** The same container, whatever has become of it. */
    record Id(String cluster, String uid, String container) {}

    Id id() {
        return new Id(pod.cluster(), uid, container);
    }
}
