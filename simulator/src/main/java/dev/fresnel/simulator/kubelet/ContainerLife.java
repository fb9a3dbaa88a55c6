package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.ContainerStatus.Group;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one container next, from its status alone.
 *
 * <pre>
 *   ContainerCreating ──► running ──► terminated ──► running …
 *      │       ▲             (ready)      └──► CrashLoopBackOff ──► running
 *      ▼       │
 *   ErrImagePull ◄──► ImagePullBackOff
 * </pre>
 */
final class ContainerLife {
    private static final Duration REGISTRY_ANSWERS = Duration.ofMillis(1200);
    private static final Duration TO_START = Duration.ofMillis(400);
    private static final Duration SYNC = Duration.ofSeconds(12);
    private static final Duration ERROR_SHOWS = Duration.ofSeconds(4);

    private final Programs programs;
    private final Surroundings around;

    ContainerLife(Programs programs, Surroundings around) {
        this.programs = programs;
        this.around = around;
    }

    /**
     * The next step of the container, or none while it rests.
     *
     * @param begin when it may begin, if it has not
     */
    Optional<Step> next(
            Map<String, Object> pod, Group group, Map<String, Object> container, Instant begin, Instant now) {
        String name = Tree.text(container, "name");
        Map<String, Object> status = ContainerStatus.of(pod, group, name);
        Program program = programs.of(Tree.text(container, "image"));
        Instant startedAt = ContainerStatus.startedAt(status);
        if (startedAt != null) {
            return whileRunning(pod, group, container, status, program, startedAt, now);
        }
        if (ContainerStatus.isTerminated(status)) {
            return afterExit(pod, group, container, status, now);
        }
        return switch (ContainerStatus.waitingReason(status)) {
            case "CrashLoopBackOff" -> inBackOff(pod, group, container, status, now);
            case "ErrImagePull" -> Optional.of(giveUpPulling(group, container, program, now));
            case "ImagePullBackOff" -> {
                Instant first = Times.at(pod, begin, "status", "startTime").plusSeconds(2);
                Instant retry = BackOff.nextPull(first, now);
                yield Optional.of(
                        program.pullError().isEmpty()
                                ? begin(pod, group, container, program, retry)
                                : failToPull(group, container, program, retry));
            }
            case "CreateContainerConfigError" -> Optional.of(begin(pod, group, container, program, now.plus(SYNC)));
            default -> Optional.of(begin(pod, group, container, program, begin));
        };
    }

    private Step begin(
            Map<String, Object> pod, Group group, Map<String, Object> container, Program program, Instant at) {
        String name = Tree.text(container, "name");
        String image = Tree.text(container, "image");
        String field = group.field(name);
        if (!program.pullError().isEmpty()) {
            return failToPull(group, container, program, at.plus(REGISTRY_ANSWERS));
        }
        String missing = Environment.missing(pod, container, around);
        if (!missing.isEmpty()) {
            return new Step(
                    at,
                    (p, now) -> ContainerStatus.wait(
                            ContainerStatus.of(p, group, name), "CreateContainerConfigError", missing),
                    List.of(Report.warning(field, "Failed", "Error: " + missing)));
        }
        boolean present = !Tree.text(container, "imagePullPolicy").equals("Always")
                && around.hasImage(Tree.text(pod, "spec", "nodeName"), image);
        Duration pull = present ? Duration.ZERO : pull(program, image + Meta.name(pod));
        Report pulled = Report.normal(
                field,
                "Pulled",
                present
                        ? "Container image \"" + image + "\" already present on machine"
                        : "Successfully pulled image \"" + image + "\" in " + spell(pull) + " (" + spell(pull)
                                + " including waiting). Image size: " + imageSize(image) + " bytes.");
        List<Report> reports = present
                ? List.of(pulled, created(field, name), started(field, name))
                : List.of(
                        Report.normal(field, "Pulling", "Pulling image \"" + image + "\""),
                        pulled,
                        created(field, name),
                        started(field, name));
        return new Step(
                at.plus(pull).plus(TO_START),
                (p, now) -> ContainerStatus.start(p, container, ContainerStatus.of(p, group, name), now),
                reports);
    }

