package dev.fresnel.engine.query;

import java.util.List;

/**
 * Whether a text is what a {@link Value} asks for. Linear in the text's length times the value's, and
 * for a plain value in practice in the text's alone.
 */
final class TextTest {

    private final List<String> parts;
    private final boolean whole;
    private final boolean anyCase;

    private TextTest(Value value, boolean whole, boolean anyCase) {
        this.parts = anyCase ? value.parts().stream().map(TextTest::fold).toList() : value.parts();
        this.whole = whole || value.isPattern();
        this.anyCase = anyCase;
    }

    /** The text has the value in it, or matches all of the pattern, in any case. */
    static TextTest within(Value value) {
        return new TextTest(value, false, true);
    }

    /** The text is the value, or matches all of the pattern, in any case. */
    static TextTest whole(Value value) {
        return new TextTest(value, true, true);
    }

    /** The text is the value, or matches all of the pattern, to the letter. */
    static TextTest exact(Value value) {
        return new TextTest(value, true, false);
    }

    boolean test(String text) {
        String first = parts.getFirst();
        if (!whole) {
            return indexOf(text, first, 0) >= 0;
        }
        if (!startsWith(text, first, 0)) {
            return false;
        }
        if (parts.size() == 1) {
            return text.length() == first.length();
        }
        int at = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            at = indexOf(text, part, at);
            if (at < 0) {
                return false;
            }
            at += part.length();
        }
        String last = parts.getLast();
        return text.length() - last.length() >= at && startsWith(text, last, text.length() - last.length());
    }

    private int indexOf(String text, String lower, int from) {
        if (lower.isEmpty()) {
            return from;
        }
        char first = lower.charAt(0);
        int last = text.length() - lower.length();
        for (int i = from; i <= last; i++) {
            if (folded(text.charAt(i)) == first && startsWith(text, lower, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean startsWith(String text, String lower, int at) {
        if (text.length() - at < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (folded(text.charAt(at + i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private char folded(char c) {
        return anyCase ? fold(c) : c;
    }

    /** Char by char, so that a text and what is looked for in it are folded alike. */
    private static String fold(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static char fold(char c) {
        return c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }
}
