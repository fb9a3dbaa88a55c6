package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Label selectors: as kubectl writes them, and whether they select labels. A selector is a plain map ({@code app: web}, as
 * in a Service) or a LabelSelector ({@code matchLabels}, {@code matchExpressions}).
 */
public final class Selectors {

    private Selectors() {}

    /** Text such as {@code app=web,tier in (a,b),!old}; {@code ""} where there is no selector or it selects all. */
    public static String text(@Nullable Object selector) {
        if (!isLabelSelector(selector)) {
            return labels(Tree.map(selector));
        }
        List<String> terms = new ArrayList<>();
        TreeMap<String, Object> exact = new TreeMap<>(Tree.map(selector, "matchLabels"));
        // As kubectl: sorted by key over both kinds of terms.
        TreeMap<String, List<String>> byKey = new TreeMap<>();
        exact.forEach((key, value) ->
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(key + "=" + Tree.scalar(value)));
        for (Object term : Tree.list(selector, "matchExpressions")) {
            byKey.computeIfAbsent(Tree.text(term, "key"), _ -> new ArrayList<>())
                    .add(expression(term));
        }
        byKey.values().forEach(terms::addAll);
        return String.join(",", terms);
    }

    /** Labels as {@code a=1,b=2}, sorted. */
    public static String labels(Map<String, Object> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + Tree.scalar(e.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String expression(Object term) {
        String key = Tree.text(term, "key");
        String values = Tree.list(term, "values").stream()
                .map(Tree::scalar)
                .sorted()
                .collect(Collectors.joining(",", "(", ")"));
        return switch (Tree.text(term, "operator")) {
            case "In" -> key + " in " + values;
            case "NotIn" -> key + " notin " + values;
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default -> key + " " + Tree.text(term, "operator") + " " + values;
        };
    }

    /** Whether the selector selects an object with these labels. A selector that is missing selects nothing. */
    public static boolean selects(@Nullable Object selector, Map<String, String> labels) {
        if (!(selector instanceof Map<?, ?> map)) {
            return false;
        }
        if (!isLabelSelector(selector)) {
            return !map.isEmpty() && matches(Tree.map(selector), labels);
        }
        return matches(Tree.map(selector, "matchLabels"), labels)
                && Tree.list(selector, "matchExpressions").stream().allMatch(term -> holds(term, labels));
    }

    private static boolean matches(Map<String, Object> exact, Map<String, String> labels) {
        return exact.entrySet().stream().allMatch(e -> Tree.scalar(e.getValue()).equals(labels.get(e.getKey())));
    }

    private static boolean holds(Object term, Map<String, String> labels) {
        String label = labels.get(Tree.text(term, "key"));
        boolean listed = label != null
                && Tree.list(term, "values").stream().map(Tree::scalar).anyMatch(label::equals);
        return switch (Tree.text(term, "operator")) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> label != null;
            case "DoesNotExist" -> label == null;
            default -> false;
        };
    }

    private static boolean isLabelSelector(@Nullable Object selector) {
        return selector instanceof Map<?, ?> map
                && (map.get("matchLabels") instanceof Map || map.get("matchExpressions") instanceof List);
    }
}
