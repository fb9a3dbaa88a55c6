package dev.fresnel.engine.edit;

import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A place in an object as the API server tells field managers apart: by names of fields, and in lists by what tells their
 * elements apart. Its text is the server's: {@code .spec.containers[name="api"].image}. Immutable.
 */
public record FieldAt(List<Step> steps) {

    static final FieldAt ROOT = new FieldAt(List.of());

    public FieldAt {
        steps = List.copyOf(steps);
    }

    /** One level down. */
    public sealed interface Step {

        /** A field of a map. */
        record Name(String name) implements Step {
            @Override
            public String toString() {
                return "." + name;
            }
        }

        /** The element of a list that has these values in these fields. */
        record Key(Map<String, Object> fields) implements Step {
            public Key {
                fields = Map.copyOf(fields);
            }

            boolean fits(@Nullable Object element) {
                return element instanceof Map<?, ?> map
                        && fields.entrySet().stream()
                                .allMatch(field -> same(field.getValue(), map.get(field.getKey())));
            }

            @Override
            public String toString() {
                return new TreeMap<>(fields)
                        .entrySet().stream()
                                .map(field -> field.getKey() + "=" + json(field.getValue()))
                                .collect(Collectors.joining(",", "[", "]"));
            }
        }

        /** The element of a set that is this. */
        record Value(Object value) implements Step {
            @Override
            public String toString() {
                return "[=" + json(value) + "]";
            }
        }

        /** The element of a list at an index, from 0. */
        record Index(int index) implements Step {
            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }
    }

    FieldAt below(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldAt(longer);
    }

    FieldAt below(String name) {
        return below(new Step.Name(name));
    }

    /** Whether it is the other place, or within it. */
    boolean within(FieldAt other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** What is there; null for nothing. */
    @Nullable
    Object read(Map<String, Object> tree) {
        Object here = tree;
        for (Step step : steps) {
            here = child(here, step);
        }
        return here;
    }

    private static @Nullable Object child(@Nullable Object here, Step step) {
        if (here instanceof List<?> list) {
            int at = indexOf(list, step);
            return at < 0 ? null : list.get(at);
        }
        return here instanceof Map<?, ?> map && step instanceof Step.Name(String name) ? map.get(name) : null;
    }

    private static int indexOf(List<?> list, Step step) {
        for (int i = 0; i < list.size(); i++) {
            boolean found = switch (step) {
                case Step.Name _ -> false;
                case Step.Key key -> key.fits(list.get(i));
                case Step.Value(Object value) -> same(value, list.get(i));
                case Step.Index(int index) -> index == i;
            };
            if (found) {
                return i;
            }
        }
        return -1;
    }

    /** The tree with that value there; what is needed on the way is made. The tree itself stays as it is. */
    Map<String, Object> set(Map<String, Object> tree, Object value) {
        return Tree.map(with(tree, 0, value));
    }

    private Object with(@Nullable Object here, int at, Object value) {
        if (at == steps.size()) {
            return value;
        }
        Step step = steps.get(at);
        Object child = with(child(here, step), at + 1, value);
        if (step instanceof Step.Name(String name)) {
            Map<String, Object> map = new LinkedHashMap<>(Tree.map(here));
            map.put(name, child);
            return map;
        }
        List<Object> list = new ArrayList<>(Tree.list(here));
        Object element = step instanceof Step.Key(Map<String, Object> fields) ? keyed(fields, child) : child;
        int index = indexOf(list, step);
        if (index < 0) {
            list.add(element);
        } else {
            list.set(index, element);
        }
        return list;
    }

    private static Object keyed(Map<String, Object> fields, Object element) {
        Map<String, Object> whole = new LinkedHashMap<>(fields);
        whole.putAll(Tree.map(element));
        return whole;
    }

    /** The tree without what is there; what is then empty on the way stays. The tree itself stays as it is. */
    Map<String, Object> remove(Map<String, Object> tree) {
        return read(tree) == null && !hasNull(tree) ? tree : Tree.map(without(tree, 0));
    }

    private boolean hasNull(Map<String, Object> tree) {
        return !steps.isEmpty()
                && steps.getLast() instanceof Step.Name(String name)
                && new FieldAt(steps.subList(0, steps.size() - 1)).read(tree) instanceof Map<?, ?> map
                && map.containsKey(name);
    }

    private Object without(Object here, int at) {
        Step step = steps.get(at);
        boolean last = at == steps.size() - 1;
        if (step instanceof Step.Name(String name)) {
            Map<String, Object> map = new LinkedHashMap<>(Tree.map(here));
            if (last) {
                map.remove(name);
            } else {
                map.put(name, without(Objects.requireNonNull(map.get(name)), at + 1));
            }
            return map;
        }
        List<Object> list = new ArrayList<>(Tree.list(here));
        int index = indexOf(list, step);
        if (last) {
            list.remove(index);
        } else {
            list.set(index, without(list.get(index), at + 1));
        }
        return list;
    }

    /** Alike, whatever type of number it was read as. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number one && b instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.entrySet().stream().allMatch(each -> same(each.getValue(), other.get(each.getKey())));
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            boolean all = one.size() == other.size();
            for (int i = 0; all && i < one.size(); i++) {
                all = same(one.get(i), other.get(i));
            }
            return all;
        }
        return Objects.equals(a, b);
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining());
    }
}
