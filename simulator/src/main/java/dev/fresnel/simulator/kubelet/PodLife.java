package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.ContainerStatus.Group;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What happens next to a pod that has a node, from its spec and status alone. The live kubelet waits for each step; the
 * founding of a cluster plays the same steps through hours of the past in no time.
 */
final class PodLife {
    private static final Duration UNTIL_SEEN = Duration.ofMillis(300);
    private static final Duration UNTIL_SANDBOX = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MOUNTS = Duration.ofSeconds(30);

    private final Programs programs;
    private final Surroundings around;
    private final ContainerLife containers;

    PodLife(Programs programs, Surroundings around) {
        this.programs = programs;
        this.around = around;
        this.containers = new ContainerLife(programs, around);
    }

    /** The next step, or none while the pod rests: it is finished, has no node, or simply runs. */
    Optional<Step> next(Map<String, Object> pod, Instant now) {
        if (isFinished(pod) || Tree.text(pod, "spec", "nodeName").isEmpty()) {
            return Optional.empty();
        }
        if (Tree.at(pod, "metadata", "deletionTimestamp") != null) {
            return stop(pod);
        }
        Instant seen = Times.at(pod, "status", "startTime");
        if (seen == null) {
            return Optional.of(new Step(now.plus(UNTIL_SEEN), this::accept, List.of()));
        }
        if (Tree.text(pod, "status", "podIP").isEmpty()) {
            String missing = Environment.missingVolume(pod, around);
            Instant at = seen.plus(UNTIL_SANDBOX);
            return Optional.of(
                    missing.isEmpty()
                            ? new Step(at, this::createSandbox, List.of())
                            : Step.saying(
                                    at.isAfter(now) ? at : now.plus(BETWEEN_MOUNTS),
                                    Report.warning("", "FailedMount", missing)));
        }
        return nextOfContainers(pod, now);
    }

    /** Plays all steps up to {@code until} on a tree that may be changed. */
    void play(Map<String, Object> pod, Instant from, Instant until, Consumer<Played> heard) {
        Instant now = from;
        for (Optional<Step> step = next(pod, now); step.isPresent(); step = next(pod, now)) {
            now = step.get().at().isAfter(now) ? step.get().at() : now;
            if (now.isAfter(until)) {
                return;
            }
            if (step.get().changes()) {
                apply(step.get(), pod, now);
            }
            for (Report report : step.get().reports()) {
                heard.accept(new Played(now, report));
            }
        }
    }

    /** Something that was said while a past was played. */
    record Played(Instant at, Report report) {}

    /** Applies a step to a tree that may be changed, and what follows from it for the pod as a whole. */
    static void apply(Step step, Map<String, Object> pod, Instant now) {
        step.apply(pod, now);
        settle(pod, now);
    }

    /** Whether a pod that is to be deleted has stopped. */
    static boolean hasStopped(Map<String, Object> pod) {
        return Stream.of(Group.values())
                .flatMap(group -> Tree.maps(pod, "status", group.statuses).stream())
                .noneMatch(ContainerStatus::isRunning);
    }

    private Optional<Step> nextOfContainers(Map<String, Object> pod, Instant now) {
        Instant begin = Times.at(pod, now, "status", "startTime").plus(UNTIL_SANDBOX);
        List<Step> steps = new ArrayList<>();
        for (Map<String, Object> init : Tree.maps(pod, "spec", Group.INIT.specs)) {
            Map<String, Object> status = ContainerStatus.of(pod, Group.INIT, Tree.text(init, "name"));
            containers.next(pod, Group.INIT, init, begin, now).ifPresent(steps::add);
            boolean sidecar = Tree.text(init, "restartPolicy").equals("Always");
            boolean done = sidecar
                    ? ContainerStatus.isRunning(status)
                    : ContainerStatus.isTerminated(status) && ContainerStatus.exitCode(status) == 0;
            if (!done) {
                return earliest(steps);
            }
            begin = later(
                    begin,
                    sidecar
                            ? Times.at(status, begin, "state", "running", "startedAt")
                            : Times.at(status, begin, "state", "terminated", "finishedAt")
                                    .plusMillis(500));
        }
        for (Map<String, Object> container : Tree.maps(pod, "spec", Group.MAIN.specs)) {
            containers.next(pod, Group.MAIN, container, begin, now).ifPresent(steps::add);
        }
        for (Map<String, Object> container : Tree.maps(pod, "spec", Group.EPHEMERAL.specs)) {
            if (ContainerStatus.of(pod, Group.EPHEMERAL, Tree.text(container, "name"))
                    .isEmpty()) {
                return Optional.of(new Step(now, (tree, _) -> admit(tree, container), List.of()));
            }
            containers.next(pod, Group.EPHEMERAL, container, now, now).ifPresent(steps::add);
        }
        return earliest(steps);
    }

    /** Takes note of a container that was added while the pod runs. */
    private static void admit(Map<String, Object> pod, Map<String, Object> container) {
        List<Object> statuses = new ArrayList<>(Tree.list(pod, "status", Group.EPHEMERAL.statuses));
        statuses.add(ContainerStatus.waiting(container, "ContainerCreating"));
        Tree.put(pod, statuses, "status", Group.EPHEMERAL.statuses);
    }

