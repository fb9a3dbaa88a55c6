package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One running process of the control plane, with its output in a log file. Thread-safe.
 */
final class Part {

    private final String name;
    private final Path log;
    private final Process process;
    private volatile boolean stopping;

    private Part(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a process; its log is appended to.
     *
     * @param command the program and its arguments
     * @param died is told, on another thread, when the process ends without having been stopped
     */
    static Part start(String name, Path log, List<String> command, Consumer<Part> died) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            Part part = new Part(name, log, process);
            // Later, because Ctrl-C in a terminal reaches the parts as it reaches us, and may do so before us.
            Executor later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
            var _ = process.onExit().thenRunAsync(() -> part.tellUnlessStopping(died), later);
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    private void tellUnlessStopping(Consumer<Part> died) {
        if (!stopping) {
            died.accept(this);
        }
    }

    /** From now on, that the process ends is no news. */
    void expectEnd() {
        stopping = true;
    }

    long pid() {
        return process.pid();
    }

    /** Asks the process to end, and ends it by force when it has not done so in ten seconds. */
    void stop() {
        expectEnd();
        process.destroy();
        if (!ended(Duration.ofSeconds(10))) {
            kill();
        }
    }

    /** Ends the process at once, as a crash would. */
    void kill() {
        expectEnd();
        process.destroyForcibly();
        if (!ended(Duration.ofSeconds(10))) {
            throw new IllegalStateException(name + " (process " + pid() + ") cannot be killed.");
        }
    }

    private boolean ended(Duration patience) {
        boolean interrupted = Thread.interrupted(); // a process half stopped would be worse than a late interrupt
        try {
            while (true) {
                try {
                    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops the process in the middle of what it does: its sockets stay open and nothing answers. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(name + " (process " + pid() + ") cannot be sent SIG" + signal + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a signal to " + name, e);
        }
    }

    /** A sentence for a process that has ended, and the last lines of its log. */
    String obituary() {
        String how = process.isAlive() ? "is still running" : "ended with exit code " + process.exitValue();
        return "%s %s. The end of its log, %s:%n%s".formatted(name, how, log, lastLines());
    }

    private String lastLines() {
        try {
            // Not readAllLines: a log may end in the middle of a character.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
