package dev.fresnel.engine.order;

import java.util.Comparator;

/**
 * Orders texts as people do: {@code web-2} before {@code web-10}, and upper case beside lower case. A total order: only
 * equal texts are equal in it.
 *
 * <p>{@link #write} puts the order down as bytes, for sorting many texts at once: comparing keys (unsigned) is comparing
 * texts, up to those that differ only in case and leading zeros, which then go by their characters.
 */
public final class NaturalOrder implements Comparator<String> {

    public static final NaturalOrder INSTANCE = new NaturalOrder();

    /** A longer run of digits counts as several numbers. */
    private static final int MOST_DIGITS = 250;

    /** Bytes of a key for a char, at most. */
    static final int WIDEST = 3;

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            char x = a.charAt(i);
            char y = b.charAt(j);
            if (isDigit(x) && isDigit(y)) {
                int endA = runEnd(a, i);
                int endB = runEnd(b, j);
                int fromA = skipZeros(a, i, endA);
                int fromB = skipZeros(b, j, endB);
                int byLength = Integer.compare(endA - fromA, endB - fromB);
                if (byLength != 0) {
                    return byLength;
                }
                for (; fromA < endA; fromA++, fromB++) {
                    if (a.charAt(fromA) != b.charAt(fromB)) {
                        return Character.compare(a.charAt(fromA), b.charAt(fromB));
                    }
                }
                i = endA;
                j = endB;
            } else {
                // A number is where its first digit would be, whichever that is.
                int byChar = Character.compare(isDigit(x) ? '0' : fold(x), isDigit(y) ? '0' : fold(y));
                if (byChar != 0) {
                    return byChar;
                }
                i++;
                j++;
            }
        }
        int byRest = Integer.compare(a.length() - i, b.length() - j);
        return byRest != 0 ? byRest : a.compareTo(b);
    }

    /**
     * Writes a text's key: bytes whose unsigned order is the natural order of texts.
     *
     * @param text so many chars of it
     * @param key has room for {@link #WIDEST} bytes a char
     * @return the key's length
     */
    static int write(char[] text, int length, byte[] key) {
        int at = 0;
        for (int i = 0; i < length; ) {
            char c = text[i];
            if (!isDigit(c)) {
                at = append(key, at, fold(c));
                i++;
                continue;
            }
            int end = Math.min(length, i + MOST_DIGITS);
            while (c == '0' && i + 1 < end && isDigit(text[i + 1])) {
                c = text[++i];
            }
            key[at] = '0';
            int from = at + 2;
            int to = from;
            do {
                key[to++] = (byte) text[i++];
            } while (i < end && isDigit(text[i]));
            key[at + 1] = (byte) (to - from);
            at = to;
        }
        return at;
    }

    /** As UTF-8 does, each half of a surrogate pair by itself, which keeps the order of chars. */
    private static int append(byte[] key, int at, char c) {
        if (c < 0x80) {
            key[at] = (byte) c;
            return at + 1;
        }
        if (c < 0x800) {
            key[at] = (byte) (0xC0 | (c >> 6));
            key[at + 1] = (byte) (0x80 | (c & 0x3F));
            return at + 2;
        }
        key[at] = (byte) (0xE0 | (c >> 12));
        key[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
        key[at + 2] = (byte) (0x80 | (c & 0x3F));
        return at + 3;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char fold(char c) {
        return c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }

    private static int runEnd(String text, int start) {
        int end = start;
        int most = Math.min(text.length(), start + MOST_DIGITS);
        while (end < most && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int start, int end) {
        int from = start;
        while (from < end - 1 && text.charAt(from) == '0') {
            from++;
        }
        return from;
    }
}
