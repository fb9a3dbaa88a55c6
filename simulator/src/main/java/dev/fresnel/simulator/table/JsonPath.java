package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of JSON path that printer columns use: {@code .spec.color}, {@code .list[0]}, {@code .list[*]}, {@code
 * ['key.with.dots']}, {@code .key\.with\.dots} and {@code [?(@.type=="Ready")]}. A path that is anything else finds
 * nothing.
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile(
            "\\.?\\[\\?\\(@\\.([^=!]+?)\\s*(==|!=)\\s*[\"']([^\"']*)[\"']\\)]" // filter
                    + "|\\.?\\['([^']*)']" // quoted key
                    + "|\\.?\\[(\\d+|\\*)]" // index
                    + "|\\.((?:\\\\.|[^.\\[\\\\])+)"); // key

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** From a value to what is one step further; empty where there is nothing. */
    private interface Step {
        List<Object> from(Object value);
    }

    static JsonPath parse(String path) {
        String text = path.replaceFirst("^\\{(.*)}$", "$1");
        Matcher matcher = STEP.matcher(text);
        List<Step> steps = new ArrayList<>();
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        return new JsonPath(end < text.length() ? List.of(_ -> List.of()) : steps);
    }

    private static Step step(Matcher matcher) {
        String field = matcher.group(1);
        if (field != null) {
            String[] path = field.split("\\.", -1);
            boolean equal = matcher.group(2).equals("==");
            String wanted = matcher.group(3);
            return value -> Tree.list(value).stream()
                    .filter(member -> Tree.text(member, path).equals(wanted) == equal)
                    .toList();
        }
        String index = matcher.group(5);
        if (index != null) {
            return value -> {
                List<Object> list = value instanceof Map<?, ?> map && index.equals("*")
                        ? List.copyOf(Tree.map(map).values())
                        : Tree.list(value);
                int place = index.equals("*") ? 0 : Integer.parseInt(index);
                return index.equals("*") ? list : place < list.size() ? List.of(list.get(place)) : List.of();
            };
        }
        String quoted = matcher.group(4);
        String key = quoted != null ? quoted : matcher.group(6).replaceAll("\\\\(.)", "$1");
        return value -> {
            Object child = Tree.at(value, key);
            return child == null ? List.of() : List.of(child);
        };
    }

    /** The first value that the path finds; null where it finds none. */
    @Nullable
    Object first(Map<String, Object> object) {
        List<Object> values = List.of(object);
        for (Step step : steps) {
            List<Object> next = new ArrayList<>();
            values.forEach(value -> next.addAll(step.from(value)));
            values = next;
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
