package dev.fresnel.simulator;

import dev.fresnel.simulator.reconcile.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A clock that a test turns: time passes only as the loop's tasks fall due. */
public final class TestClock extends Clock {
    private volatile Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    /** A clock at an ordinary moment. */
    public static TestClock atNoon() {
        return new TestClock(Instant.parse("2026-11-22T12:00:20Z"));
    }

    /** Lets time pass, and all that falls due in it happen at its time. */
    public void advance(Loop loop, Duration duration) {
        Instant until = now.plus(duration);
        loop.runDue();
        for (Optional<Instant> due = loop.nextDue();
                due.isPresent() && !due.get().isAfter(until);
                due = loop.nextDue()) {
            if (due.get().isAfter(now)) {
                now = due.get();
            }
            loop.runDue();
        }
        now = until;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
