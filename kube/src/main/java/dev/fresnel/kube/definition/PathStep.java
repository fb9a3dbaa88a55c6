package dev.fresnel.kube.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a {@link JsonPath}: from a value to the values below it. */
sealed interface PathStep {

    void walk(Object from, Consumer<Object> found);

    /** A field of a map. */
    record Field(String name) implements PathStep {
        @Override
        public void walk(Object from, Consumer<Object> found) {
            Object value = from instanceof Map<?, ?> map ? map.get(name) : null;
            accept(value, found);
        }
    }

    /** Several fields of a map, in the order they are named. */
    record Fields(List<String> names) implements PathStep {
        @Override
        public void walk(Object from, Consumer<Object> found) {
            names.forEach(name -> new Field(name).walk(from, found));
        }
    }

    /** Everything directly below. */
    record All() implements PathStep {
        @Override
        public void walk(Object from, Consumer<Object> found) {
            children(from).forEach(found);
        }
    }

    /** The value itself and everything below it, at any depth. */
    record Descend() implements PathStep {
        private static final int MAX_DEPTH = 100;

        @Override
        public void walk(Object from, Consumer<Object> found) {
            walk(from, found, 0);
        }

        private static void walk(Object from, Consumer<Object> found, int depth) {
            found.accept(from);
            if (depth < MAX_DEPTH) {
                children(from).forEach(child -> walk(child, found, depth + 1));
            }
        }
    }

    /**
     * Elements of a list from one index to before another, every so many; indexes below zero count from the end.
     *
     * @param to null for the end
     */
    record Slice(int from, @Nullable Integer to, int step) implements PathStep {
        @Override
        public void walk(Object value, Consumer<Object> found) {
            if (value instanceof List<?> list) {
                int end = to == null ? list.size() : Math.min(place(to, list.size()), list.size());
                for (long i = Math.max(place(from, list.size()), 0); i < end; i += step) {
                    accept(list.get((int) i), found);
                }
            }
        }

        private static int place(int index, int size) {
            return index < 0 ? index + size : index;
        }
    }

    /** One element of a list; below zero counts from the end. */
    record Index(int index) implements PathStep {
        @Override
        public void walk(Object value, Consumer<Object> found) {
            if (value instanceof List<?> list) {
                int at = index < 0 ? index + list.size() : index;
                if (at >= 0 && at < list.size()) {
                    accept(list.get(at), found);
                }
            }
        }
    }

    /** The elements of a list for which something holds. */
    record Filter(
            Operand left,
            @Nullable String operator,
            @Nullable Operand right) implements PathStep {
        @Override
        public void walk(Object from, Consumer<Object> found) {
            children(from).filter(this::holds).forEach(found);
        }

        private boolean holds(Object element) {
            Object mine = left.value(element);
            if (operator == null || right == null) {
                return mine != null;
            }
            Object theirs = right.value(element);
            if (mine == null || theirs == null) {
                return false;
            }
            return switch (operator) {
                case "==" -> same(mine, theirs);
                case "!=" -> !same(mine, theirs);
                case "<" -> compare(mine, theirs) < 0;
                case "<=" -> compare(mine, theirs) <= 0;
                case ">" -> compare(mine, theirs) > 0;
                default -> compare(mine, theirs) >= 0;
            };
        }

        private static boolean same(Object a, Object b) {
            return (a instanceof Number || b instanceof Number) ? compare(a, b) == 0 : a.equals(b);
        }

        private static double compare(Object a, Object b) {
            if (a instanceof Number x && b instanceof Number y) {
                return Double.compare(x.doubleValue(), y.doubleValue());
            }
            // Values of different types are neither less, nor equal, nor more.
            return a instanceof String x && b instanceof String y ? x.compareTo(y) : Double.NaN;
        }
    }

    /** A side of a comparison: a path from the element, or a value as it is. */
    sealed interface Operand {
        @Nullable
        Object value(Object element);

        record Path(JsonPath path) implements Operand {
            @Override
            public @Nullable Object value(Object element) {
                return path.first(element);
            }
        }

        record Literal(Object literal) implements Operand {
            @Override
            public Object value(Object element) {
                return literal;
            }
        }
    }

    private static void accept(@Nullable Object value, Consumer<Object> found) {
        if (value != null) {
            found.accept(value);
        }
    }

    private static Stream<Object> children(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().filter(Objects::nonNull).map(each -> (Object) each);
            case Map<?, ?> map -> map.values().stream().filter(Objects::nonNull).map(each -> (Object) each);
            default -> Stream.empty();
        };
    }
}