    private Optional<Step> whileRunning(
            Map<String, Object> pod,
            Group group,
            Map<String, Object> container,
            Map<String, Object> status,
            Program program,
            Instant startedAt,
            Instant now) {
        String name = Tree.text(container, "name");
        boolean justStarted = now.isBefore(startedAt.plus(Run.GIVES_UP_AFTER).plusSeconds(3));
        Run run = Run.of(program, pod, container, Tree.number(status, 0, "restartCount"), justStarted, around);
        Step exit = null;
        Duration lasts = run.exitsAfter();
        if (lasts != null) {
            exit = new Step(
                    startedAt.plus(lasts),
                    (p, then) -> ContainerStatus.terminate(
                            ContainerStatus.of(p, group, name), run.exitCode(), run.reason(), then),
                    List.of());
        }
        boolean hasProbes = group != Group.EPHEMERAL;
        Step ready = !hasProbes || Tree.isTrue(status, "ready")
                ? null
                : becomeReady(group, container, program, startedAt, now);
        return earlier(exit, ready);
    }

    private static Step becomeReady(
            Group group, Map<String, Object> container, Program program, Instant startedAt, Instant now) {
        String name = Tree.text(container, "name");
        Duration initialDelay = Duration.ofSeconds(Tree.number(container, 0, "readinessProbe", "initialDelaySeconds"));
        Instant at = startedAt.plus(initialDelay.compareTo(program.ready()) > 0 ? initialDelay : program.ready());
        if (!program.notReady().isEmpty()) {
            Duration period = Duration.ofSeconds(Tree.number(container, 10, "readinessProbe", "periodSeconds"));
            return Step.saying(
                    at.isAfter(now) ? at : now.plus(period),
                    Report.warning(group.field(name), "Unhealthy", "Readiness probe failed: " + program.notReady()));
        }
        return new Step(
                at,
                (p, then) -> {
                    Map<String, Object> status = ContainerStatus.of(p, group, name);
                    status.put("started", true);
                    status.put("ready", true);
                },
                List.of());
    }

    private Optional<Step> afterExit(
            Map<String, Object> pod,
            Group group,
            Map<String, Object> container,
            Map<String, Object> status,
            Instant now) {
        if (!restarts(pod, group, container, ContainerStatus.exitCode(status))) {
            return Optional.empty();
        }
        String name = Tree.text(container, "name");
        Instant finished = Times.at(status, now, "state", "terminated", "finishedAt");
        Duration delay = backOff(status, "state");
        if (delay.isZero()) {
            return Optional.of(again(group, container, finished.plusSeconds(1)));
        }
        String message = "back-off %s restarting failed container=%s pod=%s_%s(%s)"
                .formatted(BackOff.spell(delay), name, Meta.name(pod), Meta.namespace(pod), Meta.uid(pod));
        return Optional.of(new Step(
                finished.plusSeconds(2),
                (p, then) -> ContainerStatus.wait(ContainerStatus.of(p, group, name), "CrashLoopBackOff", message),
                List.of(backOffReport(pod, group, name))));
    }

    private Optional<Step> inBackOff(
            Map<String, Object> pod,
            Group group,
            Map<String, Object> container,
            Map<String, Object> status,
            Instant now) {
        Instant finished = Times.at(status, now, "lastState", "terminated", "finishedAt");
        Step restart = again(group, container, finished.plus(backOff(status, "lastState")));
        Step nag = Step.saying(now.plus(SYNC), backOffReport(pod, group, Tree.text(container, "name")));
        return earlier(restart, nag);
    }

    private static Duration backOff(Map<String, Object> status, String state) {
        Instant started = Times.at(status, Instant.EPOCH, state, "terminated", "startedAt");
        Instant finished = Times.at(status, Instant.EPOCH, state, "terminated", "finishedAt");
        return BackOff.beforeRestart(Tree.number(status, 0, "restartCount"), Duration.between(started, finished));
    }

