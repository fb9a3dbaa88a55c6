package dev.fresnel.engine.order;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Many texts' keys of {@link NaturalOrder}, eight bytes to a long: comparing them word by word, unsigned, is comparing texts,
 * up to what the keys leave to the texts themselves. One array holds them all, so that reading them misses no cache.
 */
final class NaturalKeys {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int most;
    /** One key after another; {@code starts} has one entry more than there are keys. */
    private long[] words;

    private final int[] starts;
    private int size;
    /** Room for a text and its key; filled up with zeros to whole words. */
    private char[] chars = new char[0];

    private byte[] key = new byte[Long.BYTES];

    /**
     * @param count how many texts there will be
     * @param most words of a key that are kept at most
     */
    NaturalKeys(int count, int most) {
        this.most = most;
        this.starts = new int[count + 1];
        this.words = new long[count * 4];
    }

    /** Takes in the next text. */
    void add(String text) {
        if (chars.length < text.length()) {
            chars = new char[Math.max(64, 2 * text.length())];
            key = new byte[chars.length * NaturalOrder.WIDEST + Long.BYTES];
        }
        text.getChars(0, text.length(), chars, 0);
        int length = NaturalOrder.write(chars, text.length(), key);
        int from = starts[size];
        int end = from + Math.min(most, (length + Long.BYTES - 1) / Long.BYTES);
        if (end > words.length) {
            words = Arrays.copyOf(words, Math.max(end, words.length * 2));
        }
        Arrays.fill(key, length, length + Long.BYTES, (byte) 0);
        for (int at = from; at < end; at++) {
            words[at] = (long) WORDS.get(key, (at - from) * Long.BYTES);
        }
        starts[++size] = end;
    }

    /** How many words a text's key has. */
    int length(int text) {
        return starts[text + 1] - starts[text];
    }

    /** A word of a text's key, 0 after its end. */
    long word(int text, int depth) {
        int at = starts[text] + depth;
        return at < starts[text + 1] ? words[at] : 0;
    }

    /** Compares two texts as far as their keys tell. */
    int compare(int x, int y) {
        int length = Math.max(length(x), length(y));
        for (int depth = 0; depth < length; depth++) {
            int order = Long.compareUnsigned(word(x, depth), word(y, depth));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Whether two texts have the same key. */
    boolean same(int x, int y) {
        int length = length(x);
        if (length != length(y)) {
            return false;
        }
        // From the end: neighbours in an order have the same beginning.
        for (int depth = length - 1; depth >= 0; depth--) {
            if (word(x, depth) != word(y, depth)) {
                return false;
            }
        }
        return true;
    }
}
