package dev.fresnel.engine.tree;

import dev.fresnel.kube.wire.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path into an object as packs write it: dotted names through maps and lists, a quoted name where it has dots of its
 * own, {@code [n]} for one element. {@code spec.containers.image} reads the images of all containers,
 * {@code status.podIPs[0].ip} one address. Immutable.
 */
public final class ValuePath {

    /** Most names are plain words; only the others need a closer look. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");
    private static final Pattern NO_NAME = Pattern.compile("[\\s?|(){}]");

    private final String text;
    private final List<Step> steps;

    /** A field, and which of its elements ({@code -1}: all). */
    private record Step(String name, int index) {}

    private ValuePath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException where the text is no path; the message quotes it */
    public static ValuePath parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String name : FieldPath.parse(text).names()) {
            if (WORD.matcher(name).matches()) {
                steps.add(new Step(name, -1));
                continue;
            }
            int bracket = name.indexOf('[');
            if (bracket > 0 && name.endsWith("]")) {
                String index = name.substring(bracket + 1, name.length() - 1);
                if (!INDEX.matcher(index).matches()) {
                    throw new IllegalArgumentException("path " + text + ": [" + index + "] is not an index");
                }
                steps.add(new Step(name.substring(0, bracket), Integer.parseInt(index)));
            } else if (NO_NAME.matcher(name).find() && text.indexOf('"') < 0) {
                throw new IllegalArgumentException("path " + text + ": `" + name
                        + "` is not a field name; quote it, or use `cel:` for expressions");
            } else {
                steps.add(new Step(name, -1));
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path is empty");
        }
        return new ValuePath(text, List.copyOf(steps));
    }

    /**
     * What is there: a scalar, a map, a list; of a path through a list, the list of what its elements have there; null for
     * nothing.
     */
    public @Nullable Object read(@Nullable Object from) {
        return read(from, 0);
    }

    private @Nullable Object read(@Nullable Object here, int at) {
        if (at == steps.size() || here == null) {
            return here;
        }
        if (here instanceof List<?> list) {
            List<Object> found = new ArrayList<>(list.size());
            for (Object element : list) {
                Object value = read(element, at);
                if (value instanceof List<?> more) {
                    found.addAll(more);
                } else if (value != null) {
                    found.add(value);
                }
            }
            return found.isEmpty() ? null : found;
        }
        if (!(here instanceof Map<?, ?> map)) {
            return null;
        }
        Step step = steps.get(at);
        Object next = map.get(step.name());
        if (step.index() >= 0) {
            next = next instanceof List<?> list && step.index() < list.size() ? list.get(step.index()) : null;
        }
        return read(next, at + 1);
    }

    /** The fields that must be read for it, as {@link dev.fresnel.kube.wire.PathTrie} takes them. */
    public String field() {
        return String.join(
                ".",
                steps.stream()
                        .map(step -> step.name().indexOf('.') < 0 ? step.name() : '"' + step.name() + '"')
                        .toList());
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return steps.stream().map(Step::name).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
