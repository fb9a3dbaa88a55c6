package dev.fresnel.kube.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a Reflector waits, and for what.
 *
 * @param firstRetry the wait before the second try after a drop (the first comes at once); doubled with each further one
 * @param longestRetry where doubling ends: rows are to be live within 10 s of the server's return
 * @param askAgain after a refusal that will not go away soon (forbidden, not served, not signed in)
 * @param poll between lists of a kind that cannot be watched
 * @param silence when nothing has come for so long, neither event nor bookmark (the server sends one a minute), the
 *     connection is not believed any more, even where pings are answered: a proxy may answer them for a server that is gone
 * @param watchFor how long a watch is asked to last, from one to two times this, so that servers can spread their load
 */
public record Patience(
        Duration firstRetry,
        Duration longestRetry,
        Duration askAgain,
        Duration poll,
        Duration silence,
        Duration watchFor) {

    /** What is right for people who look at the rows. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(150),
            Duration.ofMinutes(5));

    /** The wait before a try, jittered: from half of the full wait to all of it. The first try, 0, is at once. */
    Duration beforeTry(int attempt, RandomGenerator random) {
        if (attempt == 0) {
            return Duration.ZERO;
        }
        long full = Math.min(longestRetry.toMillis(), firstRetry.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(random.nextLong(full / 2, full + 1));
    }
}
