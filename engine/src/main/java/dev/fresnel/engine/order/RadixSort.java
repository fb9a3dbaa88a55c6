package dev.fresnel.engine.order;

import java.util.Arrays;

/**
 * Sorts things by several keys without comparing them: each key is an array of numbers, and a stable radix sort goes over
 * these from the least important to the most. For one thread.
 */
public final class RadixSort {

    private static final int DIGIT = 11;
    private static final int RADIX = 1 << DIGIT;
    /** Fewer are sorted by comparing sooner than the digits are counted. */
    private static final int MANY = 700;

    private int[] order;
    private int[] spare;

    /** @param count of things, which are in the order of their indices until {@link #by} says otherwise */
    public RadixSort(int count) {
        order = new int[count];
        spare = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
    }

    /** The things themselves, in the order that they have by now, as a new array. */
    public <T> T[] sorted(T[] things) {
        T[] sorted = things.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = things[order[i]];
        }
        return sorted;
    }

    /**
     * Sorts by another key; what is equal in it stays in the order it had.
     *
     * @param keys of each thing, by its index
     */
    public void by(long[] keys) {
        long differing = 0;
        for (long key : keys) {
            differing |= key ^ keys[0];
        }
        int[] starts = new int[RADIX + 1];
        for (int shift = 0; shift < 64; shift += DIGIT) {
            if (((differing >>> shift) & (RADIX - 1)) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (long key : keys) {
                starts[digit(key, shift) + 1]++;
            }
            for (int d = 0; d < RADIX; d++) {
                starts[d + 1] += starts[d];
            }
            for (int thing : order) {
                spare[starts[digit(keys[thing], shift)]++] = thing;
            }
            int[] sorted = spare;
            spare = order;
            order = sorted;
        }
    }

    /**
     * Sorts a range of numbers that are not negative.
     *
     * @param spare as long as the values: room to work in
     * @param low bits at the low end that are not sorted by
     */
    @SuppressWarnings("ReferenceEquality") // which of the two arrays it ended in
    static void sort(long[] values, long[] spare, int from, int to, int low) {
        if (to - from < MANY) {
            Arrays.sort(values, from, to);
            return;
        }
        long differing = 0;
        for (int i = from; i < to; i++) {
            differing |= values[i] ^ values[from];
        }
        long[] now = values;
        long[] next = spare;
        int[] starts = new int[RADIX + 1];
        for (int shift = low; shift < Long.SIZE; shift += DIGIT) {
            if (((differing >>> shift) & (RADIX - 1)) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            starts[0] = from;
            for (int i = from; i < to; i++) {
                starts[(int) (now[i] >>> shift & (RADIX - 1)) + 1]++;
            }
            for (int d = 0; d < RADIX; d++) {
                starts[d + 1] += starts[d];
            }
            for (int i = from; i < to; i++) {
                next[starts[(int) (now[i] >>> shift & (RADIX - 1))]++] = now[i];
            }
            long[] sorted = next;
            next = now;
            now = sorted;
        }
        if (now != values) {
            System.arraycopy(now, from, values, from, to - from);
        }
    }

    /** Bits whose signed order is that of the numbers; NaN comes last. */
    public static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (RADIX - 1);
    }
}
