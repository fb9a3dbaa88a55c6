package dev.fresnel.engine.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * From a key's hash to the slots of the rows that have it: an immutable multimap that holds no keys, since the rows in the
 * slots have them.
 *
 * <pre>
 *   hash of a key ──► page by its highest bits ──► sorted longs  [ hash ‖ slot, hash ‖ slot, … ]
 *                                                                   └── binary search, then the caller
 *                                                                       compares the row's own key
 * </pre>
 *
 * Eight bytes an entry. A page has about {@value #PAGE} entries and is copied on the first write after a freeze; many
 * entries of one hash (an owner of thousands) lie side by side, and ascending slots append.
 */
final class HashIndex {

    private static final int PAGE = 64;

    private final Page[] pages;

    private HashIndex(Page[] pages) {
        this.pages = pages;
    }

    static HashIndex empty() {
        return new HashIndex(new Page[] {new Page(new long[4], 0)});
    }

    /** The lowest slot under a hash that passes the test, or -1. */
    int first(int hash, IntPredicate test) {
        return first(pages, hash, test);
    }

    /** Sorted entries, of which the first {@code size} count. */
    private static final class Page {
        long[] entries;
        int size;

        Page(long[] entries, int size) {
            this.entries = entries;
            this.size = size;
        }

        int lowerBound(long entry) {
            int at = Arrays.binarySearch(entries, 0, size, entry);
            return at < 0 ? -at - 1 : at;
        }
    }

    private static int first(Page[] pages, int hash, IntPredicate test) {
        int spread = spread(hash);
        Page page = pages[page(pages, spread)];
        long start = (long) spread << 32;
        for (int i = page.lowerBound(start); i < page.size && page.entries[i] >>> 32 == spread; i++) {
            int slot = (int) page.entries[i];
            if (test.test(slot)) {
                return slot;
            }
        }
        return -1;
    }

    /** Every slot under a hash, ascending: {@code each} answers whether to go on. */
    void each(int hash, IntPredicate each) {
        first(pages, hash, slot -> !each.test(slot));
    }

    /** 31 bits, so that entries are positive and sort as they are. */
    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 1;
    }

    private static int page(Page[] pages, int spread) {
        return (int) (((long) spread * pages.length) >>> 31);
    }

    /** Makes the next version. For one thread. */
    static final class Editor {

        private Page[] pages = empty().pages;
        private boolean topShared = true;
        private final BitSet own = new BitSet();
        private int size;

        int first(int hash, IntPredicate test) {
            return HashIndex.first(pages, hash, test);
        }

        void add(int hash, int slot) {
            if (++size > pages.length * PAGE * 2) {
                spreadOut();
            }
            int spread = spread(hash);
            Page page = owned(page(pages, spread));
            long entry = ((long) spread << 32) | slot;
            int at = page.lowerBound(entry);
            if (page.size == page.entries.length) {
                page.entries = Arrays.copyOf(page.entries, page.size + Math.max(8, page.size / 4));
            }
            System.arraycopy(page.entries, at, page.entries, at + 1, page.size - at);
            page.entries[at] = entry;
            page.size++;
        }

        /** Takes out what {@link #add} put in with the same hash and slot. */
        void remove(int hash, int slot) {
            int spread = spread(hash);
            long entry = ((long) spread << 32) | slot;
            Page page = owned(page(pages, spread));
            int at = page.lowerBound(entry);
            if (at < page.size && page.entries[at] == entry) {
                System.arraycopy(page.entries, at + 1, page.entries, at, page.size - at - 1);
                page.size--;
                size--;
            }
        }

        private Page owned(int index) {
            if (topShared) {
                pages = pages.clone();
                topShared = false;
            }
            Page page = pages[index];
            if (!own.get(index)) {
                page = new Page(page.entries.clone(), page.size);
                pages[index] = page;
                own.set(index);
            }
            return page;
        }

        /** Four times the pages; entries keep their order, so each page is a run of the old ones. */
        private void spreadOut() {
            Page[] wider = new Page[pages.length * 4];
            IntUnaryOperator pageOf = spread -> page(wider, spread);
            for (int p = 0; p < pages.length; p++) {
                Page old = pages[p];
                int from = 0;
                for (int w = p * 4; w < p * 4 + 4; w++) {
                    int to = from;
                    while (to < old.size && pageOf.applyAsInt((int) (old.entries[to] >>> 32)) == w) {
                        to++;
                    }
                    wider[w] = new Page(Arrays.copyOfRange(old.entries, from, Math.max(to, from + 4)), to - from);
                    from = to;
                }
            }
            pages = wider;
            topShared = false;
            own.set(0, wider.length);
        }

        HashIndex freeze() {
            topShared = true;
            own.clear();
            return new HashIndex(pages);
        }
    }
}