    private Optional<Step> stop(Map<String, Object> pod) {
        if (hasStopped(pod)) {
            return Optional.empty();
        }
        Duration grace = Duration.ofSeconds(Tree.number(pod, 30, "metadata", "deletionGracePeriodSeconds"));
        Instant asked =
                Times.at(pod, Instant.EPOCH, "metadata", "deletionTimestamp").minus(grace);
        Duration slowest = Tree.maps(pod, "spec", Group.MAIN.specs).stream()
                .map(container -> programs.of(Tree.text(container, "image")).stops())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        boolean killed = slowest.compareTo(grace) > 0;
        return Optional.of(new Step(
                asked.plus(killed ? grace : slowest),
                (p, now) -> {
                    for (Group group : Group.values()) {
                        for (Map<String, Object> status : Tree.maps(p, "status", group.statuses)) {
                            if (ContainerStatus.isRunning(status)) {
                                ContainerStatus.terminate(
                                        status, killed ? 137 : 0, killed ? "Error" : "Completed", now);
                            }
                        }
                    }
                },
                List.of()));
    }

    private void accept(Map<String, Object> pod, Instant now) {
        boolean hasInit = !Tree.maps(pod, "spec", Group.INIT.specs).isEmpty();
        String host = around.nodeAddress(Tree.text(pod, "spec", "nodeName"));
        Tree.put(pod, "Pending", "status", "phase");
        Tree.put(pod, host, "status", "hostIP");
        Tree.put(pod, Tree.listOf(Tree.of("ip", host)), "status", "hostIPs");
        Tree.put(pod, Times.seconds(now), "status", "startTime");
        for (Group group : Group.values()) {
            List<Object> statuses = new ArrayList<>();
            for (Map<String, Object> container : Tree.maps(pod, "spec", group.specs)) {
                statuses.add(ContainerStatus.waiting(container, hasInit ? "PodInitializing" : "ContainerCreating"));
            }
            if (!statuses.isEmpty()) {
                Tree.put(pod, statuses, "status", group.statuses);
            }
        }
    }

    private void createSandbox(Map<String, Object> pod, Instant now) {
        String address =
                Tree.isTrue(pod, "spec", "hostNetwork") ? Tree.text(pod, "status", "hostIP") : around.podAddress(pod);
        Tree.put(pod, address, "status", "podIP");
        Tree.put(pod, Tree.listOf(Tree.of("ip", address)), "status", "podIPs");
    }

    /** What the states of the containers mean for the pod: phase and conditions, as the kubelet's status manager says. */
    private static void settle(Map<String, Object> pod, Instant now) {
        List<Map<String, Object>> inits = Tree.maps(pod, "status", Group.INIT.statuses);
        List<Map<String, Object>> mains = Tree.maps(pod, "status", Group.MAIN.statuses);
        boolean initialized = inits.stream()
                .allMatch(s -> ContainerStatus.isRunning(s)
                        ? Tree.isTrue(s, "started")
                        : ContainerStatus.isTerminated(s) && ContainerStatus.exitCode(s) == 0);
        String phase = phase(pod, inits, mains);
        Tree.put(pod, phase, "status", "phase");
        boolean finished = isFinished(pod);
        List<String> unready = mains.stream()
                .filter(s -> !Tree.isTrue(s, "ready"))
                .map(s -> Tree.text(s, "name"))
                .toList();
        boolean hasSandbox = !Tree.text(pod, "status", "podIP").isEmpty() && !finished;
        String reason = phase.equals("Succeeded")
                ? "PodCompleted"
                : phase.equals("Failed") ? "PodFailed" : "ContainersNotReady";
        String message = finished ? "" : "containers with unready status: [" + String.join(" ", unready) + "]";
        boolean ready = unready.isEmpty() && hasSandbox;
        Conditions.set(pod, "PodReadyToStartContainers", hasSandbox, "", "", now);
        if (initialized) {
            Conditions.set(pod, "Initialized", true, finished && phase.equals("Succeeded") ? reason : "", "", now);
        } else {
            List<String> incomplete = inits.stream()
                    .filter(s -> !ContainerStatus.isTerminated(s))
                    .map(s -> Tree.text(s, "name"))
                    .toList();
            Conditions.set(
                    pod,
                    "Initialized",
                    false,
                    "ContainersNotInitialized",
                    "containers with incomplete status: [" + String.join(" ", incomplete) + "]",
                    now);
        }
        Conditions.set(pod, "Ready", ready, ready ? "" : reason, ready ? "" : message, now);
        Conditions.set(pod, "ContainersReady", ready, ready ? "" : reason, ready ? "" : message, now);
        Conditions.set(pod, "PodScheduled", true, "", "", now);
    }

    private static String phase(
            Map<String, Object> pod, List<Map<String, Object>> inits, List<Map<String, Object>> mains) {
        String policy = Tree.text(pod, "spec", "restartPolicy");
        boolean stays = policy.isEmpty() || policy.equals("Always");
        if (policy.equals("Never")
                && inits.stream().anyMatch(s -> ContainerStatus.isTerminated(s) && ContainerStatus.exitCode(s) != 0)) {
            return "Failed";
        }
        boolean allDone = !mains.isEmpty() && mains.stream().allMatch(ContainerStatus::isTerminated);
        if (allDone && !stays) {
            boolean well = mains.stream().allMatch(s -> ContainerStatus.exitCode(s) == 0);
            return well ? "Succeeded" : policy.equals("OnFailure") ? "Running" : "Failed";
        }
        boolean begun = mains.stream()
                .anyMatch(s -> ContainerStatus.isRunning(s)
                        || ContainerStatus.isTerminated(s)
                        || Tree.at(s, "lastState", "terminated") != null);
        return begun ? "Running" : "Pending";
    }

    private static boolean isFinished(Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private static Optional<Step> earliest(List<Step> steps) {
        return steps.stream().min(Comparator.comparing(Step::at));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
