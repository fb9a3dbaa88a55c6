package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.kubelet.ContainerStatus.Group;
import dev.fresnel.simulator.kubelet.machine.CannotStartException;
import dev.fresnel.simulator.kubelet.machine.Machine;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Room;
import dev.fresnel.simulator.kubelet.port.Speech;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.stream.PodStreams;
import dev.fresnel.simulator.stream.Standard;
import dev.fresnel.simulator.stream.UnreachableException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The insides of the containers that run: a machine for each that someone has looked into, kept until that run of the
 * container ends. Thread-safe.
 */
public final class Containers implements PodStreams {

    /** Bytes of files that people may make in one container. */
    private static final long ROOM = 32L << 20;

    /** And in all of a cluster. */
    private static final long ROOM_OF_ALL = 256L << 20;

    private final Cluster cluster;
    private final Programs programs;
    private final PodLogs logs;
    private final Clock clock;
    private final Surroundings around;
    private final PodPorts ports;
    private final Room room = new Room(ROOM_OF_ALL, null);
    private final Map<Key, Map<String, Machine>> machines = new HashMap<>();

    public Containers(Cluster cluster, Programs programs, PodLogs logs, Clock clock) {
        this.cluster = cluster;
        this.programs = programs;
        this.logs = logs;
        this.clock = clock;
        this.around = new LiveSurroundings(cluster);
        this.ports = new PodPorts(programs);
    }

    /** A container that runs. */
    private record Live(Map<String, Object> pod, Map<String, Object> spec, Map<String, Object> status, Group group) {

        String id() {
            return Tree.text(status, "containerID");
        }

        String name() {
            return Tree.text(spec, "name");
        }
    }

    @Override
    public void find(String namespace, String pod, String container) throws UnreachableException {
        live(namespace, pod, container);
    }

    private Live live(String namespace, String podName, String container) throws UnreachableException {
        Map<String, Object> pod = pod(namespace, podName);
        for (Group group : Group.values()) {
            Map<String, Object> status = ContainerStatus.of(pod, group, container);
            if (ContainerStatus.isRunning(status)) {
                return new Live(pod, spec(pod, group, container), status, group);
            }
        }
        throw new UnreachableException("container not found (\"" + container + "\")");
    }

    private static Map<String, Object> spec(Map<String, Object> pod, Group group, String container) {
        return Tree.maps(pod, "spec", group.specs).stream()
                .filter(spec -> Tree.text(spec, "name").equals(container))
                .findFirst()
                .orElse(Map.of());
    }

    private Map<String, Object> pod(String namespace, String name) throws UnreachableException {
        return cluster.get(Kinds.POD, namespace, name)
                .orElseThrow(() -> new UnreachableException("pod \"" + name + "_" + namespace + "\" not found"));
    }

    @Override
    public int exec(String namespace, String pod, String container, List<String> command, Standard streams)
            throws UnreachableException, IOException {
        Live live = live(namespace, pod, container);
        try {
            return machine(live).start(command, streams);
        } catch (CannotStartException e) {
            throw new UnreachableException("failed to exec in container: failed to start exec \""
                    + id(live.id() + command + clock.instant())
                    + "\": OCI runtime exec failed: exec failed: unable to start container process: " + e.getMessage()
                    + ": unknown");
        }
    }

