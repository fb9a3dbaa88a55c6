package dev.fresnel.kube.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins what one connection told to what the next one tells. A server asked for lines since a time goes by whole seconds, so
 * it tells again some that were told: those are known here by their time and text, as often as they were told.
 *
 * <pre>
 *   told       … a b c d            │ connection lost
 *   asked since the second of d:  c d e f …
 *                                 └┬┘ told before: passed over
 * </pre>
 *
 * Where the line that was last does not come again, the node no longer keeps it, and what came between is gone. For one thread.
 */
final class Seam {

    private static final long SECOND = 1_000_000_000;

    private record Told(long time, long sign) {}

    /** What was told in the newest second or two, oldest first. */
    private final Deque<Told> recent = new ArrayDeque<>();

    /** Of those, how often each is still expected again; empty when nothing is. */
    private final Map<Told, Integer> expected = new HashMap<>();

    private long newest = LogTime.NONE;
    /** The newest time when the connection was lost. */
    private long lostAt = LogTime.NONE;

    private boolean sawLast;
    private boolean joining;

    /** Whether anything has been told. */
    boolean started() {
        return newest != LogTime.NONE;
    }

    /** Nanoseconds since 1970, a whole second: from then on lines are to be asked for. */
    long askSince() {
        return Math.floorDiv(newest, SECOND) * SECOND;
    }

    /** Another connection begins. */
    void lost() {
        expected.clear();
        long since = askSince();
        for (Told told : recent) {
            if (told.time >= since) {
                expected.merge(told, 1, Integer::sum);
            }
        }
        lostAt = newest;
        sawLast = false;
        joining = started();
    }

    /** What is to be done with a line. */
    enum Verdict {
        NEW,
        KNOWN,
        /** New, and before it lines may be missing. */
        AFTER_GAP
    }

    Verdict judge(LogLine line) {
        Verdict verdict = joining ? join(line) : Verdict.NEW;
        if (verdict != Verdict.KNOWN) {
            remember(line);
        }
        return verdict;
    }

    private Verdict join(LogLine line) {
        Told told = told(line);
        Integer left = expected.get(told);
        if (left != null) {
            if (left == 1) {
                expected.remove(told);
            } else {
                expected.put(told, left - 1);
            }
            sawLast |= line.time() == lostAt;
            return Verdict.KNOWN;
        }
        if (line.time() <= lostAt) {
            return Verdict.NEW; // written at the same moment, told late
        }
        // What is still expected may come yet: the two outputs of a container are a moment out of order. It stays
        // expected
        // until the lines are a second further.
        boolean gap = !sawLast;
        sawLast = true;
        if (line.time() > lostAt + SECOND) {
            joining = false;
            expected.clear();
        }
        return gap ? Verdict.AFTER_GAP : Verdict.NEW;
    }

    private void remember(LogLine line) {
        newest = Math.max(newest, line.time());
        recent.add(told(line));
        long since = askSince();
        while (recent.getFirst().time < since) {
            recent.removeFirst();
        }
    }

    private static Told told(LogLine line) {
        long sign = line.cut();
        String text = line.text();
        for (int i = 0; i < text.length(); i++) {
            sign = sign * 0x100000001b3L + text.charAt(i) + 1;
        }
        return new Told(line.time(), sign);
    }
}
