package dev.fresnel.engine.query;

import dev.fresnel.engine.view.CompletionData.Item;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts values that a person may be typing. For one thread. */
final class Tally {

    /** Of more distinct values than this, those met first are counted. */
    static final int MOST_VALUES = 5_000;

    private final String typed;
    private final Map<String, int[]> counts = new HashMap<>();

    Tally(String typed) {
        this.typed = typed.toLowerCase(Locale.ROOT);
    }

    void add(String value) {
        int[] count = counts.get(value);
        if (count != null) {
            count[0]++;
        } else if (counts.size() < MOST_VALUES && !value.isEmpty() && place(value) >= 0) {
            counts.put(value, new int[] {1});
        }
    }

    /**
     * The most frequent, those that begin with what is typed before those that only have it in them.
     *
     * @param end put after each
     * @param counted whether to tell how often each was met
     */
    List<Item> best(int most, String end, boolean counted) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, int[]> entry) -> place(entry.getKey()) > 0)
                        .thenComparingInt(entry -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(entry -> new Item(
                        Query.quoted(entry.getKey()) + end, counted ? Integer.toString(entry.getValue()[0]) : null))
                .toList();
    }

    private int place(String value) {
        return typed.isEmpty() ? 0 : value.toLowerCase(Locale.ROOT).indexOf(typed);
    }
}
