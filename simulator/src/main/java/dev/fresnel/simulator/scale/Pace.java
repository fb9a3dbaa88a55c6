package dev.fresnel.simulator.scale;

import java.time.Duration;
import java.time.Instant;

/**
 * How much may be begun now, so that so many writes a second come of it. What one thing leads to is only known later, and
 * depends on what else goes on; so the writes that came are compared with those that were meant to, and the next things are
 * begun more or less eagerly.
 *
 * <p>For one thread.
 */
final class Pace {
    private static final Duration LOOK_BACK = Duration.ofSeconds(10);
    private static final double MOST_EAGER = 4;

    private final double perSecond;
    private Instant last;
    private Instant lookedAt;
    private long writesThen;
    private double eagerness = 1;
    private double credit;

    /** @param writes so far */
    Pace(double perSecond, Instant now, long writes) {
        this.perSecond = perSecond;
        this.last = now;
        this.lookedAt = now;
        this.writesThen = writes;
    }

    /** Lets time pass. */
    void pass(Instant now, long writes) {
        credit += perSecond * eagerness * Duration.between(last, now).toNanos() / 1e9;
        // a machine that could not keep up does not have to make up for it
        credit = Math.min(credit, perSecond);
        last = now;
        Duration since = Duration.between(lookedAt, now);
        if (since.compareTo(LOOK_BACK) >= 0) {
            double came = (writes - writesThen) / (since.toNanos() / 1e9);
            double error = came == 0 ? MOST_EAGER : perSecond / came;
            eagerness = Math.clamp(eagerness * Math.sqrt(error), 1 / MOST_EAGER, MOST_EAGER);
            lookedAt = now;
            writesThen = writes;
        }
    }

    /** Whether something may be begun. */
    boolean allows() {
        return credit > 0;
    }

    /** Counts something that was begun, by the writes that usually come of it. */
    void spend(double writes) {
        credit -= writes;
    }
}
