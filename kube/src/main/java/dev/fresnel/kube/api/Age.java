package dev.fresnel.kube.api;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as people say it. */
final class Age {

    private Age() {}

    /** {@code 20 s ago}, {@code 3 min ago}, {@code 5 h ago}, {@code 12 days ago}. */
    static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return age.toSeconds() + " s ago";
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return age.toMinutes() + " min ago";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }
}
