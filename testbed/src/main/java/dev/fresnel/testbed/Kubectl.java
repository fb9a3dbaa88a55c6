package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The kubectl of the control plane's own version.
 *
 * @param program the path of the program
 * @param kubeconfig whom it acts as
 * @param scratch a folder for its discovery cache and what goes in and out
 */
record Kubectl(String program, Path kubeconfig, Path scratch) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Runs kubectl and returns what it printed. */
    String run(List<String> arguments) {
        return run("", arguments);
    }

    /** Runs kubectl with a text as its standard input, for {@code -f -}. */
    String run(String input, List<String> arguments) {
        List<String> command = command(arguments);
        // Through files: with pipes, a program that prints much could wait for us while we wait for it.
        try {
            Path in = Files.createTempFile(scratch, "kubectl", ".in");
            Path out = Files.createTempFile(scratch, "kubectl", ".out");
            Path err = Files.createTempFile(scratch, "kubectl", ".err");
            try {
                Files.writeString(in, input);
                Process process = new ProcessBuilder(command)
                        .redirectInput(in.toFile())
                        .redirectOutput(Redirect.to(out.toFile()))
                        .redirectError(Redirect.to(err.toFile()))
                        .start();
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new KubectlFailedException("kubectl %s has not ended in %d s."
                            .formatted(String.join(" ", arguments), PATIENCE.toSeconds()));
                }
                if (process.exitValue() != 0) {
                    throw new KubectlFailedException("kubectl %s failed with exit code %d: %s"
                            .formatted(
                                    String.join(" ", arguments),
                                    process.exitValue(),
                                    Files.readString(err) + Files.readString(out)));
                }
                return Files.readString(out);
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while kubectl ran", e);
        }
    }

    /** Starts kubectl and leaves it running; for what prints as things happen. Whoever starts it ends it. */
    Process start(List<String> arguments) {
        try {
            return new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + program, e);
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(program, "--kubeconfig", kubeconfig.toString(), "--cache-dir", scratch + "/kubectl-cache"));
        command.addAll(arguments);
        return command;
    }
}