    private static Step again(Group group, Map<String, Object> container, Instant at) {
        String name = Tree.text(container, "name");
        String field = group.field(name);
        return new Step(
                at,
                (p, now) -> ContainerStatus.start(p, container, ContainerStatus.of(p, group, name), now),
                List.of(
                        Report.normal(
                                field,
                                "Pulled",
                                "Container image \"" + Tree.text(container, "image") + "\" already present on machine"),
                        created(field, name),
                        started(field, name)));
    }

    private static Step failToPull(Group group, Map<String, Object> container, Program program, Instant at) {
        String name = Tree.text(container, "name");
        String image = Tree.text(container, "image");
        String message = pullMessage(program, image);
        return new Step(
                at,
                (p, now) -> ContainerStatus.wait(ContainerStatus.of(p, group, name), "ErrImagePull", message),
                List.of(
                        Report.normal(group.field(name), "Pulling", "Pulling image \"" + image + "\""),
                        Report.warning(
                                group.field(name), "Failed", "Failed to pull image \"" + image + "\": " + message),
                        Report.warning(group.field(name), "Failed", "Error: ErrImagePull")));
    }

    private static Step giveUpPulling(Group group, Map<String, Object> container, Program program, Instant now) {
        String name = Tree.text(container, "name");
        String image = Tree.text(container, "image");
        return new Step(
                now.plus(ERROR_SHOWS),
                (p, then) -> ContainerStatus.wait(
                        ContainerStatus.of(p, group, name),
                        "ImagePullBackOff",
                        "Back-off pulling image \"" + image + "\": ErrImagePull: " + pullMessage(program, image)),
                List.of(
                        Report.normal(group.field(name), "BackOff", "Back-off pulling image \"" + image + "\""),
                        Report.warning(group.field(name), "Failed", "Error: ImagePullBackOff")));
    }

    private static String pullMessage(Program program, String image) {
        return program.pullError().equals("not found")
                ? "rpc error: code = NotFound desc = failed to pull and unpack image \"" + image
                        + "\": failed to resolve reference \"" + image + "\": " + image + ": not found"
                : "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image + "\": "
                        + program.pullError();
    }

    private static boolean restarts(
            Map<String, Object> pod, Group group, Map<String, Object> container, long exitCode) {
        if (group == Group.EPHEMERAL) {
            return false;
        }
        if (Tree.text(container, "restartPolicy").equals("Always")) {
            return true;
        }
        return switch (Tree.text(pod, "spec", "restartPolicy")) {
            case "Never" -> false;
            case "OnFailure" -> exitCode != 0;
            default -> group == Group.MAIN || exitCode != 0;
        };
    }

    private static Report backOffReport(Map<String, Object> pod, Group group, String container) {
        return Report.warning(
                group.field(container),
                "BackOff",
                "Back-off restarting failed container %s in pod %s_%s(%s)"
                        .formatted(container, Meta.name(pod), Meta.namespace(pod), Meta.uid(pod)));
    }

    private static Report created(String field, String container) {
        return Report.normal(field, "Created", "Created container: " + container);
    }

    private static Report started(String field, String container) {
        return Report.normal(field, "Started", "Started container " + container);
    }

    /** No two pulls take equally long. */
    private static Duration pull(Program program, String what) {
        return Duration.ofMillis(Math.round(program.pull().toMillis() * (0.6 + 0.9 * Names.fraction(what))));
    }

    /** As Go spells durations: {@code 940ms}, {@code 1.782s}. */
    private static String spell(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + "ms" : millis / 1000 + "." + "%03d".formatted(millis % 1000) + "s";
    }

    private static long imageSize(String image) {
        return 18_000_000 + Math.round(140_000_000 * Names.fraction(image));
    }

    private static Optional<Step> earlier(@Nullable Step one, @Nullable Step other) {
        if (one == null || other == null) {
            return Optional.ofNullable(one == null ? other : one);
        }
        return Optional.of(other.at().isBefore(one.at()) ? other : one);
    }
}
