package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Ink;
import dev.fresnel.engine.view.LogData.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pairs {@code name=value} of a line, values in quotes where they have blanks. They may stand anywhere in it.
 *
 * @param fields by name, in order
 * @param spans where they are
 * @param whole whether the line is nothing but pairs, at least two
 */
record Logfmt(Map<String, String> fields, List<Span> spans, boolean whole) {

    private static final Logfmt NONE = new Logfmt(Map.of(), List.of(), false);

    static Logfmt read(String text) {
        if (text.indexOf('=') < 0) {
            return NONE;
        }
        Map<String, String> fields = Reading.newFields();
        List<Span> spans = new ArrayList<>();
        boolean whole = true;
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
                continue;
            }
            int sign = nameEnd(text, at);
            if (sign == at
                    || sign >= text.length()
                    || text.charAt(sign) != '='
                    || fields.size() == Reading.MOST_FIELDS) {
                whole = false;
                at = text.indexOf(' ', at);
                at = at < 0 ? text.length() : at;
                continue;
            }
            int from = sign + 1;
            int to = valueEnd(text, from);
            String value = value(text.substring(from, to));
            fields.putIfAbsent(text.substring(at, sign), value);
            spans.add(new Span(at, from, List.of(Ink.KEY)));
            if (to > from) {
                spans.add(new Span(from, to, List.of(ink(value))));
            }
            at = to;
        }
        return fields.isEmpty() ? NONE : new Logfmt(fields, List.copyOf(spans), whole && fields.size() > 1);
    }

    /** Where a name that begins there ends; there itself where none does. */
    private static int nameEnd(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
            boolean other = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '/';
            if (!letter && !(other && at > from)) {
                break;
            }
            at++;
        }
        return at;
    }

    private static int valueEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            for (int at = from + 1; at < text.length(); at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == '"') {
                    return at + 1;
                }
            }
        }
        int blank = text.indexOf(' ', from);
        return blank < 0 ? text.length() : blank;
    }

    private static String value(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                c = text.charAt(++i);
                c = c == 'n' || c == 't' || c == 'r' ? ' ' : c;
            }
            value.append(c);
        }
        return value.toString();
    }

    /** As it is written as a value. */
    static String quoted(String value) {
        boolean plain = !value.isEmpty() && value.indexOf(' ') < 0 && value.indexOf('"') < 0 && value.indexOf('=') < 0;
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** How a value is drawn. */
    static Ink ink(String value) {
        if (value.isEmpty() || value.length() > 24) {
            return Ink.STRING;
        }
        char first = value.charAt(0);
        boolean number = (first >= '0' && first <= '9') || (first == '-' && value.length() > 1);
        for (int i = 1; i < value.length() && number; i++) {
            char c = value.charAt(i);
            number = (c >= '0' && c <= '9') || c == '.' || (i >= value.length() - 2 && Character.isLetter(c));
        }
        return number ? Ink.NUMBER : Ink.STRING;
    }
}
