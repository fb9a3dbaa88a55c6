package dev.fresnel.engine.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from: a path, with others or a constant to fall back on, written
 * {@code spec.minReplicas ?? spec.min ?? 1}. Constants are numbers, {@code true}, {@code false} and texts in single quotes.
 */
public final class Source {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    private static final Pattern FRACTION = Pattern.compile("-?\\d{1,15}\\.\\d{1,15}");
    private static final Pattern OTHERWISE = Pattern.compile("\\?\\?");

    private final List<ValuePath> paths;
    private final @Nullable Object constant;

    private Source(List<ValuePath> paths, @Nullable Object constant) {
        this.paths = List.copyOf(paths);
        this.constant = constant;
    }

    /** @throws IllegalArgumentException where the text is no source; the message quotes what is wrong */
    public static Source parse(String text) {
        List<ValuePath> paths = new ArrayList<>();
        String[] parts = OTHERWISE.split(text, -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            Object constant = constant(part);
            if (constant == null) {
                paths.add(ValuePath.parse(part));
            } else if (i < parts.length - 1) {
                throw new IllegalArgumentException(part + " is a constant, so nothing after it is ever used");
            } else {
                return new Source(paths, constant);
            }
        }
        return new Source(paths, null);
    }

    private static @Nullable Object constant(String part) {
        if (part.length() >= 2 && part.startsWith("'") && part.endsWith("'")) {
            return part.substring(1, part.length() - 1);
        }
        if (part.equals("true") || part.equals("false")) {
            return Boolean.valueOf(part);
        }
        if (WHOLE.matcher(part).matches()) {
            return Long.valueOf(part);
        }
        return FRACTION.matcher(part).matches() ? Double.valueOf(part) : null;
    }

    /** The first of its paths that leads to something, else the constant, else null. */
    public @Nullable Object read(@Nullable Object from) {
        for (ValuePath path : paths) {
            Object value = path.read(from);
            if (value != null && !"".equals(value)) {
                return value;
            }
        }
        return constant;
    }

    /** The paths, in order. */
    public List<ValuePath> paths() {
        return paths;
    }
}
