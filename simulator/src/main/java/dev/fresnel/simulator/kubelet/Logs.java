package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.kubelet.log.RunLog;
import dev.fresnel.simulator.kubelet.log.Speaker;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The logs of the pods of a cluster, as their programs' voices would have written them. Thread-safe. */
public final class Logs implements PodLogs {
    private final Cluster cluster;
    private final Programs programs;
    private final Map<String, Voice> voices;
    private final Clock clock;
    private final Surroundings around;

    /** @param voices by name, as programs refer to them; {@code plain} among them */
    public Logs(Cluster cluster, Programs programs, Map<String, Voice> voices, Clock clock) {
        this.cluster = cluster;
        this.programs = programs;
        this.voices = voices;
        this.clock = clock;
        this.around = new LiveSurroundings(cluster);
    }

    @Override
    public Lines open(String namespace, String podName, String container, Options options) {
        Map<String, Object> pod = cluster.get(Kinds.POD, namespace, podName)
                .orElseThrow(() -> StatusException.notFound(Kinds.POD, podName));
        Map<String, Object> status = status(pod, container);
        Map<String, Object> run = run(pod, container, status, options.previous());
        RunLog log = log(pod, container, run);
        boolean follows = options.follow() && !options.previous();
        Instant now = clock.instant();
        Instant since = options.since() == null ? Instant.EPOCH : options.since();
        Long tail = options.tailLines();
        return new LogLines(
                clock,
                log,
                tail == null
                        ? log.between(since, now).iterator()
                        : List.of(log.tail(since, now, tail)).iterator(),
                now,
                follows ? () -> ended(namespace, podName, container, run) : null);
    }

    private static Map<String, Object> status(Map<String, Object> pod, String container) {
        return Stream.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")
                .flatMap(list -> Tree.maps(pod, "status", list).stream())
                .filter(status -> Tree.text(status, "name").equals(container))
                .findFirst()
                .orElse(Map.of());
    }

    /** The state, running or terminated, of the run whose log is asked for. */
    private static Map<String, Object> run(
            Map<String, Object> pod, String container, Map<String, Object> status, boolean previous) {
        Map<String, Object> last = Tree.map(status, "lastState", "terminated");
        if (previous) {
            if (last.isEmpty()) {
                throw StatusException.badRequest("previous terminated container \"" + container + "\" in pod \""
                        + Meta.name(pod) + "\" not found");
            }
            return last;
        }
        Map<String, Object> running = Tree.map(status, "state", "running");
        Map<String, Object> terminated = Tree.map(status, "state", "terminated");
        if (!running.isEmpty() || !terminated.isEmpty()) {
            return running.isEmpty() ? terminated : running;
        }
        if (!last.isEmpty()) {
            return last;
        }
        String reason = Tree.text(status, "state", "waiting", "reason");
        throw StatusException.badRequest("container \"" + container + "\" in pod \"" + Meta.name(pod)
                + "\" is waiting to start: "
                + switch (reason) {
                    case "ErrImagePull", "ImagePullBackOff" -> "trying and failing to pull image";
                    case "" -> "ContainerCreating";
                    default -> reason;
                });
    }

    private RunLog log(Map<String, Object> pod, String container, Map<String, Object> run) {
        Map<String, Object> spec = Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(list -> Tree.maps(pod, "spec", list).stream())
                .filter(c -> Tree.text(c, "name").equals(container))
                .findFirst()
                .orElse(Map.of());
        String image = Tree.text(spec, "image");
        Program program = programs.of(image);
        Instant started = Times.at(run, clock.instant(), "startedAt");
        String identity = Meta.namespace(pod) + "/" + Meta.name(pod) + "/" + container + "/" + started;
        Speaker speaker = new Speaker(
                Meta.namespace(pod),
                Meta.name(pod),
                container,
                Tree.text(pod, "spec", "nodeName"),
                image.substring(image.lastIndexOf(':') + 1),
                identity,
                variable -> Environment.value(pod, spec, variable, around).orElse(""),
                started,
                Times.at(run, "finishedAt"),
                Tree.number(run, 0, "exitCode"),
                program.linesPerMinute());
        Voice plain = voices.getOrDefault("plain", Voice.of(Map.of()));
        return new RunLog(speaker, voices.getOrDefault(program.voice(), plain));
    }

    /** The log of the run if it has ended since, with what it said last. */
    private Optional<RunLog> ended(String namespace, String podName, String container, Map<String, Object> run) {
        Optional<Map<String, Object>> pod = cluster.get(Kinds.POD, namespace, podName);
        String started = Tree.text(run, "startedAt");
        if (pod.isEmpty()) {
            return Optional.of(log(Map.of(), container, Tree.of("startedAt", started, "finishedAt", started)));
        }
        Map<String, Object> status = status(pod.get(), container);
        for (String state : new String[] {"state", "lastState"}) {
            Map<String, Object> terminated = Tree.map(status, state, "terminated");
            if (Tree.text(terminated, "startedAt").equals(started)) {
                return Optional.of(log(pod.get(), container, terminated));
            }
        }
        return Optional.empty();
    }
}
