package dev.fresnel.engine.order;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers texts by their natural order, so that sorting things by a text becomes sorting small numbers.
 *
 * <pre>
 *   texts   web-10 web-2 web-10 …      repeated ones are mostly met once only: a small cache knows them
 *   words   'web-0␂10' …               keys of {@link NaturalOrder}, eight bytes to a long
 *   sort    by the first word; where words are equal, by the second; …
 * </pre>
 *
 * Names of pods share long beginnings: a comparison would read them again and again, this reads each word once a level.
 */
public final class Ordinals {

    private static final int SMALL = 12;
    private static final int CACHE = 1 << 12;
    /** Texts that agree in so many words are compared as they are. */
    private static final int DEEPEST = 32;

    private final @Nullable String[] texts;
    /** Keys, one after another; {@code starts} has one entry more than there are texts. */
    private long[] words;

    private final int[] starts;

    private Ordinals(@Nullable String[] texts, int count) {
        this.texts = texts;
        this.starts = new int[count + 1];
        this.words = new long[count * 4];
        for (int i = 0; i < count; i++) {
            byte[] key = NaturalOrder.key(text(i));
            int length = Math.min(DEEPEST, (key.length + 7) / 8);
            starts[i + 1] = starts[i] + length;
            if (starts[i + 1] > words.length) {
                words = Arrays.copyOf(words, Math.max(starts[i + 1], words.length * 2));
            }
            for (int b = 0; b < Math.min(key.length, length * 8); b++) {
                words[starts[i] + b / 8] |= (key[b] & 0xFFL) << (56 - b % 8 * 8);
            }
        }
    }

    /** For each text a number that is in natural order to the others'; equal texts have equal numbers, null has -1. */
    public static long[] of(@Nullable String[] texts) {
        int[] place = new int[texts.length];
        @Nullable String[] distinct = new @Nullable String[texts.length];
        int count = 0;
        int[] cached = new int[CACHE];
        Arrays.fill(cached, -1);
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text == null) {
                place[i] = -1;
                continue;
            }
            int slot = (text.hashCode() * 0x9E3779B9) >>> 20;
            if (cached[slot] < 0 || !text.equals(distinct[cached[slot]])) {
                cached[slot] = count;
                distinct[count++] = text;
            }
            place[i] = cached[slot];
        }
        long[] ordinals = new Ordinals(distinct, count).ordinals();
        long[] result = new long[texts.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = place[i] < 0 ? -1 : ordinals[place[i]];
        }
        return result;
    }

    private long[] ordinals() {
        int count = starts.length - 1;
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = i;
        }
        sort(sorted, new long[count], 0, count, 0);
        long[] ordinals = new long[count];
        long ordinal = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && !text(sorted[i]).equals(text(sorted[i - 1]))) {
                ordinal++;
            }
            ordinals[sorted[i]] = ordinal;
        }
        return ordinals;
    }

    /** Sorts a range whose keys agree before {@code depth}. {@code word} is room for the words at that depth. */
    private void sort(int[] a, long[] word, int from, int to, int depth) {
        for (int i = from; i < to; i++) {
            word[i] = word(a[i], depth);
        }
        sortByWord(a, word, from, to, depth);
    }

    private void sortByWord(int[] a, long[] word, int from, int to, int depth) {
        while (to - from > SMALL) {
            long pivot = median(word[from], word[(from + to) >>> 1], word[to - 1]);
            int less = from;
            int more = to;
            for (int i = from; i < more; ) {
                int order = Long.compareUnsigned(word[i], pivot);
                if (order < 0) {
                    swap(a, word, less++, i++);
                } else if (order > 0) {
                    swap(a, word, --more, i);
                } else {
                    i++;
                }
            }
            if ((pivot & 0xFF) == 0 || depth + 1 == DEEPEST) {
                // These keys have ended, so the texts are equal or differ in case or zeros alone; or nobody looks
                // deeper.
                sortByTexts(a, less, more);
            } else {
                sort(a, word, less, more, depth + 1);
            }
            // The larger side goes on here, so that the stack stays low whatever the pivots.
            if (less - from < to - more) {
                sortByWord(a, word, from, less, depth);
                from = more;
            } else {
                sortByWord(a, word, more, to, depth);
                to = less;
            }
        }
        insertionSort(a, from, to);
    }

    private void sortByTexts(int[] a, int from, int to) {
        boolean equal = true;
        for (int i = from + 1; i < to && equal; i++) {
            equal = text(a[i]).equals(text(a[from]));
        }
        if (!equal) {
            int[] sorted = Arrays.stream(a, from, to)
                    .boxed()
                    .sorted(Comparator.comparing(this::text, NaturalOrder.INSTANCE))
                    .mapToInt(i -> i)
                    .toArray();
            System.arraycopy(sorted, 0, a, from, sorted.length);
        }
    }

    private void insertionSort(int[] a, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = a[i];
            int at = i;
            while (at > from && compare(a[at - 1], moving) > 0) {
                a[at] = a[at - 1];
                at--;
            }
            a[at] = moving;
        }
    }

    private int compare(int x, int y) {
        int length = Math.max(starts[x + 1] - starts[x], starts[y + 1] - starts[y]);
        for (int depth = 0; depth < length; depth++) {
            int order = Long.compareUnsigned(word(x, depth), word(y, depth));
            if (order != 0) {
                return order;
            }
        }
        return NaturalOrder.INSTANCE.compare(text(x), text(y));
    }

    /** The key's bytes at eight times the depth, 0 after its end. */
    private long word(int text, int depth) {
        int at = starts[text] + depth;
        return at < starts[text + 1] ? words[at] : 0;
    }

    private String text(int place) {
        String text = texts[place];
        return text == null ? "" : text;
    }

    private static long median(long a, long b, long c) {
        if (Long.compareUnsigned(a, b) > 0) {
            return median(b, a, c);
        }
        return Long.compareUnsigned(c, a) < 0 ? a : Long.compareUnsigned(c, b) > 0 ? b : c;
    }

    private static void swap(int[] a, long[] word, int i, int j) {
        int held = a[i];
        a[i] = a[j];
        a[j] = held;
        long heldWord = word[i];
        word[i] = word[j];
        word[j] = heldWord;
    }
}
