package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.http.PodLogs.Line;
import dev.fresnel.simulator.http.PodLogs.Lines;
import dev.fresnel.simulator.kubelet.log.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a log to its present end, and goes on as time does if it follows. Used by one thread, closed by any. */
final class LogLines implements Lines {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Clock clock;
    private final RunLog log;
    private final Deque<RunLog.Line> ready = new ArrayDeque<>();
    private final @Nullable Supplier<Optional<RunLog>> ended;
    private Iterator<List<RunLog.Line>> stretch;
    private Instant upTo;
    private boolean over;
    private boolean closed;

    /**
     * @param past the lines up to {@code upTo}
     * @param ended tells whether the run has ended, and then its whole log; null if the reader does not follow
     */
    LogLines(
            Clock clock,
            RunLog log,
            Iterator<List<RunLog.Line>> past,
            Instant upTo,
            @Nullable Supplier<Optional<RunLog>> ended) {
        this.clock = clock;
        this.log = log;
        this.stretch = past;
        this.upTo = upTo;
        this.ended = ended;
    }

    @Override
    public @Nullable Line next() throws InterruptedException {
        while (true) {
            while (ready.isEmpty() && stretch.hasNext()) {
                ready.addAll(stretch.next());
            }
            if (isClosed()) {
                return null;
            }
            RunLog.Line line = ready.poll();
            if (line != null) {
                return new Line(line.time(), line.text());
            }
            if (ended == null || over) {
                return null;
            }
            goOn(ended);
        }
    }

    private void goOn(Supplier<Optional<RunLog>> hasEnded) throws InterruptedException {
        Instant now = clock.instant();
        Optional<RunLog> whole = hasEnded.get();
        if (whole.isPresent()) {
            over = true;
            stretch = whole.get().between(upTo, Instant.MAX.minusSeconds(1)).iterator();
            return;
        }
        stretch = log.between(upTo, now).iterator();
        upTo = now;
        awaitMore();
    }

    private synchronized void awaitMore() throws InterruptedException {
        long until = System.nanoTime() + LOOK.toNanos();
        for (long left = LOOK.toMillis(); left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
