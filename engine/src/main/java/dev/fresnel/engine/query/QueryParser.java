package dev.fresnel.engine.query;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TableData.QueryError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query's text from left to right, once. A term that cannot be read is passed over; the first such is the query's
 * problem. For one text and one thread.
 */
final class QueryParser {

    /** Longer texts are not read: nobody typed them. */
    private static final int LONGEST = 4_096;
    /** Each term costs a look at every row. */
    private static final int MOST_TERMS = 50;
    /** So does each of its values. */
    private static final int MOST_VALUES = 200;

    private final String text;
    private final List<Term> terms = new ArrayList<>();
    private @Nullable QueryError problem;
    private int at;
    private int values;
    /** A quote that is not closed takes all that follows with it, so it can only be the last problem. */
    private boolean openQuote;

    QueryParser(String text) {
        this.text = text;
    }

    Query parse() {
        if (text.length() > LONGEST) {
            problem(LONGEST, text.length(), Phrase.of("query.tooLong", "most", Integer.toString(LONGEST)));
            return new Query(text, List.of(), problem);
        }
        for (skipSpace(); at < text.length(); skipSpace()) {
            int start = at;
            if (terms.size() == MOST_TERMS) {
                problem(start, text.length(), Phrase.of("query.tooManyTerms", "most", Integer.toString(MOST_TERMS)));
                break;
            }
            Term term = term();
            values += term == null ? 0 : term.values().size();
            if (values > MOST_VALUES) {
                problem(start, text.length(), Phrase.of("query.tooManyValues", "most", Integer.toString(MOST_VALUES)));
                break;
            }
            if (term != null) {
                terms.add(term);
            }
        }
        return new Query(text, terms, problem);
    }

    /** A term, or null where it cannot be read: what is wrong has then been noted, and its text is behind us. */
    private @Nullable Term term() {
        int start = at;
        boolean negated = here() == '-' && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
        if (negated) {
            at++;
        }
        int fieldStart = at;
        int fieldEnd = fieldEnd();
        String field = text.substring(fieldStart, fieldEnd);
        at = fieldEnd;
        boolean differs = fieldEnd > fieldStart && take("!=");
        Operator operator = differs ? Operator.IS : fieldEnd > fieldStart ? operator() : null;
        if (operator == null) {
            at = fieldStart;
            List<Value> values = values(start, "");
            return values == null ? null : new Term.Word(start, at, negated, values);
        }
        if (isLabel(field) && !operator.compares() && !differs) {
            return label(start, negated);
        }
        List<Value> values = values(start, field + operator.sign());
        if (values == null) {
            return null;
        }
        if (operator.compares() && values.size() > 1) {
            problem(values.get(1).start(), at, Phrase.of("query.oneValue", "operator", operator.sign()));
            return null;
        }
        return new Term.Match(start, at, negated != differs, field, fieldStart, operator, values);
    }

    static boolean isLabel(String field) {
        return field.equalsIgnoreCase("label") || field.equalsIgnoreCase("labels");
    }

    private @Nullable Term label(int start, boolean negated) {
        int keyStart = at;
        while (at < text.length() && isKeyCharacter(here())) {
            at++;
        }
        String key = text.substring(keyStart, at);
        boolean differs = take("!=");
        boolean equal = !differs && take("=");
        boolean complete = at == text.length() || Character.isWhitespace(here());
        if (key.isEmpty() || (!differs && !equal && !complete)) {
            int end = skipTerm();
            problem(start, end, Phrase.of("query.labelKeyMissing"));
            return null;
        }
        if (!differs && !equal) {
            return new Term.Label(start, at, negated, key, List.of());
        }
        List<Value> values = values(start, "label:" + key + (differs ? "!=" : "="));
        return values == null ? null : new Term.Label(start, at, negated != differs, key, values);
    }

    /** Where a field's name would end: a letter, then letters, digits and what joins them. */
    private int fieldEnd() {
        int end = at;
        if (end < text.length() && isLetter(text.charAt(end))) {
            while (end < text.length() && (isLetterOrDigit(text.charAt(end)) || "._-".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
        }
        return end;
    }

    private @Nullable Operator operator() {
        for (Operator operator :
                List.of(Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE, Operator.LESS, Operator.HAS, Operator.IS)) {
            if (take(operator.sign())) {
                return operator;
            }
        }
        return null;
    }

    /** At least one value, or null where one is missing or a quote is open. */
    private @Nullable List<Value> values(int termStart, String before) {
        List<Value> values = new ArrayList<>();
        do {
            Value value = value();
            if (value == null) {
                if (!openQuote) {
                    int end = skipTerm();
                    problem(termStart, end, Phrase.of("query.valueMissing", "before", before));
                }
                return null;
            }
            values.add(value);
        } while (take(","));
        return values;
    }

    /** A value, or null where none begins here or its quote is not closed, which has been noted then. */
    private @Nullable Value value() {
        int start = at;
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        while (at < text.length() && here() != ',' && !Character.isWhitespace(here())) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (!quoted(part)) {
                    return null;
                }
            } else if (c == '*') {
                if (parts.isEmpty() || !part.isEmpty()) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return at == start ? null : new Value(start, at, parts);
    }

    /** The rest of a quoted text, after its first quote. */
    private boolean quoted(StringBuilder into) {
        int start = at - 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            into.append(c);
        }
        openQuote = true;
        problem(start, text.length(), Phrase.of("query.openQuote"));
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(here())) {
            at++;
        }
    }

    private int skipTerm() {
        while (at < text.length() && !Character.isWhitespace(here())) {
            at++;
        }
        return at;
    }

    private char here() {
        return text.charAt(at);
    }

    private boolean take(String sign) {
        boolean there = text.startsWith(sign, at);
        if (there) {
            at += sign.length();
        }
        return there;
    }

    private void problem(int start, int end, Phrase message) {
        if (problem == null) {
            problem = new QueryError(start, end, message);
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isKeyCharacter(char c) {
        return isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '/';
    }
}
