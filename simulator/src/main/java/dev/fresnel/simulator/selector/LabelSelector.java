package dev.fresnel.simulator.selector;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A conjunction of conditions on labels: {@code app=cart, tier in (web, api), !canary, weight>3}.
 *
 * <p>Grammar and errors are those of {@code k8s.io/apimachinery/pkg/labels}.
 */
public final class LabelSelector implements Predicate<Map<String, Object>> {

    private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<Predicate<Map<String, Object>>> conditions;

    private LabelSelector(List<Predicate<Map<String, Object>>> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Reads a selector; an empty one takes everything.
     *
     * @throws StatusException 400 BadRequest for one that cannot be read
     */
    public static LabelSelector parse(String text) {
        return text.isBlank() ? EVERYTHING : new LabelSelector(new Parser(text).conditions());
    }

    /** The selector of a workload or budget as one to test labels with. */
    public static LabelSelector ofTree(Map<String, Object> selector) {
        List<String> terms = new ArrayList<>();
        Tree.map(selector, "matchLabels").forEach((key, value) -> terms.add(key + "=" + value));
        for (Map<String, Object> expression : Tree.maps(selector, "matchExpressions")) {
            String key = Tree.text(expression, "key");
            String values = "(" + String.join(",", Tree.texts(expression, "values")) + ")";
            terms.add(
                    switch (Tree.text(expression, "operator")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return parse(String.join(",", terms));
    }

    public boolean isEverything() {
        return conditions.isEmpty();
    }

    /** Whether an object's labels fulfil all conditions. */
    @Override
    public boolean test(Map<String, Object> object) {
        Map<String, Object> labels = Tree.map(object, "metadata", "labels");
        for (Predicate<Map<String, Object>> condition : conditions) {
            if (!condition.test(labels)) {
                return false;
            }
        }
        return true;
    }

    private static final class Parser {

        private static final String SPECIAL = "=!(),<>";

        private final List<String> tokens = new ArrayList<>();
        private int next;

        Parser(String text) {
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                int end = i + 1;
                if (Character.isWhitespace(c)) {
                    i = end;
                    continue;
                }
                if (c == '=' || c == '!') {
                    if (end < text.length() && text.charAt(end) == '=') {
                        end++;
                    }
                } else if (SPECIAL.indexOf(c) < 0) {
                    while (end < text.length()
                            && SPECIAL.indexOf(text.charAt(end)) < 0
                            && !Character.isWhitespace(text.charAt(end))) {
                        end++;
                    }
                }
                tokens.add(text.substring(i, end));
                i = end;
            }
        }

        List<Predicate<Map<String, Object>>> conditions() {
            List<Predicate<Map<String, Object>>> conditions = new ArrayList<>();
            conditions.add(condition());
            while (!peek().isEmpty()) {
                expect(",", "',' or 'end of string'");
                if (!isIdentifier(peek()) && !peek().equals("!")) {
                    throw unexpected("identifier after ','");
                }
                conditions.add(condition());
            }
            return conditions;
        }

        private Predicate<Map<String, Object>> condition() {
            if (peek().equals("!")) {
                next++;
                String key = key();
                return labels -> !labels.containsKey(key);
            }
            String key = key();
            String operator = peek();
            if (operator.isEmpty() || operator.equals(",")) {
                return labels -> labels.containsKey(key);
            }
            next++;
            return switch (operator) {
                case "=", "==" -> {
                    String value = checked(key, value());
                    yield labels -> value.equals(labels.get(key));
                }
                case "!=" -> {
                    String value = checked(key, value());
                    yield labels -> !value.equals(labels.get(key));
                }
                case "in" -> {
                    Set<String> values = values();
                    yield labels -> labels.get(key) instanceof String value && values.contains(value);
                }
                case "notin" -> {
                    Set<String> values = values();
                    yield labels -> !(labels.get(key) instanceof String value && values.contains(value));
                }
                case ">", "<" -> comparison(key, operator, value());
                default -> {
                    next--;
                    throw unexpected("in, notin, =, ==, !=, gt, lt");
                }
            };
        }

        private static String checked(String key, String value) {
            LabelRules.valueProblem(value).ifPresent(why -> {
                throw invalid("values[0][" + key + "]", value, why);
            });
            return value;
        }

        private static StatusException invalid(String where, String value, String why) {
            return StatusException.badRequest(
                    "unable to parse requirement: " + where + ": Invalid value: \"" + value + "\": " + why);
        }

        private Predicate<Map<String, Object>> comparison(String key, String operator, String bound) {
            long limit;
            try {
                limit = Long.parseLong(bound);
            } catch (NumberFormatException e) {
                throw StatusException.badRequest(
                        "unable to parse requirement: values[0][" + key + "]: Invalid value: \"" + bound
                                + "\": for 'Gt', 'Lt' operators, the value must be an integer");
            }
            return labels -> {
                if (!(labels.get(key) instanceof String value) || !value.matches("-?\\d{1,18}")) {
                    return false;
                }
                long number = Long.parseLong(value);
                return operator.equals(">") ? number > limit : number < limit;
            };
        }

        private String key() {
            String key = peek();
            if (!isIdentifier(key)) {
                throw unexpected("identifier");
            }
            LabelRules.keyProblem(key).ifPresent(why -> {
                throw invalid("<nil>", key, why);
            });
            next++;
            return key;
        }

        /** A value may be empty: {@code app=}. */
        private String value() {
            String value = peek();
            if (value.isEmpty() || value.equals(",")) {
                return "";
            }
            if (!isIdentifier(value)) {
                throw unexpected("identifier");
            }
            next++;
            return value;
        }

        private Set<String> values() {
            expect("(", "'('");
            Set<String> values = new TreeSet<>();
            while (true) {
                String token = peek();
                if (isIdentifier(token)) {
                    values.add(token);
                    next++;
                    token = peek();
                } else if (token.equals(",") || token.equals(")")) {
                    values.add("");
                }
                if (token.equals(")")) {
                    next++;
                    return values;
                }
                expect(",", "',' or ')'");
            }
        }

        private void expect(String token, String what) {
            if (!peek().equals(token)) {
                throw unexpected(what);
            }
            next++;
        }

        private StatusException unexpected(String expected) {
            return StatusException.badRequest(
                    "unable to parse requirement: found '" + peek() + "', expected: " + expected);
        }

        private static boolean isIdentifier(String token) {
            return !token.isEmpty() && SPECIAL.indexOf(token.charAt(0)) < 0;
        }

        private String peek() {
            return next < tokens.size() ? tokens.get(next) : "";
        }
    }
}