    private static String id(String of) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append("%08x".formatted(Names.fnv(i + of)));
        }
        return id.toString();
    }

    @Override
    public void attach(String namespace, String pod, String container, Standard streams)
            throws UnreachableException, IOException, InterruptedException {
        Live live = live(namespace, pod, container);
        Program program = programs.of(Tree.text(live.spec(), "image"));
        if (Run.isConversation(live.spec(), program)) {
            converse(live, streams);
            return;
        }
        try (PodLogs.Lines lines = logs.open(namespace, pod, container, new PodLogs.Options(false, true, null, 0L))) {
            for (PodLogs.Line line = lines.next(); line != null; line = lines.next()) {
                String end = streams.window() == null ? "\n" : "\r\n";
                streams.out().write((line.text() + end).getBytes(StandardCharsets.UTF_8));
            }
        } catch (StatusException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()));
        }
    }

    /** The container's main process is a shell, which begins when someone talks to it; the container ends with it. */
    private void converse(Live live, Standard streams) throws UnreachableException, IOException {
        List<String> command = Run.command(live.spec());
        int code;
        try {
            code = machine(live).start(command.isEmpty() ? List.of("sh") : command, streams);
        } catch (CannotStartException e) {
            throw new UnreachableException(String.valueOf(e.getMessage()));
        }
        cluster.changeStatus(Kinds.POD, live.pod(), pod -> {
            Map<String, Object> status = ContainerStatus.of(pod, live.group(), live.name());
            if (ContainerStatus.isRunning(status)
                    && Tree.text(status, "containerID").equals(live.id())) {
                PodLife.apply(
                        new Step(
                                clock.instant(),
                                (tree, now) -> ContainerStatus.terminate(
                                        ContainerStatus.of(tree, live.group(), live.name()),
                                        code,
                                        code == 0 ? "Completed" : "Error",
                                        now),
                                List.of()),
                        pod,
                        clock.instant());
            }
        });
    }

    @Override
    public void forward(String namespace, String podName, int port, InputStream in, OutputStream out)
            throws UnreachableException, IOException {
        Map<String, Object> pod = pod(namespace, podName);
        Speech speech = ports.at(pod, port).orElseThrow(() -> refused(pod, port));
        speech.talk(in, out);
    }

    private static UnreachableException refused(Map<String, Object> pod, int port) {
        String sandbox = id(Meta.uid(pod));
        String network = "/var/run/netns/cni-" + Meta.uid(pod);
        return new UnreachableException("error forwarding port " + port + " to pod " + sandbox
                + ", uid : failed to execute portforward in network namespace \"" + network
                + "\": failed to connect to localhost:" + port + " inside namespace \"" + sandbox
                + "\", IPv4: dial tcp4 127.0.0.1:" + port + ": connect: connection refused IPv6 dial tcp6 [::1]:"
                + port + ": connect: connection refused");
    }

    private synchronized Machine machine(Live live) {
        Map<String, Machine> ofPod = machines.computeIfAbsent(Key.of(live.pod()), _ -> new HashMap<>());
        Machine there = ofPod.get(live.id());
        if (there != null) {
            return there;
        }
        Machine made = make(live);
        ofPod.put(live.id(), made);
        return made;
    }

    private Machine make(Live live) {
        Program program = programs.of(Tree.text(live.spec(), "image"));
        Map<String, String> environment = Environment.all(live.pod(), live.spec(), around);
        FileTree files = new FileTree(clock, new Room(ROOM, room));
        String main = main(live.spec(), program);
        new ContainerFiles(live.pod(), live.spec(), program, around).fill(files, main, environment);
        String folder = Tree.text(live.spec(), "workingDir");
        files.putFolder(folder.isEmpty() ? "/" : folder);
        Machine machine = new Machine(
                files,
                clock,
                Environment.hostname(live.pod()),
                environment,
                folder.isEmpty() ? "/" : FileTree.absolute("/", folder),
                user(live));
        Live target = target(live);
        if (target != null) {
            // they share their processes, and through those their files
            show(machine, target);
            files.graft("/proc/1/root", machine(target).files());
        } else if (!Run.isConversation(live.spec(), program)) {
            show(machine, live);
        }
        return machine;
    }

    /** The number of the user that the container runs as. */
    private static long user(Live live) {
        long ofPod = Tree.number(live.pod(), 0, "spec", "securityContext", "runAsUser");
        return Tree.number(live.spec(), ofPod, "securityContext", "runAsUser");
    }

    private void show(Machine machine, Live live) {
        machine.show(
                main(live.spec(), programs.of(Tree.text(live.spec(), "image"))),
                Times.at(live.status(), clock.instant(), "state", "running", "startedAt"));
    }

    private static @Nullable Live target(Live live) {
        String name = Tree.text(live.spec(), "targetContainerName");
        Map<String, Object> status = ContainerStatus.of(live.pod(), Group.MAIN, name);
        return name.isEmpty() || !ContainerStatus.isRunning(status)
                ? null
                : new Live(live.pod(), spec(live.pod(), Group.MAIN, name), status, Group.MAIN);
    }

    /** The command line of a container's main process. */
    private static String main(Map<String, Object> spec, Program program) {
        List<String> command = Run.command(spec);
        if (!command.isEmpty() && !Tree.texts(spec, "command").isEmpty()) {
            return String.join(" ", command);
        }
        String name = Tree.text(spec, "image").replaceFirst(".*/", "").replaceFirst("[:@].*", "");
        String own = program.base() == Base.ALPINE && name.equals("busybox") ? "sh" : "/app/" + name;
        return command.isEmpty() ? own : own + " " + String.join(" ", command);
    }

    /** Ends the machines of a pod whose containers have ended; to be told of each change of a pod. */
    synchronized void keep(Key key, Map<String, Object> pod) {
        Map<String, Machine> ofPod = machines.get(key);
        if (ofPod == null) {
            return;
        }
        Set<String> running = new HashSet<>();
        Stream.of(Group.values())
                .flatMap(group -> Tree.maps(pod, "status", group.statuses).stream())
                .filter(ContainerStatus::isRunning)
                .forEach(status -> running.add(Tree.text(status, "containerID")));
        ofPod.entrySet().removeIf(entry -> {
            if (running.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().end();
            return true;
        });
        if (ofPod.isEmpty()) {
            machines.remove(key);
        }
    }
}
