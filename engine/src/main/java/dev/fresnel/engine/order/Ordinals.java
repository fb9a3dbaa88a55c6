package dev.fresnel.engine.order;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers texts by their natural order, so that sorting things by a text becomes sorting small numbers.
 *
 * <pre>
 *   texts    web-10 web-2 web-10 …        repeated ones are mostly met once only: a small cache knows them
 *   keys     'web-0␂10' …                 of {@link NaturalOrder}, eight bytes to a long
 *   packed   [ bits that differ ‖ which ] as many as fit into one long, and these are sorted by radix
 *                                         what is alike in them is packed again, by the bits that follow
 * </pre>
 *
 * Names of pods share long beginnings and letters share bits: what is the same in all of them is not sorted by.
 */
public final class Ordinals {

    private static final int SMALL = 12;
    private static final int CACHE = 1 << 12;
    /** Texts that agree in so many words are compared as they are. */
    private static final int DEEPEST = 32;

    private final @Nullable String[] texts;
    private final NaturalKeys keys;
    /** Texts by their numbers, in the order that is known so far. */
    private final int[] sorted;

    private final long[] packed;
    private final long[] spare;
    /** Low bits of what is packed, that say which text it is. */
    private final int which;

    private Ordinals(@Nullable String[] texts, int count) {
        this.texts = texts;
        this.keys = new NaturalKeys(count, DEEPEST);
        this.sorted = new int[count];
        this.packed = new long[count];
        this.spare = new long[count];
        this.which = 32 - Integer.numberOfLeadingZeros(count);
        for (int i = 0; i < count; i++) {
            keys.add(text(i));
            sorted[i] = i;
        }
    }

    /** For each thing a number that is in natural order of their texts to the others'. */
    public static <T> long[] of(T[] things, Function<T, String> text) {
        String[] texts = new String[things.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(things[i]);
        }
        return of(texts);
    }

    /** For each text a number that is in natural order to the others'; equal texts have equal numbers, null has -1. */
    public static long[] of(@Nullable String[] texts) {
        int[] place = new int[texts.length];
        @Nullable String[] distinct = new @Nullable String[texts.length];
        int count = 0;
        int[] cached = new int[CACHE];
        int[] hashes = new int[CACHE];
        Arrays.fill(cached, -1);
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text == null) {
                place[i] = -1;
                continue;
            }
            int hash = text.hashCode();
            int slot = (hash * 0x9E3779B9) >>> 20;
            if (cached[slot] < 0 || hashes[slot] != hash || !text.equals(distinct[cached[slot]])) {
                cached[slot] = count;
                hashes[slot] = hash;
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
        sort(0, sorted.length, 0);
        long[] ordinals = new long[sorted.length];
        long ordinal = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0 && !same(sorted[i], sorted[i - 1])) {
                ordinal++;
            }
            ordinals[sorted[i]] = ordinal;
        }
        return ordinals;
    }

    /** Sorts a range whose keys agree before {@code depth}. */
    private void sort(int from, int to, int depth) {
        if (to - from <= SMALL) {
            insertionSort(from, to);
            return;
        }
        int next = pack(from, to, depth);
        RadixSort.sort(packed, spare, from, to, which);
        for (int i = from; i < to; i++) {
            sorted[i] = (int) packed[i] & ((1 << which) - 1);
        }
        int first = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || packed[i] >>> which != packed[first] >>> which) {
                if (next < 0) {
                    sortByTexts(first, i);
                } else {
                    sort(first, i, next);
                }
                first = i;
            }
        }
    }

    /**
     * Packs of the words from {@code depth} on what differs within the range, as far as there is room.
     *
     * @return the first depth that is not wholly packed, or -1 where none is left
     */
    private int pack(int from, int to, int depth) {
        int deepest = 0;
        for (int i = from; i < to; i++) {
            deepest = Math.max(deepest, keys.length(sorted[i]));
        }
        Arrays.fill(packed, from, to, 0);
        int room = Long.SIZE - 1 - which; // the sign stays free
        int next = depth;
        boolean whole = true;
        for (; whole && next < deepest; next++) {
            long differing = differing(from, to, next);
            while (Long.bitCount(differing) > room) {
                differing &= differing - 1; // without its lowest bit
                whole = false;
            }
            int bits = Long.bitCount(differing);
            if (bits > 0) {
                for (int i = from; i < to; i++) {
                    packed[i] = packed[i] << bits | Long.compress(keys.word(sorted[i], next), differing);
                }
            }
            room -= bits;
        }
        for (int i = from; i < to; i++) {
            packed[i] = packed[i] << which | sorted[i];
        }
        return whole ? -1 : next - 1;
    }

    private long differing(int from, int to, int depth) {
        long first = keys.word(sorted[from], depth);
        long differing = 0;
        for (int i = from; i < to; i++) {
            differing |= first ^ keys.word(sorted[i], depth);
        }
        return differing;
    }

    /** Their keys are alike: the texts are equal or differ in case or zeros alone; or nobody looks deeper. */
    private void sortByTexts(int from, int to) {
        boolean equal = true;
        for (int i = from + 1; i < to && equal; i++) {
            equal = text(sorted[i]).equals(text(sorted[from]));
        }
        if (!equal) {
            int[] range = Arrays.stream(sorted, from, to)
                    .boxed()
                    .sorted(Comparator.comparing(this::text, NaturalOrder.INSTANCE))
                    .mapToInt(i -> i)
                    .toArray();
            System.arraycopy(range, 0, sorted, from, range.length);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = sorted[i];
            int at = i;
            while (at > from && compare(sorted[at - 1], moving) > 0) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = moving;
        }
    }

    private int compare(int x, int y) {
        int order = keys.compare(x, y);
        return order != 0 ? order : NaturalOrder.INSTANCE.compare(text(x), text(y));
    }

    private boolean same(int x, int y) {
        return keys.same(x, y) && text(x).equals(text(y));
    }

    private String text(int place) {
        String text = texts[place];
        return text == null ? "" : text;
    }
}
