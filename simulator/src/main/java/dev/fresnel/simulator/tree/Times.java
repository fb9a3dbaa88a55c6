package dev.fresnel.simulator.tree;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two spellings of time in Kubernetes objects: whole seconds ({@code Time}) and microseconds ({@code MicroTime}). */
public final class Times {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** In whole seconds, as most timestamps: {@code 2026-11-22T14:02:00Z}. */
    public static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In microseconds, as Leases and {@code eventTime}: {@code 2026-11-22T14:02:00.013000Z}. */
    public static String micros(Instant instant) {
        return MICROS.format(instant);
    }

    /** The time at the path, or null where there is none. */
    public static @Nullable Instant at(Map<String, Object> tree, String... path) {
        String text = Tree.text(tree, path);
        return text.isEmpty() ? null : Instant.parse(text);
    }

    /** The time at the path, or {@code otherwise}. */
    public static Instant at(Map<String, Object> tree, Instant otherwise, String... path) {
        Instant time = at(tree, path);
        return time == null ? otherwise : time;
    }

    /** When the object was created; the beginning of time for one that was not. */
    public static Instant created(Map<String, Object> object) {
        return at(object, Instant.EPOCH, "metadata", "creationTimestamp");
    }
}
