package dev.fresnel.testbed.weather;

import java.time.Duration;
import java.util.Random;

/**
 * What a line does to bytes that are sent over it, in one direction: they take their time, share what it carries in a
 * second, and are sent again where they were lost, which TCP hides as a delay of all that comes after.
 *
 * <p>Guarded by itself: all connections in that direction share it.
 */
final class Line {

    /** What a segment carries. */
    static final int SEGMENT = 1448;

    private static final long RETRANSMISSION = Duration.ofMillis(200).toNanos();

    private final long oneWay;
    private final double loss;
    private final double nanosAByte;
    private final Random random;
    private long free;

    /** @param bitsASecond 0 for as many as there are */
    Line(Duration roundTrip, double loss, long bitsASecond, long seed) {
        this.oneWay = roundTrip.toNanos() / 2;
        this.loss = loss;
        this.nanosAByte = bitsASecond == 0 ? 0 : 8e9 / bitsASecond;
        this.random = new Random(seed);
    }

    static Line perfect() {
        return new Line(Duration.ZERO, 0, 0, 0);
    }

    /** In nanoseconds. */
    long roundTrip() {
        return 2 * oneWay;
    }

    boolean isPerfect() {
        return oneWay == 0 && loss == 0 && nanosAByte == 0;
    }

    /** When a segment that is sent now arrives, in nanoseconds of the system. */
    synchronized long arrival(int bytes) {
        long now = System.nanoTime();
        free = Math.max(now, free) + (long) (bytes * nanosAByte);
        boolean lost = random.nextDouble() < loss;
        return free + oneWay + (lost ? 2 * oneWay + RETRANSMISSION : 0);
    }
}
