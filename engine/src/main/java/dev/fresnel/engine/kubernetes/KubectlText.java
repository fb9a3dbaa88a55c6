package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import java.util.stream.Collectors;

/**
 * Cells as kubectl prints them, for exports and for comparing with it. The lengths of time follow
 * {@code k8s.io/apimachinery/pkg/util/duration}.
 */
public final class KubectlText {

    private KubectlText() {}

    /** The text of a cell at a moment (milliseconds since 1970). */
    public static String of(Cell cell, long now) {
        return switch (cell) {
            case Cell.Missing _ -> "<none>";
            case Cell.Text text -> text.text();
            case Cell.Code code -> code.text();
            case Cell.Amount amount -> Tree.scalar(amount.value());
            case Cell.Flag flag -> flag.value() ? "true" : "false";
            case Cell.Time time -> human(now - time.at());
            case Cell.Duration duration -> {
                Long millis = duration.millis();
                Long since = duration.since();
                yield millis != null ? human(millis) : since != null ? human(now - since) : "<none>";
            }
            case Cell.Status status -> status.text();
            case Cell.Ratio ratio -> ratio.part() + "/" + ratio.whole();
            case Cell.Restarts restarts -> {
                Long last = restarts.lastAt();
                yield restarts.count() + (last == null ? "" : " (" + human(now - last) + " ago)");
            }
            case Cell.Quantity quantity -> quantity.exact();
            case Cell.Link link -> link.text();
            case Cell.Links links -> links.links().stream().map(Cell.Link::text).collect(Collectors.joining(","));
            case Cell.Tags tags -> String.join(",", tags.tags());
            case Cell.Capacity capacity -> capacity.text();
        };
    }

    /** {@code HumanDuration}: two or three figures, such as {@code 3m12s}, {@code 5h20m}, {@code 4d}. */
    public static String human(long millis) {
        long seconds = millis / 1000;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 192) {
            return two(days, "d", hours % 24, "h");
        }
        if (days < 730) {
            return days + "d";
        }
        return days < 2920 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
    }

    /** {@code ShortHumanDuration}: one figure, such as {@code 3m}. */
    public static String shortHuman(long millis) {
        long seconds = millis / 1000;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 60) {
            return Math.max(0, seconds) + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h";
        }
        long days = seconds / 86_400;
        return days < 365 ? days + "d" : days / 365 + "y";
    }

    private static String two(long major, String unit, long minor, String smaller) {
        return major + unit + (minor == 0 ? "" : minor + smaller);
    }
}
