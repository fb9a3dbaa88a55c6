package dev.fresnel.simulator.kubelet.machine.shell;

import java.util.List;
import java.util.function.ToLongFunction;

/** Works out {@code $((…))}: whole numbers, variables, and what one does with them. */
final class Arithmetic {

    /** Operators from those that bind least. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private final String text;
    private final ToLongFunction<String> variables;
    private int at;

    private Arithmetic(String text, ToLongFunction<String> variables) {
        this.text = text;
        this.variables = variables;
    }

    static long value(String text, ToLongFunction<String> variables) throws SyntaxException {
        Arithmetic arithmetic = new Arithmetic(text, variables);
        long value = arithmetic.level(0);
        arithmetic.skipSpace();
        if (arithmetic.at < text.length()) {
            throw wrong();
        }
        return value;
    }

    private static SyntaxException wrong() {
        return new SyntaxException("arithmetic syntax error", false);
    }

    private long level(int level) throws SyntaxException {
        if (level == LEVELS.size()) {
            return operand();
        }
        long value = level(level + 1);
        while (true) {
            String operator = operator(LEVELS.get(level));
            if (operator.isEmpty()) {
                return value;
            }
            value = apply(operator, value, level(level + 1));
        }
    }

    private static long apply(String operator, long a, long b) throws SyntaxException {
        if ((operator.equals("/") || operator.equals("%")) && b == 0) {
            throw new SyntaxException("divide by zero", false);
        }
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> a != 0 && b != 0 ? 1 : 0;
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case "<=" -> a <= b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case ">" -> a > b ? 1 : 0;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
    }

    private String operator(List<String> operators) {
        skipSpace();
        for (String operator : operators) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return operator;
            }
        }
        return "";
    }

    private long operand() throws SyntaxException {
        skipSpace();
        if (at >= text.length()) {
            throw wrong();
        }
        char c = text.charAt(at);
        if (c == '-' || c == '+' || c == '!') {
            at++;
            long value = operand();
            return c == '-' ? -value : c == '+' ? value : value == 0 ? 1 : 0;
        }
        if (c == '(') {
            at++;
            long value = level(0);
            skipSpace();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw wrong();
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(start, at);
        try {
            return name.matches("[A-Za-z_]\\w*") ? variables.applyAsLong(name) : Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
