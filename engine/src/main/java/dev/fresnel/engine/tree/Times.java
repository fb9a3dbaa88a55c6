package dev.fresnel.engine.tree;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Moments as Kubernetes writes them (RFC 3339). */
public final class Times {

    private Times() {}

    /** Milliseconds since 1970, or null for an empty or odd text. Go's zero time counts as none. */
    public static @Nullable Long parse(String text) {
        if (text.length() < 20) {
            return null;
        }
        try {
            long at = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            return at < -62_000_000_000_000L ? null : at;
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }
}
