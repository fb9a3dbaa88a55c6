package dev.fresnel.engine.tree;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as Kubernetes writes them: {@code 250m}, {@code 1.5Gi}, {@code 1e3}. See
 * k8s.io/apimachinery/pkg/api/resource/quantity.go for the grammar.
 */
public final class Quantities {

    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("n", BigDecimal.valueOf(1, 9)),
            Map.entry("u", BigDecimal.valueOf(1, 6)),
            Map.entry("m", BigDecimal.valueOf(1, 3)),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.valueOf(1_000L)),
            Map.entry("M", BigDecimal.valueOf(1_000_000L)),
            Map.entry("G", BigDecimal.valueOf(1_000_000_000L)),
            Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
            Map.entry("P", BigDecimal.valueOf(1_000_000_000_000_000L)),
            Map.entry("E", BigDecimal.valueOf(1_000_000_000_000_000_000L)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    /** A number without a unit is one of bytes from here on: nothing else is counted in millions. */
    private static final double BYTES = 1_000_000;

    private Quantities() {}

    /** The value in base units (cores, bytes), or null where the text is no quantity. */
    public static @Nullable Double parse(String text) {
        int end = text.length();
        while (end > 0 && isSuffix(text.charAt(end - 1))) {
            end--;
        }
        // In 1E and 1Ei the E is a suffix; in 1e3 and 1E3 digits follow it, so the walk above stops before it.
        BigDecimal factor = FACTORS.get(text.substring(end));
        if (factor == null || end == 0 || end > 40) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(0, end));
            // A hostile exponent must not be multiplied out.
            return Math.abs((long) number.scale()) > 400
                    ? Double.valueOf(number.doubleValue())
                    : Double.valueOf(number.multiply(factor).doubleValue());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean isSuffix(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** As people read it: {@code 1.5 GiB}, {@code 250 m}, {@code 7.91}; the text itself where it is no quantity. */
    public static String readable(String text) {
        int end = text.length();
        while (end > 0 && isSuffix(text.charAt(end - 1))) {
            end--;
        }
        String suffix = text.substring(end);
        Double value = parse(text);
        if (value == null) {
            return text;
        }
        return switch (suffix) {
            case "" -> Math.abs(value) >= BYTES ? bytes(value) : text;
            case "n", "u", "m" -> part(value);
            default -> suffix.endsWith("i") ? bytes(value) : text.substring(0, end) + " " + suffix;
        };
    }

    /** Thousandths below one, as kubectl top rounds them; from one on the number itself. */
    private static String part(double value) {
        return Math.abs(value) < 1
                ? (long) Math.ceil(value * 1000 - 1e-6) + " m"
                : Double.toString(Math.rint(value * 100) / 100).replaceAll("\\.0$", "");
    }

    /** Bytes as people read them: {@code 1.5 GiB}. */
    public static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double left = bytes;
        int unit = 0;
        while (Math.abs(left) >= 1024 && unit < units.length - 1) {
            left /= 1024;
            unit++;
        }
        return rounded(left) + " " + units[unit];
    }

    /** A number with at most one decimal where it is small, none where it is large. */
    public static String rounded(double value) {
        double scaled = Math.abs(value) >= 100 ? Math.rint(value) : Math.rint(value * 10) / 10;
        return scaled == Math.rint(scaled) ? Long.toString((long) scaled) : Double.toString(scaled);
    }
}
