package dev.fresnel.engine.log;

import java.util.concurrent.atomic.AtomicInteger;

/** The memory that all logs that are looked at may take together. Thread-safe. */
public final class LogRoom {

    /** Some 200,000 lines of usual length. */
    private static final long MOST_OF_ONE = 40L << 20;

    private static final long MOST_OF_ALL = 256L << 20;

    private final long mostOfOne;
    private final long mostOfAll;
    private final AtomicInteger shares = new AtomicInteger();

    /** As much as is usual. */
    public LogRoom() {
        this(MOST_OF_ONE, MOST_OF_ALL);
    }

    LogRoom(long mostOfOne, long mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** A share for one that is looked at, until it is closed. */
    public Share share() {
        shares.incrementAndGet();
        return new Share();
    }

    /** What one may take: less where there are many. */
    public final class Share implements AutoCloseable {
        private boolean closed;

        private Share() {}

        long bytes() {
            return Math.min(mostOfOne, mostOfAll / Math.max(1, shares.get()));
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                shares.decrementAndGet();
            }
        }
    }
}
