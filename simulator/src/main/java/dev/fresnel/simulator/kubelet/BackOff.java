package dev.fresnel.simulator.kubelet;

import java.time.Duration;
import java.time.Instant;

/** The kubelet's patience: 10 s, doubled each time, five minutes at most. */
final class BackOff {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private BackOff() {}

    /**
     * How long a container waits before it is started again.
     *
     * @param restarts how often it was restarted already: the first restart comes at once
     * @param lasted how long it ran; after ten minutes all is forgiven
     */
    static Duration beforeRestart(long restarts, Duration lasted) {
        return restarts == 0 || lasted.compareTo(Duration.ofMinutes(10)) >= 0 ? Duration.ZERO : delay(restarts);
    }

    /** When a pull is tried next, after {@code now}, if it has failed since {@code first}. */
    static Instant nextPull(Instant first, Instant now) {
        Instant attempt = first;
        for (long failures = 1; !attempt.isAfter(now); failures++) {
            attempt = attempt.plus(delay(failures)).plusSeconds(3);
        }
        return attempt;
    }

    /** As kubelets spell durations: {@code 10s}, {@code 2m40s}, {@code 5m0s}. */
    static String spell(Duration duration) {
        long minutes = duration.toMinutes();
        return (minutes > 0 ? minutes + "m" : "") + duration.toSecondsPart() + "s";
    }

    private static Duration delay(long failures) {
        Duration delay = Duration.ofSeconds(10L << Math.min(failures - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
