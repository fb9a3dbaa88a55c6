package dev.fresnel.engine.query;

import java.util.List;

/**
 * Whether a text is what a {@link Value} asks for. Linear in the text's length, whatever is asked for: parts are looked for
 * from left to right, each as Knuth, Morris and Pratt do it, and nothing is ever looked at again.
 */
final class TextTest {

    private final List<String> parts;
    /** For each part and each of its prefixes, how long the longest of its ends is that the part begins with. */
    private final List<int[]> borders;

    private final boolean whole;
    private final boolean anyCase;

    private TextTest(Value value, boolean whole, boolean anyCase) {
        this.parts = anyCase ? value.parts().stream().map(TextTest::fold).toList() : value.parts();
        this.borders = parts.stream().map(TextTest::borders).toList();
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
        if (!whole) {
            return endOf(0, text, 0) >= 0;
        }
        String first = parts.getFirst();
        if (!startsWith(text, first, 0)) {
            return false;
        }
        if (parts.size() == 1) {
            return text.length() == first.length();
        }
        int at = first.length();
        for (int part = 1; part < parts.size() - 1; part++) {
            at = endOf(part, text, at);
            if (at < 0) {
                return false;
            }
        }
        String last = parts.getLast();
        return text.length() - last.length() >= at && startsWith(text, last, text.length() - last.length());
    }

    /** Where the first occurrence of a part from there on ends, exclusive; -1 where there is none. */
    private int endOf(int number, String text, int from) {
        String part = parts.get(number);
        int[] border = borders.get(number);
        int length = part.length();
        if (length == 0) {
            return from;
        }
        // not for the parts of a pattern: of many parts, each would look through the rest of the text again
        Beginnings beginnings = whole ? null : new Beginnings(text, part.charAt(0), anyCase);
        int fits = 0;
        for (int i = from; fits < length; i++) {
            if (fits == 0 && beginnings != null) {
                i = beginnings.from(i);
            }
            if (i == text.length()) {
                return -1;
            }
            char c = folded(text.charAt(i));
            while (fits > 0 && part.charAt(fits) != c) {
                fits = border[fits - 1];
            }
            if (part.charAt(fits) == c) {
                fits++;
            }
            if (fits == length) {
                return i + 1;
            }
        }
        return from;
    }

    /**
     * Where in a text a part may begin. Java looks for one char in many at a time, so this is how most of a text is passed
     * over. Each of the chars that fold to the part's first is looked for from where it was found last, never twice.
     */
    private static final class Beginnings {
        private final String text;
        private final char first;
        private final char other;
        private final char rare;
        private int atFirst = -1;
        private int atOther = -1;
        private int atRare = -1;

        Beginnings(String text, char first, boolean anyCase) {
            this.text = text;
            this.first = first;
            this.other = anyCase && first >= 'a' && first <= 'z' ? (char) (first - 32) : first;
            this.rare = anyCase ? rare(first) : first;
        }

        /** Two letters of ASCII are the lower case of others as well: of the Kelvin sign, and of the I with a dot. */
        private static char rare(char first) {
            return switch (first) {
                case 'k' -> '\u212a';
                case 'i' -> '\u0130';
                default -> first;
            };
        }

        /** The first place from there on, the text's length where there is none. */
        int from(int i) {
            if (first >= 128) {
                return i;
            }
            atFirst = atFirst >= i ? atFirst : next(first, i);
            int found = atFirst;
            if (other != first) {
                atOther = atOther >= i ? atOther : next(other, i);
                found = Math.min(found, atOther);
            }
            if (rare != first) {
                atRare = atRare >= i ? atRare : next(rare, i);
                found = Math.min(found, atRare);
            }
            return found;
        }

        private int next(char c, int i) {
            int at = text.indexOf(c, i);
            return at < 0 ? text.length() : at;
        }
    }

    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        int fits = 0;
        for (int i = 1; i < borders.length; i++) {
            while (fits > 0 && part.charAt(fits) != part.charAt(i)) {
                fits = borders[fits - 1];
            }
            if (part.charAt(fits) == part.charAt(i)) {
                fits++;
            }
            borders[i] = fits;
        }
        return borders;
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
