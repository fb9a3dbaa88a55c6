package dev.fresnel.kube.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link JsonPath}. */
final class JsonPathParser {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_FILTERS_IN_FILTERS = 8;
    /** Longer ones first. */
    private static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");

    private final String text;
    private final int end;
    private final int depth;
    private int at;

    JsonPathParser(String text) {
        this(text, 0, text.length(), 0);
        if (text.length() > MAX_LENGTH) {
            throw wrong("it is longer than " + MAX_LENGTH + " characters");
        }
    }

    private JsonPathParser(String text, int at, int end, int depth) {
        this.text = text;
        this.at = at;
        this.end = end;
        this.depth = depth;
    }

    List<PathStep> parse() {
        int last = end;
        if (at < end && text.charAt(at) == '{' && text.charAt(end - 1) == '}') {
            at++;
            last--;
        }
        return new JsonPathParser(text, at, last, depth).steps();
    }

    private List<PathStep> steps() {
        List<PathStep> steps = new ArrayList<>();
        if (at < end && (text.charAt(at) == '$' || text.charAt(at) == '@')) {
            at++;
        } else if (at < end && text.charAt(at) != '.' && text.charAt(at) != '[') {
            steps.add(name());
        }
        while (at < end) {
            switch (text.charAt(at)) {
                case '.' -> dot(steps);
                case '[' -> steps.add(bracket());
                default -> throw wrong("a dot or a bracket was expected");
            }
        }
        return List.copyOf(steps);
    }

    private void dot(List<PathStep> steps) {
        at++;
        if (at < end && text.charAt(at) == '.') {
            steps.add(new PathStep.Descend());
            at++;
        }
        if (at == end) {
            // A single dot is the whole object; a dot behind a path is kubectl's, and says nothing.
            return;
        }
        if (text.charAt(at) == '[') {
            return;
        }
        steps.add(name());
    }

    /** A field name, in which a backslash makes the next character, a dot for example, part of the name. */
    private PathStep name() {
        StringBuilder name = new StringBuilder();
        int start = at;
        while (at < end && ".[".indexOf(text.charAt(at)) < 0) {
            if ("]{}".indexOf(text.charAt(at)) >= 0) {
                throw wrong("a bracket or brace has no partner");
            }
            if (text.charAt(at) == '\\' && at + 1 < end) {
                at++;
            }
            name.append(text.charAt(at++));
        }
        if (name.isEmpty()) {
            throw wrong("a field name is missing");
        }
        return at - start == 1 && text.charAt(start) == '*' ? new PathStep.All() : new PathStep.Field(name.toString());
    }

    private PathStep bracket() {
        int close = closing(at, '[', ']');
        int start = at + 1;
        at = close + 1;
        String inside = text.substring(start, close).strip();
        if (inside.equals("*")) {
            return new PathStep.All();
        }
        if (inside.startsWith("?(") && inside.endsWith(")")) {
            int open = text.indexOf('(', start);
            return filter(open + 1, text.lastIndexOf(')', close));
        }
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            return quotedNames(start, close);
        }
        if (inside.matches("-?\\d{1,9}")) {
            return new PathStep.Index(Integer.parseInt(inside));
        }
        if (inside.matches("(-?\\d{1,9})?:(-?\\d{1,9})?(:\\d{1,9})?")) {
            return slice(inside);
        }
        throw wrong("between the brackets before this place a number, a name in quotes, * or a filter was expected");
    }

    private PathStep slice(String inside) {
        String[] parts = inside.split(":", -1);
        int step = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        if (step == 0) {
            throw wrong("a slice cannot go in steps of 0");
        }
        return new PathStep.Slice(
                parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]),
                parts[1].isEmpty() ? null : Integer.valueOf(parts[1]),
                step);
    }

    private PathStep quotedNames(int start, int close) {
        List<String> names = new ArrayList<>();
        int place = start;
        while (place < close) {
            char c = text.charAt(place);
            if (c == '\'' || c == '"') {
                int quote = closingQuote(place);
                names.add(unquote(place, quote));
                place = quote + 1;
            } else if (c == ',' || c == ' ') {
                place++;
            } else {
                throw wrong("names between brackets must be in quotes");
            }
        }
        return names.size() == 1 ? new PathStep.Field(names.getFirst()) : new PathStep.Fields(List.copyOf(names));
    }

    private PathStep filter(int start, int close) {
        if (depth == MAX_FILTERS_IN_FILTERS) {
            throw wrong("filters are nested too deep");
        }
        for (int place = start; place < close; place++) {
            char c = text.charAt(place);
            if (c == '\'' || c == '"') {
                place = closingQuote(place);
            } else if (c == '[') {
                place = closing(place, '[', ']');
            } else {
                String operator = operatorAt(place);
                if (operator != null) {
                    return new PathStep.Filter(
                            operand(start, place), operator, operand(place + operator.length(), close));
                }
            }
        }
        return new PathStep.Filter(operand(start, close), null, null);
    }

    private @Nullable String operatorAt(int place) {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, place)) {
                return operator;
            }
        }
        return null;
    }

    private PathStep.Operand operand(int from, int to) {
        int start = from;
        int stop = to;
        while (start < stop && text.charAt(start) == ' ') {
            start++;
        }
        while (stop > start && text.charAt(stop - 1) == ' ') {
            stop--;
        }
        String operand = text.substring(start, stop);
        if (operand.startsWith("@")) {
            return new PathStep.Operand.Path(JsonPath.of(new JsonPathParser(text, start, stop, depth + 1).steps()));
        }
        if (operand.startsWith("'") || operand.startsWith("\"")) {
            if (closingQuote(start) != stop - 1) {
                throw wrong("a comparison has two sides with one operator");
            }
            return new PathStep.Operand.Literal(unquote(start, stop - 1));
        }
        if (operand.equals("true") || operand.equals("false")) {
            return new PathStep.Operand.Literal(Boolean.valueOf(operand));
        }
        if (operand.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
            return new PathStep.Operand.Literal(Double.valueOf(operand));
        }
        throw wrong("a filter compares @.field, text in quotes, a number, true or false");
    }

    private int closing(int from, char open, char close) {
        int nested = 0;
        for (int place = from; place < end; place++) {
            char c = text.charAt(place);
            if (c == '\'' || c == '"') {
                place = closingQuote(place);
            } else if (c == open) {
                nested++;
            } else if (c == close && --nested == 0) {
                return place;
            }
        }
        at = from;
        throw wrong("the bracket is not closed");
    }

    private int closingQuote(int from) {
        for (int place = from + 1; place < end; place++) {
            if (text.charAt(place) == '\\') {
                place++;
            } else if (text.charAt(place) == text.charAt(from)) {
                return place;
            }
        }
        at = from;
        throw wrong("the quote is not closed");
    }

    private String unquote(int open, int close) {
        StringBuilder plain = new StringBuilder();
        for (int place = open + 1; place < close; place++) {
            if (text.charAt(place) == '\\' && place + 1 < close) {
                place++;
            }
            plain.append(text.charAt(place));
        }
        return plain.toString();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("JSONPath " + text + ", character " + (at + 1) + ": " + what);
    }
}
