package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Spans of time as kubectl prints them: {@code 42s}, {@code 5m3s}, {@code 3h}, {@code 2d4h}, {@code 47d}, {@code 2y}. */
final class Ages {

    private final Clock clock;

    Ages(Clock clock) {
        this.clock = clock;
    }

    /** The column Age. */
    Column column() {
        return Column.text("Age", this::ofObject);
    }

    String ofObject(Map<String, Object> object) {
        return since(Tree.text(object, "metadata", "creationTimestamp"));
    }

    /** How long ago a time was; {@code <unknown>} where there is none. */
    String since(String time) {
        return time.isEmpty() ? "<unknown>" : between(time, Instant.now(clock));
    }

    /** How long from one time to another; {@code <unknown>} where one is missing. */
    String between(String from, String to) {
        try {
            return between(from, Instant.parse(to));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    private static String between(String from, Instant to) {
        try {
            return print(Duration.between(Instant.parse(from), to));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    /** The rules of {@code k8s.io/apimachinery/pkg/util/duration.HumanDuration}: two units where the first is small. */
    static String print(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 192) {
            return two(hours / 24, "d", hours % 24, "h");
        }
        long days = hours / 24;
        if (days < 730) {
            return days + "d";
        }
        if (days < 2920) {
            return two(days / 365, "y", days % 365, "d");
        }
        return days / 365 + "y";
    }

    private static String two(long first, String unit, long second, String smaller) {
        return second == 0 ? first + unit : first + unit + second + smaller;
    }
}
