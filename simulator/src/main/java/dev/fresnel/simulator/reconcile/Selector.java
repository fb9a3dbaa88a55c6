package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.tree.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Label selectors in the forms that objects carry; selectors in query strings are the API server's affair. */
public final class Selector {
    private Selector() {}

    /** A plain map, as Services and node selectors use it; an empty one matches all. */
    public static boolean matchesMap(Map<String, Object> selector, Map<String, Object> labels) {
        return selector.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
    }

    /** {@code matchLabels} and {@code matchExpressions}; an empty one matches all. */
    public static boolean matches(Map<String, Object> selector, Map<String, Object> labels) {
        return matchesMap(Tree.map(selector, "matchLabels"), labels)
                && matchesAll(Tree.maps(selector, "matchExpressions"), labels);
    }

    /** All of the expressions ({@code In, NotIn, Exists, DoesNotExist, Gt, Lt}). */
    public static boolean matchesAll(Collection<Map<String, Object>> expressions, Map<String, Object> labels) {
        return expressions.stream().allMatch(expression -> matchesExpression(expression, labels));
    }

    private static boolean matchesExpression(Map<String, Object> expression, Map<String, Object> labels) {
        Object value = labels.get(Tree.text(expression, "key"));
        List<String> values = Tree.texts(expression, "values");
        return switch (Tree.text(expression, "operator")) {
            case "In" -> value != null && values.contains(value.toString());
            case "NotIn" -> value == null || !values.contains(value.toString());
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && number(value) > number(values.getFirst());
            case "Lt" -> value != null && number(value) < number(values.getFirst());
            default -> false;
        };
    }

    private static long number(Object value) {
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
