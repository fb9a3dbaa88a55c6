package dev.fresnel.simulator.kubelet.machine;

import dev.fresnel.simulator.kubelet.machine.file.DataFile;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Node;
import dev.fresnel.simulator.stream.Standard;
import dev.fresnel.simulator.stream.Window;
import dev.fresnel.simulator.stream.pipe.Pipe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * One container's machine: its files and what runs in it. A command that is started runs on the thread of whoever started
 * it. Thread-safe.
 */
public final class Machine {

    /** Processes that there may be at once. */
    private static final int MOST_PROCESSES = 64;

    private static final int DEEPEST = 40;
    private static final int KILLED = 137;
    private static final int INTERRUPTED = 130;
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final String NO_PATH = "";

    private final FileTree files;
    private final Clock clock;
    private final String hostname;
    private final Map<String, String> environment;
    private final String folder;
    private final long user;
    private final Map<Integer, Running> processes = new ConcurrentSkipListMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private int lastPid;
    private volatile boolean ended;

    /** A process as {@code ps} shows it. */
    public record Running(int pid, String command, @Nullable Terminal terminal, Instant started) {}

    /**
     * @param environment of every process that is started from outside
     * @param folder where such a process is
     * @param user the number of the one user that there is; 0 is root
     */
    public Machine(
            FileTree files, Clock clock, String hostname, Map<String, String> environment, String folder, long user) {
        this.files = files;
        this.clock = clock;
        this.hostname = hostname;
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.user = user;
    }

    public FileTree files() {
        return files;
    }

    public Clock clock() {
        return clock;
    }

    public String hostname() {
        return hostname;
    }

    /** The number of its user. */
    public long user() {
        return user;
    }

    /** The name of its user; as the number where it has none. */
    public String userName() {
        return user == 0 ? "root" : Long.toString(user);
    }

    /** What runs, by process id. */
    public Map<Integer, Running> processes() {
        return new TreeMap<>(processes);
    }

    /** Shows what the container was made for as a process. */
    public synchronized void show(String command, Instant started) {
        lastPid++;
        processes.put(lastPid, new Running(lastPid, command, null, started));
    }

    /**
     * Runs a command from outside until it ends, and returns its exit code.
     *
     * @throws CannotStartException if there is no such program
     */
    public int start(List<String> command, Standard streams) throws CannotStartException, IOException {
        Window window = streams.window();
        Thread thread = Thread.currentThread();
        Terminal terminal =
                window == null ? null : new Terminal(streams.in(), streams.out(), window, thread::interrupt);
        Task task = new Task(
                this,
                command,
                environment,
                folder,
                terminal == null ? streams.in() : terminal.input(),
                terminal == null ? streams.out() : terminal.output(),
                terminal == null ? streams.err() : terminal.output(),
                terminal,
                0);
        if (terminal != null) {
            task.environment().putIfAbsent("TERM", "xterm");
        }
        Tool tool = find(task).orElseThrow(() -> new CannotStartException(command.getFirst()));
        threads.add(thread);
        try {
            return ended ? KILLED : run(task, tool);
        } catch (InterruptedException | InterruptedIOException e) {
            return ended ? KILLED : INTERRUPTED;
        } finally {
            threads.remove(thread);
            if (terminal != null) {
                terminal.close();
            }
        }
    }

    /** Runs a child on the calling thread. A program that is not there, or one process too many, is complained about. */
    public int run(Task task) throws IOException, InterruptedException {
        Optional<Tool> tool = find(task);
        if (tool.isPresent()) {
            return run(task, tool.get());
        }
        boolean isPath = task.name().contains("/");
        Node node = isPath ? files.find(task.path(task.name())) : null;
        task.complain(node != null ? "Permission denied" : isPath ? "No such file or directory" : "not found");
        return node != null ? NOT_EXECUTABLE : NOT_FOUND;
    }

    private int run(Task task, Tool tool) throws IOException, InterruptedException {
        int pid;
        synchronized (this) {
            if (processes.size() >= MOST_PROCESSES || task.depth() > DEEPEST) {
                task.complain("can't fork: Resource temporarily unavailable");
                return NOT_EXECUTABLE;
            }
            pid = ++lastPid;
            processes.put(pid, new Running(pid, String.join(" ", task.arguments()), task.terminal(), clock.instant()));
        }
        try {
            if (ended || Thread.interrupted()) {
                throw new InterruptedException();
            }
            return tool.run(task);
        } catch (Pipe.BrokenPipeException e) {
            return 141; // as if SIGPIPE had ended it
        } finally {
            processes.remove(pid);
        }
    }

    /** Runs something beside the caller, such as a part of a pipeline; it ends with the machine. */
    public Thread beside(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name("container process").unstarted(() -> {
            threads.add(Thread.currentThread());
            try {
                if (!ended) {
                    work.run();
                }
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        thread.start();
        return thread;
    }

    /** What a name or path of a program leads to. */
    public Optional<Tool> find(Task task) {
        String name = task.name();
        if (name.contains("/")) {
            return at(task.path(name));
        }
        for (String place : task.environment().getOrDefault("PATH", NO_PATH).split(":", -1)) {
            Optional<Tool> tool = name.isEmpty() ? Optional.empty() : at(FileTree.absolute("/", place + "/" + name));
            if (tool.isPresent()) {
                return tool;
            }
        }
        return Optional.empty();
    }

    private Optional<Tool> at(String path) {
        if (!(files.find(path) instanceof DataFile file) || !file.isExecutable()) {
            return Optional.empty();
        }
        return Optional.of(file.program() instanceof Tool tool ? tool : task -> script(path, task));
    }

    /** A file without a program is a script, for what its first line says or for {@code sh}. */
    private int script(String path, Task task) throws IOException, InterruptedException {
        String text = new String(files.readAll(path), java.nio.charset.StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("");
        String interpreter = first.startsWith("#!") ? first.substring(2).strip().split(" ")[0] : "/bin/sh";
        List<String> arguments = new java.util.ArrayList<>(List.of(interpreter, path));
        arguments.addAll(task.operands());
        return run(task.child(arguments));
    }

    /** Whether it has been ended: what still runs in it must not go on. */
    public boolean isEnded() {
        return ended;
    }

    /** Ends all that runs in it, as when its container ends. */
    public void end() {
        ended = true;
        threads.forEach(Thread::interrupt);
        files.room().close();
    }
}
