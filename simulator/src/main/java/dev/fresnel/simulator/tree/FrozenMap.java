package dev.fresnel.simulator.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in insertion order, kept as one array {@code key, value, key, value, …}.
 *
 * <p>Objects of Kubernetes are deep and narrow: most maps have fewer than ten keys, so walking the array is as quick as
 * hashing and takes a fifth of a {@code LinkedHashMap}'s memory. Keys are interned, which makes most comparisons one of
 * references.
 */
class FrozenMap extends AbstractMap<String, Object> {

    static final FrozenMap EMPTY = new FrozenMap(new Object[0]);

    private final Object[] slots;

    FrozenMap(Object[] slots) {
        this.slots = slots;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i].equals(key)) {
                return slots[i + 1];
            }
        }
        return null;
    }

    /** This map with another value under a key, which comes last if it is new; everything else is shared. */
    final FrozenMap with(String key, Object value) {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i].equals(key)) {
                Object[] copy = slots.clone();
                copy[i + 1] = value;
                return new FrozenMap(copy);
            }
        }
        Object[] longer = Arrays.copyOf(slots, slots.length + 2);
        longer[slots.length] = key.intern();
        longer[slots.length + 1] = value;
        return new FrozenMap(longer);
    }

    /** The same map as one that many objects share. */
    final SharedMap shared() {
        return this instanceof SharedMap already ? already : new SharedMap(slots);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return slots.length / 2;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return FrozenMap.this.size();
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Object>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < slots.length;
        }

        @Override
        public Entry<String, Object> next() {
            if (next >= slots.length) {
                throw new NoSuchElementException();
            }
            Entry<String, Object> entry = Map.entry((String) slots[next], slots[next + 1]);
            next += 2;
            return entry;
        }
    }
}
