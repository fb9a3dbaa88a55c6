package dev.fresnel.bench.logs;

import dev.fresnel.simulator.http.PodLogs;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The logs of simulated loud pods. Line {@code n} of each has the time when it is due, so that nothing is kept: whoever reads
 * works out what has been written by now. Thread-safe.
 */
final class LoudLog implements PodLogs {

    /** Lines that are due are written together, as a kubelet reads a file. */
    private static final long LOOK_MILLIS = 10;

    private final long every;
    /** Nanoseconds since 1970; {@link Long#MAX_VALUE} before it began. */
    private volatile long began = Long.MAX_VALUE;
    /** How many lines there are in all; no limit while they write. */
    private volatile long count = Long.MAX_VALUE;

    /** @param perSecond lines that each pod writes */
    LoudLog(int perSecond) {
        this.every = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    void begin() {
        began = now();
    }

    /** Returns how many lines each pod has written. */
    long end() {
        long all = written();
        count = all;
        return all;
    }

    private static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private long written() {
        return began == Long.MAX_VALUE ? 0 : Math.min(count, Math.max(0, now() - began) / every + 1);
    }

    private Line line(long number) {
        long time = began + number * every;
        return new Line(Instant.ofEpochSecond(0, time), LoudLine.text(number));
    }

    @Override
    public Lines open(String namespace, String pod, String container, Options options) {
        long now = written();
        Long tail = options.tailLines();
        long first = tail == null ? 0 : Math.max(0, now - tail);
        Instant since = options.since();
        if (since != null && began != Long.MAX_VALUE) {
            long from = TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano();
            first = Math.max(first, (from - began + every - 1) / every);
        }
        return new Reading(first, options.follow() ? Long.MAX_VALUE : now);
    }

    /** One who reads it. */
    private final class Reading implements Lines {
        private long at;
        private final long until;
        private final CountDownLatch closed = new CountDownLatch(1);

        Reading(long first, long until) {
            this.at = first;
            this.until = until;
        }

        @Override
        public @Nullable Line next() throws InterruptedException {
            while (at < until && closed.getCount() > 0) {
                if (at < written()) {
                    return line(at++);
                }
                if (closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return null;
                }
            }
            return null;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
