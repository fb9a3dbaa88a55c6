package dev.fresnel.engine.query;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads numbers, quantities and lengths of time as people type them. */
final class Quantities {

    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("n", 1e-9),
            Map.entry("u", 1e-6),
            Map.entry("m", 1e-3),
            Map.entry("", 1.0),
            Map.entry("k", 1e3),
            Map.entry("K", 1e3),
            Map.entry("M", 1e6),
            Map.entry("G", 1e9),
            Map.entry("T", 1e12),
            Map.entry("P", 1e15),
            Map.entry("E", 1e18),
            Map.entry("Ki", 0x1p10),
            Map.entry("Mi", 0x1p20),
            Map.entry("Gi", 0x1p30),
            Map.entry("Ti", 0x1p40),
            Map.entry("Pi", 0x1p50),
            Map.entry("Ei", 0x1p60),
            Map.entry("%", 0.01));

    private static final Map<String, Long> TIMES = Map.of(
            "ms", 1L,
            "s", 1_000L,
            "m", 60_000L,
            "h", 3_600_000L,
            "d", 86_400_000L,
            "w", 604_800_000L,
            "y", 31_536_000_000L);

    private Quantities() {}

    /** A number with an optional unit of Kubernetes' quantities, or a percentage as a part of one: {@code 1.5Gi}, {@code 80%}. */
    static OptionalDouble number(String text) {
        int end = numberEnd(text, 0);
        Double unit = UNITS.get(text.substring(end));
        if (end == 0 || unit == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = decimal(text.substring(0, end));
        return number.isPresent() ? OptionalDouble.of(number.getAsDouble() * unit) : number;
    }

    /** Milliseconds: {@code 90s}, {@code 1h30m}, {@code 2d}. A unit is needed, so that nobody has to guess it. */
    static OptionalLong millis(String text) {
        double total = 0;
        int at = 0;
        while (at < text.length()) {
            int end = numberEnd(text, at);
            OptionalDouble number = decimal(text.substring(at, end));
            int unitEnd = end;
            while (unitEnd < text.length() && Character.isLetter(text.charAt(unitEnd))) {
                unitEnd++;
            }
            Long unit = TIMES.get(text.substring(end, unitEnd));
            if (number.isEmpty() || unit == null) {
                return OptionalLong.empty();
            }
            total += number.getAsDouble() * unit;
            at = unitEnd;
        }
        // Longer than any cluster has been: so long that adding it to a time of this era cannot overflow.
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) Math.clamp(total, -1e15, 1e15));
    }

    private static int numberEnd(String text, int start) {
        int end = start;
        if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
            end++;
        }
        while (end < text.length() && (Character.digit(text.charAt(end), 10) >= 0 || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static OptionalDouble decimal(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
