package dev.fresnel.server.connection;

import java.time.Duration;

/**
 * How much of the server browsers may take. Whoever asks for more is told so, and the others go on.
 *
 * @param tabs that are connected at a time
 * @param views that one tab may have open; a page needs about five
 * @param viewsOfAll that all tabs together may have open
 * @param patience how long a tab may take no message before it is let go
 */
public record Limits(int tabs, int views, int viewsOfAll, Duration patience) {

    /** What one person at one machine does not reach. */
    public static final Limits USUAL = new Limits(256, 64, 2_000, Duration.ofMinutes(1));

    public Limits {
        if (tabs < 1 || views < 1 || viewsOfAll < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("limits are at least 1, not " + tabs + " tabs, " + views
                    + " views each, " + viewsOfAll + " in all, patience " + patience);
        }
    }
}
