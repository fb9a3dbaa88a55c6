package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The processes of one control plane: started in order, ended in the opposite one, and watched in between. Thread-safe.
 */
final class Parts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path logs;
    private final Watchdog watchdog = new Watchdog();
    private final List<Part> running = new ArrayList<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private boolean closed;

    Parts(Path logs) {
        try {
            this.logs = Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + logs, e);
        }
    }

    synchronized Part start(String name, List<String> command) {
        if (closed) {
            throw new IllegalStateException("The control plane is stopped.");
        }
        Part part = Part.start(name, logs.resolve(name + ".log"), command, dead -> death.complete(dead.obituary()));
        running.add(part);
        watchdog.guard(part);
        return part;
    }

    /** Ends one part at once. */
    synchronized void kill(Part part) {
        part.kill();
        watchdog.forget(part);
        running.remove(part);
    }

    /** Completes, with a report, when a part ends that nobody ended. */
    CompletionStage<String> death() {
        return death.minimalCompletionStage();
    }

    /**
     * Waits until a condition holds, for two minutes at most, and no longer than all parts live.
     *
     * @param what ends the sentence "Waited in vain for …"
     */
    void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            pause(Duration.ofMillis(100), what);
            if (Instant.now().isAfter(end)) {
                throw new UnableToStartException(
                        "Waited %d s in vain for %s. The logs are in %s".formatted(PATIENCE.toSeconds(), what, logs));
            }
        }
    }

    /** Waits a while; fails as soon as a part has died. */
    void pause(Duration time, String what) {
        if (death.isDone()) {
            throw new UnableToStartException("While waiting for %s: %s".formatted(what, death.join()));
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, e);
        }
    }

    /** Ends all parts, the last one first. */
    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(Part::expectEnd);
        for (Part part : running.reversed()) {
            part.stop();
            watchdog.forget(part);
        }
        running.clear();
        watchdog.close();
    }
}
