package dev.fresnel.engine.query;

import org.jspecify.annotations.Nullable;

/**
 * Where in a query somebody types, and what of it is there already.
 *
 * @param start where the word begins that is typed: a field's name, or one of its values
 * @param end where it ends, behind the caret or at it
 * @param field the field whose value is typed, null where a field's name or a free word is
 * @param compares whether the field is asked for more or less
 * @param key the label whose value is typed, null where it is no label's
 * @param typed the word up to the caret, without quotes
 */
record Place(
        int start,
        int end,
        @Nullable String field,
        boolean compares,
        @Nullable String key,
        String typed) {

    /** @param caret within the text */
    static Place of(String text, int caret) {
        int term = termStart(text, caret);
        int from = term < caret && text.charAt(term) == '-' ? term + 1 : term;
        int sign = from;
        while (sign < caret && isName(text.charAt(sign))) {
            sign++;
        }
        int value = sign;
        while (value < caret && value < sign + 2 && ":=<>!".indexOf(text.charAt(value)) >= 0) {
            value++;
        }
        if (value == sign || sign == from) {
            int end = caret;
            while (end < text.length() && isName(text.charAt(end))) {
                end++;
            }
            while (end > caret && end < text.length() && ":=<>!".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            return new Place(from, end, null, false, null, text.substring(from, caret));
        }
        String field = text.substring(from, sign);
        boolean compares = text.charAt(sign) == '<' || text.charAt(sign) == '>';
        if (!QueryParser.isLabel(field)) {
            return value(text, value, caret, field, compares, null);
        }
        int equals = text.substring(0, caret).indexOf('=', value);
        if (equals < 0) {
            return value(text, value, caret, field, false, null);
        }
        int keyEnd = text.charAt(equals - 1) == '!' ? equals - 1 : equals;
        return value(text, equals + 1, caret, field, false, text.substring(value, Math.max(value, keyEnd)));
    }

    private static Place value(String text, int from, int caret, String field, boolean compares, @Nullable String key) {
        int start = from;
        boolean quoted = false;
        for (int i = from; i < caret; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                start = i + 1;
            }
        }
        int end = caret;
        while (end < text.length()
                && (quoted || !(text.charAt(end) == ',' || Character.isWhitespace(text.charAt(end))))) {
            quoted ^= text.charAt(end) == '"';
            end++;
        }
        return new Place(
                start, end, field, compares, key, text.substring(start, caret).replace("\"", ""));
    }

    private static int termStart(String text, int caret) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && Character.isWhitespace(c)) {
                start = i + 1;
            }
        }
        return start;
    }

    private static boolean isName(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '_' || c == '-';
    }
}
