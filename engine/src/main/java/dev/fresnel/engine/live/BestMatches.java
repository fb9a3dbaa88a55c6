package dev.fresnel.engine.live;

import dev.fresnel.engine.view.PaletteData.Item;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * The best few of any number of things whose names fit a text, and how many there were. An item is made only of those that
 * are listed at the end. For one thread.
 */
final class BestMatches {

    private static final Comparator<Match> BEST_FIRST = Comparator.comparingInt((Match match) -> -match.score)
            .thenComparingInt(match -> match.name.length())
            .thenComparing(match -> match.name);

    private final int most;
    private final PriorityQueue<Match> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
    private int count;

    private record Match(int score, String name, Supplier<Item> item) {}

    BestMatches(int most) {
        this.most = most;
    }

    /** @param score 0 for what does not fit at all */
    void offer(int score, String name, Supplier<Item> item) {
        if (score <= 0) {
            return;
        }
        count++;
        Match match = new Match(score, name, item);
        if (worstFirst.size() < most) {
            worstFirst.add(match);
        } else if (BEST_FIRST.compare(match, worstFirst.element()) < 0) {
            worstFirst.remove();
            worstFirst.add(match);
        }
    }

    /** The best, in order. */
    List<Item> items() {
        return worstFirst.stream()
                .sorted(BEST_FIRST)
                .map(match -> match.item.get())
                .toList();
    }

    /** How many fitted. */
    int count() {
        return count;
    }
}
