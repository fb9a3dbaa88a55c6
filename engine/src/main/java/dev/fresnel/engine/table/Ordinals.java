package dev.fresnel.engine.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers texts by their natural order, so that sorting rows by a text becomes sorting small numbers.
 *
 * <p>Distinct texts are sorted by their {@link NaturalOrder#key} with a three-way radix quicksort, which looks at each byte
 * of a shared prefix once instead of in every comparison: names of pods share most of theirs.
 */
final class Ordinals {

    private static final int SMALL = 12;

    private final String[] texts;
    private final byte[][] keys;

    private Ordinals(String[] texts) {
        this.texts = texts;
        this.keys = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            keys[i] = NaturalOrder.key(texts[i]);
        }
    }

    /** For each text its place among the distinct ones, from 0; equal texts have equal places, null has -1. */
    static long[] of(@Nullable String[] texts) {
        Map<String, Integer> places = new HashMap<>();
        int[] distinct = new int[texts.length];
        String last = null;
        int lastPlace = -1;
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text == null) {
                distinct[i] = -1;
            } else if (text.equals(last)) {
                distinct[i] = lastPlace;
            } else {
                Integer known = places.putIfAbsent(text, places.size());
                last = text;
                lastPlace = distinct[i] = known == null ? places.size() - 1 : known;
            }
        }
        String[] byFirstSeen = new String[places.size()];
        places.forEach((text, place) -> byFirstSeen[place] = text);
        int[] ordinals = new Ordinals(byFirstSeen).ordinals();
        long[] result = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            result[i] = distinct[i] < 0 ? -1 : ordinals[distinct[i]];
        }
        return result;
    }

    private int[] ordinals() {
        int[] sorted = new int[texts.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = i;
        }
        sort(sorted, 0, sorted.length, 0);
        int[] ordinals = new int[sorted.length];
        for (int place = 0; place < sorted.length; place++) {
            ordinals[sorted[place]] = place;
        }
        return ordinals;
    }

    /** Sorts a range whose keys agree in their first {@code depth} bytes. */
    private void sort(int[] a, int from, int to, int depth) {
        while (to - from > SMALL) {
            int pivot = median(at(a[from], depth), at(a[(from + to) >>> 1], depth), at(a[to - 1], depth));
            int less = from;
            int more = to;
            for (int i = from; i < more; ) {
                int b = at(a[i], depth);
                if (b < pivot) {
                    swap(a, less++, i++);
                } else if (b > pivot) {
                    swap(a, --more, i);
                } else {
                    i++;
                }
            }
            sort(a, from, less, depth);
            sort(a, more, to, depth);
            if (pivot < 0) {
                // All keys here have ended: the texts differ in case or zeros alone.
                sortByTexts(a, less, more);
                return;
            }
            from = less;
            to = more;
            depth++;
        }
        insertionSort(a, from, to);
    }

    private void sortByTexts(int[] a, int from, int to) {
        int[] sorted = Arrays.stream(a, from, to)
                .boxed()
                .sorted(Comparator.comparing(i -> texts[i]))
                .mapToInt(i -> i)
                .toArray();
        System.arraycopy(sorted, 0, a, from, sorted.length);
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
        int byKey = Arrays.compareUnsigned(keys[x], keys[y]);
        return byKey != 0 ? byKey : texts[x].compareTo(texts[y]);
    }

    /** The byte at a depth, -1 after the end. */
    private int at(int text, int depth) {
        byte[] key = keys[text];
        return depth < key.length ? (key[depth] & 0xFF) : -1;
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void swap(int[] a, int i, int j) {
        int held = a[i];
        a[i] = a[j];
        a[j] = held;
    }
}
