package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.ExecPlugin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs an exec plugin: its arguments go to it as they are, without a shell; its input is empty; it is ended, with all it
 * started, when its time is over, the thread is interrupted or {@link #close} is called.
 */
final class ExecRun implements AutoCloseable {

    private static final int MAX_OUTPUT = 1 << 20;
    private static final int SHOWN_ERROR = 600;
    private static final String WITH_THE_CONNECTION = "was ended with the connection";
    private static final Pattern SYSTEMS_WORDS = Pattern.compile("error[:=] ?\\d+,? \\(?([^()]+)\\)?\\s*$");

    private final ExecPlugin plugin;
    private final ClusterEntry cluster;
    private final ExecEnvironment environment;
    private final Clock clock;
    /** Guarded by this, as {@link #closed}. */
    private @Nullable Process running;

    private boolean closed;

    ExecRun(ExecPlugin plugin, ClusterEntry cluster, ExecEnvironment environment, Clock clock) {
        this.plugin = plugin;
        this.cluster = cluster;
        this.environment = environment;
        this.clock = clock;
    }

    /** Runs it and reads what it printed. */
    Credentials run() throws CredentialsException, InterruptedException {
        if (plugin.interactiveMode() == ExecPlugin.InteractiveMode.ALWAYS) {
            throw new CredentialsException(
                    program() + " wants to ask on a terminal, which Fresnel does not have",
                    "Sign in with it in a terminal; or, where it can do without, set interactiveMode: IfAvailable in the"
                            + " kubeconfig.",
                    null);
        }
        Process process = start();
        try {
            FutureTask<byte[]> output = reading(process.getInputStream());
            FutureTask<byte[]> error = reading(process.getErrorStream());
            if (!process.waitFor(environment.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("did not finish within " + environment.limit().toSeconds() + " s and was ended", null);
            }
            // What it started in the background may hold its output open. That is not waited for.
            endDescendants(process);
            if (process.exitValue() != 0) {
                throw failed(closed() ? WITH_THE_CONNECTION : exit(process.exitValue(), bytes(error)), null);
            }
            return new ExecOutput(plugin, clock).read(bytes(output));
        } catch (ExecOutput.UnusableException e) {
            throw failed(e.getMessage(), e);
        } finally {
            ended(process);
        }
    }

    private Process start() throws CredentialsException {
        List<String> command = new ArrayList<>();
        command.add(find());
        command.addAll(plugin.args());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        plugin.env().forEach((name, value) -> builder.environment().put(name, value.reveal()));
        builder.environment().put("KUBERNETES_EXEC_INFO", ExecInfo.of(plugin, cluster));
        try {
            Process process = started(builder);
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw failed("cannot be run" + systemsWords(e), e);
        }
    }

    /** The program's path; found by us, so that its absence can be told from that of something it needs. */
    private String find() throws CredentialsException {
        String command = plugin.command();
        if (command.contains("/") || command.contains("\\")) {
            if (!Files.exists(Path.of(command))) {
                throw absent("does not exist");
            }
            return command;
        }
        String path = environment.variables().getOrDefault("PATH", "");
        boolean windows = environment.variables().containsKey("PATHEXT");
        List<String> endings = windows ? List.of(".exe", ".cmd", ".bat", "") : List.of("");
        for (String folder : path.split(File.pathSeparator)) {
            for (String ending : endings) {
                Path file = folder.isEmpty() ? null : Path.of(folder, command + ending);
                if (file != null && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        }
        throw absent("was not found on the PATH (" + path + ")");
    }

    private static String exit(int status, byte[] error) {
        String words = new String(error, StandardCharsets.UTF_8).strip();
        String end = words.length() > SHOWN_ERROR ? "…" + words.substring(words.length() - SHOWN_ERROR) : words;
        return "failed with exit status " + status + (end.isEmpty() ? ", without a word" : ": " + end);
    }

    /** The operating system's own words, without Java's around them: {@code (Permission denied)}. */
    private static String systemsWords(IOException e) {
        String message = String.valueOf(e.getMessage());
        Matcher words = SYSTEMS_WORDS.matcher(message);
        return " (" + (words.find() ? words.group(1) : message) + ")";
    }

    private String program() {
        return "the login program " + plugin.command();
    }

    private CredentialsException failed(String what, @Nullable Throwable cause) {
        String advice = "Run it in a terminal to see what it needs, or sign in with it there, then connect again.";
        return new CredentialsException(program() + " " + what, advice, cause);
    }

    /** The kubeconfig's hint tells how to install it, so it goes with this alone. */
    private CredentialsException absent(String what) {
        String advice = plugin.installHint().isEmpty()
                ? "Install it, or correct the command in the kubeconfig."
                : plugin.installHint();
        return new CredentialsException(program() + " " + what, advice, null);
    }

    private static FutureTask<byte[]> reading(InputStream stream) {
        FutureTask<byte[]> task = new FutureTask<>(() -> stream.readNBytes(MAX_OUTPUT));
        Thread.ofVirtual().name("exec-plugin-output").start(task);
        return task;
    }

    private static byte[] bytes(FutureTask<byte[]> task) throws InterruptedException {
        try {
            return task.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new byte[0];
        }
    }

    /** While it starts, {@link #close} waits, so that what is started then is ended as well. */
    private synchronized Process started(ProcessBuilder builder) throws IOException, CredentialsException {
        if (closed) {
            throw failed(WITH_THE_CONNECTION, null);
        }
        running = environment.programs().start(builder);
        return running;
    }

    private synchronized void ended(Process process) {
        running = null;
        environment.programs().end(process);
    }

    private synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            environment.programs().end(running);
        }
    }

    private static void endDescendants(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
