package dev.fresnel.engine.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a JSON tree. Every method takes the place to start from and the names of the fields to go down; a field that
 * is missing, null or of another type gives what its method says, so that odd objects are shown and not refused.
 */
public final class Tree {

    private Tree() {}

    /** What is there, or null. */
    public static @Nullable Object at(@Nullable Object from, String... names) {
        Object here = from;
        for (String name : names) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here;
    }

    /** The map there, or an empty one. */
    @SuppressWarnings("unchecked") // readers make maps with string keys only
    public static Map<String, Object> map(@Nullable Object from, String... names) {
        return at(from, names) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list there, or an empty one. */
    @SuppressWarnings("unchecked") // a list of anything can be read as a list of objects
    public static List<Object> list(@Nullable Object from, String... names) {
        return at(from, names) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** The scalar there as text; {@code ""} for none, for a map and for a list. */
    public static String text(@Nullable Object from, String... names) {
        return scalar(at(from, names));
    }

    /** The number there, also where it is written as text; {@code fallback} where there is none. */
    public static long whole(long fallback, @Nullable Object from, String... names) {
        Object here = at(from, names);
        if (here instanceof Number number) {
            return number.longValue();
        }
        if (here instanceof String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException _) {
                return fallback;
            }
        }
        return fallback;
    }

    /** Whether {@code true} is there. */
    public static boolean yes(@Nullable Object from, String... names) {
        Object here = at(from, names);
        return Boolean.TRUE.equals(here) || "true".equals(here);
    }

    /** The moment there in milliseconds since 1970, or null. */
    public static @Nullable Long time(@Nullable Object from, String... names) {
        return Times.parse(text(from, names));
    }

    /** A scalar as JSON would write it, without quotes; {@code ""} for null, maps and lists. */
    public static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Double number -> plain(number);
            case Float number -> plain(number.doubleValue());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> "";
        };
    }

    private static String plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : Double.toString(number);
    }

    /** Anything as short text: scalars as they are, lists joined with commas, maps as {@code a=1,b=2}. */
    public static String brief(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Tree::brief).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return String.join(
                    ",",
                    map.entrySet().stream()
                            .map(e -> e.getKey() + "=" + brief(e.getValue()))
                            .toList());
        }
        return scalar(value);
    }
}
