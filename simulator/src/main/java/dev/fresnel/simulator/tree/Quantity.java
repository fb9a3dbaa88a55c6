package dev.fresnel.simulator.tree;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Kubernetes quantities ({@code 250m}, {@code 1.5Gi}, {@code 100k}) as whole numbers. What is no quantity reads as zero:
 * an API server would have refused it.
 */
public final class Quantity {
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

    private Quantity() {}

    /** In thousandths, as CPU is counted. */
    public static long milli(String quantity) {
        return parse(quantity).movePointRight(3).longValue();
    }

    /** In whole units, as bytes and pods are counted. */
    public static long units(String quantity) {
        return parse(quantity).longValue();
    }

    /** Thousandths of a core as Kubernetes writes them: {@code 250m}, {@code 2}. */
    public static String ofMilli(long milli) {
        return milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
    }

    /** Bytes in the largest binary unit that divides them: {@code 1536Mi}, {@code 2Gi}. */
    public static String ofBytes(long bytes) {
        String[] units = {"", "Ki", "Mi", "Gi", "Ti"};
        int unit = 0;
        while (unit < units.length - 1 && bytes != 0 && bytes % 1024 == 0) {
            bytes /= 1024;
            unit++;
        }
        return bytes + units[unit];
    }

    private static BigDecimal parse(String quantity) {
        int end = quantity.length();
        while (end > 0 && Character.isLetter(quantity.charAt(end - 1))) {
            end--;
        }
        BigDecimal unit = UNITS.get(quantity.substring(end));
        if (unit == null || end == 0) {
            return BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(quantity.substring(0, end)).multiply(unit);
        } catch (NumberFormatException notANumber) {
            return BigDecimal.ZERO;
        }
    }
}
