package dev.fresnel.simulator.scale;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * When things happened before a cluster was founded: at one of a few dozen times, so that the past of many pods is the same
 * and has to be played but once.
 */
final class PastTimes {
    private static final int TIMES = 48;
    /** Seconds: from a little over an hour to some fifty days. */
    private static final double YOUNGEST = 4_000;

    private static final double GROWTH = 1.15;

    private final Instant now;
    private final Random random;

    PastTimes(Instant now, Random random) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.random = random;
    }

    /** Any time. */
    Instant any() {
        return at(random.nextInt(TIMES));
    }

    /** A time after that one. */
    Instant since(Instant then) {
        int youngest = 0;
        while (youngest < TIMES - 1 && at(youngest + 1).isAfter(then)) {
            youngest++;
        }
        return at(random.nextInt(youngest + 1));
    }

    /** So recently that someone may still be looking into it: mostly within half an hour. */
    Instant late() {
        int seconds = random.nextInt(8) == 0 ? 1_800 + random.nextInt(9_000) : 700 + random.nextInt(1_100);
        return now.minusSeconds(seconds);
    }

    /** Before all others. */
    Instant longAgo() {
        return now.minusSeconds(86_400L * (60 + random.nextInt(300)));
    }

    private Instant at(int number) {
        return now.minusSeconds(Math.round(YOUNGEST * Math.pow(GROWTH, number)));
    }
}
