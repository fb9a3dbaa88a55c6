package dev.fresnel.bench.logs;

import java.util.HashMap;
import java.util.Map;

/**
 * Lines as they were shown, held against what was written: of each source every number once and in order, and all of them in the
 * order of their time. For one thread.
 */
final class Ledger {

    private final Map<String, Long> next = new HashMap<>();
    private long lines;
    private long missing;
    private long again;
    private long early;
    private long last = Long.MIN_VALUE;

    /**
     * The next line.
     *
     * @param number from {@link LoudLine}
     * @param time in nanoseconds
     */
    void line(String source, long number, long time) {
        lines++;
        long expected = next.getOrDefault(source, number);
        missing += Math.max(0, number - expected);
        again += number < expected ? 1 : 0;
        next.put(source, Math.max(expected, number + 1));
        early += time < last ? 1 : 0;
        last = Math.max(last, time);
    }

    long lines() {
        return lines;
    }

    int sources() {
        return next.size();
    }

    /** Numbers that were passed over. */
    long missing() {
        return missing;
    }

    /** Lines that came a second time, or after a later one of their source. */
    long again() {
        return again;
    }

    /** Lines whose time is before that of a line in front of them. */
    long early() {
        return early;
    }

    boolean sound() {
        return missing + again + early == 0;
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ENGLISH,
                "%,d lines of %d containers: %d missing, %d twice, %d out of order",
                lines,
                sources(),
                missing,
                again,
                early);
    }
}
