package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Paths in answers: {@code body.items[metadata.name=cart].spec}, {@code body.2.type}. */
final class Paths {

    private static final Pattern PART = Pattern.compile("([^.\\[]+)?(?:\\[([^=]+)=([^]]*)])?\\.?");

    private Paths() {}

    /** The value there; null where there is none. */
    static @Nullable Object at(@Nullable Object tree, String path) {
        Object value = tree;
        Matcher parts = PART.matcher(path);
        while (parts.find() && !parts.group().isEmpty()) {
            if (parts.group(1) != null) {
                value = step(value, parts.group(1));
            }
            if (parts.group(2) != null) {
                value = member(value, parts.group(2), parts.group(3));
            }
        }
        return Tree.NULL.equals(value) ? null : value;
    }

    private static @Nullable Object step(@Nullable Object value, String key) {
        if (value instanceof List<?> list && key.matches("\\d+")) {
            int index = Integer.parseInt(key);
            return index < list.size() ? list.get(index) : null;
        }
        return Tree.at(value, key.replace("~", "."));
    }

    private static @Nullable Object member(@Nullable Object value, String key, String wanted) {
        if (value instanceof List<?> list) {
            for (Object member : list) {
                if (wanted.equals(String.valueOf(at(member, key)))) {
                    return member;
                }
            }
        }
        return null;
    }

    /** Whether a path is another or within it; in the other {@code *} stands for one part, {@code **} for any number. */
    static boolean isWithin(String path, String other) {
        return isWithin(parts(path), parts(other));
    }

    private static List<String> parts(String path) {
        return List.of(path.split("\\.", -1));
    }

    private static boolean isWithin(List<String> path, List<String> other) {
        if (other.isEmpty()) {
            return true;
        }
        String first = other.getFirst();
        if (first.equals("**")) {
            List<String> rest = other.subList(1, other.size());
            return IntStream.rangeClosed(0, path.size()).anyMatch(i -> isWithin(path.subList(i, path.size()), rest));
        }
        return !path.isEmpty()
                && (first.equals("*") || first.equals(path.getFirst()))
                && isWithin(path.subList(1, path.size()), other.subList(1, other.size()));
    }
}
