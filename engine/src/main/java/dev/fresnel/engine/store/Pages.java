package dev.fresnel.engine.store;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An immutable array in pages, so that a changed copy shares what did not change.
 *
 * <pre>
 *   top      [ p0 | p1 | p2 ]            copied on the first write after a freeze: 4 bytes a page
 *              │    │    │
 *   pages    [256][256][256]             copied on the first write to that page after a freeze
 * </pre>
 *
 * At 100,000 elements a batch of changes copies 1.6 KB and 1 KB for each page it touches. Comparing two versions skips
 * every page that is the same array in both.
 */
final class Pages<T> {

    private static final int BITS = 8;
    private static final int SIZE = 1 << BITS;
    private static final Object[][] NONE = {};

    private final @Nullable Object[][] top;

    private Pages(@Nullable Object[][] top) {
        this.top = top;
    }

    static <T> Pages<T> empty() {
        return new Pages<>(NONE);
    }

    /** One more than the highest index that can hold anything. */
    int limit() {
        return top.length << BITS;
    }

    /** What is at an index, null where nothing is or the index is beyond the end. */
    @SuppressWarnings("unchecked") // only an Editor<T> writes into pages
    @Nullable
    T get(int index) {
        return (T) at(top, index);
    }

    /** Called with what an index held before and holds now, where these are not the same object. */
    interface Difference<T> {
        void at(@Nullable T before, @Nullable T now);
    }

    /** Walks what differs from an earlier version, by index. */
    @SuppressWarnings("ReferenceEquality") // a page or element that was not written is the very same
    void differences(Pages<T> before, Difference<T> difference) {
        for (int p = 0; p < Math.max(top.length, before.top.length); p++) {
            if (p < top.length && p < before.top.length && top[p] == before.top[p]) {
                continue;
            }
            for (int i = p << BITS; i < (p + 1) << BITS; i++) {
                T was = before.get(i);
                T is = get(i);
                if (was != is) {
                    difference.at(was, is);
                }
            }
        }
    }

    private static @Nullable Object at(@Nullable Object[][] top, int index) {
        int page = index >> BITS;
        return page < top.length ? top[page][index & (SIZE - 1)] : null;
    }

    /** Makes the next version. For one thread. */
    static final class Editor<T> {

        private @Nullable Object[][] top = NONE;
        private boolean topShared = true;
        /** Pages written since the last freeze: no version has them yet. */
        private final BitSet own = new BitSet();

        @SuppressWarnings("unchecked") // only an Editor<T> writes into pages
        @Nullable
        T get(int index) {
            return (T) at(top, index);
        }

        void set(int index, @Nullable T value) {
            int page = index >> BITS;
            if (topShared || page >= top.length) {
                int before = top.length;
                top = Arrays.copyOf(top, Math.max(before, page + 1));
                for (int p = before; p < top.length; p++) {
                    top[p] = new Object[SIZE];
                    own.set(p);
                }
                topShared = false;
            }
            if (!own.get(page)) {
                top[page] = top[page].clone();
                own.set(page);
            }
            top[page][index & (SIZE - 1)] = value;
        }

        /** The version as it is now; later writes do not touch it. */
        Pages<T> freeze() {
            topShared = true;
            own.clear();
            return new Pages<>(top);
        }
    }
}
