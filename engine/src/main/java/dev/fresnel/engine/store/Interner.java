package dev.fresnel.engine.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal values one object. Bounded by forgetting in two generations: when the young one is full it becomes the old
 * one, and what is still met moves back; a value that occurs once does not stay for long. For one thread.
 */
final class Interner {

    private final int limit;
    private Map<Object, Object> young = new HashMap<>();
    private Map<Object, Object> old = Map.of();

    /** @param limit how many values a generation holds; twice as many are known at most */
    Interner(int limit) {
        this.limit = limit;
    }

    /** The value itself or an equal one met before. Only for immutable values. */
    @SuppressWarnings("unchecked") // equal values of the types given here have the same class
    <T> T intern(T value) {
        Object known = young.get(value);
        if (known == null) {
            if (young.size() >= limit) {
                old = young;
                young = new HashMap<>();
            }
            known = old.getOrDefault(value, value);
            young.put(known, known);
        }
        return (T) known;
    }
}
