package dev.fresnel.simulator.kubelet.log;

import dev.fresnel.simulator.reconcile.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * The log of one run. The usual lines come in slots of equal length, one text each, somewhere in the slot:
 *
 * <pre>
 *   started                                                                ended
 *   │ opening … │ slot 0 │ slot 1 │ slot 2 │ …            │ slot n │ closing │
 * </pre>
 *
 * so that any stretch of it can be worked out from its times alone, forwards or backwards. Immutable.
 */
public final class RunLog {
    /** How many slots back a node still has: what is older has been rotated away. */
    private static final long KEPT_SLOTS = 20_000;

    private final Speaker speaker;
    private final Voice voice;
    private final List<Voice.Fixed> closing;
    private final Instant usualFrom;
    private final Instant usualUntil;
    private final long slotMillis;

    /** One line with its time. */
    public record Line(Instant time, String text) {}

    public RunLog(Speaker speaker, Voice voice) {
        this.speaker = speaker;
        this.voice = voice;
        long opening = voice.opening().isEmpty() ? 0 : voice.opening().getLast().millis();
        Instant ended = speaker.ended();
        this.closing = ended == null ? List.of() : voice.closing(speaker.exitCode());
        long silence = closing.isEmpty() ? 0 : closing.getFirst().millis();
        this.usualFrom = speaker.started().plusMillis(opening);
        this.usualUntil = ended == null ? Instant.MAX : ended.minusMillis(silence);
        this.slotMillis = Math.max(20, Math.round(60_000 / Math.max(0.01, speaker.linesPerMinute())));
    }

    /** The lines with {@code from <= time < until}, worked out one slot after another. */
    public Iterable<List<Line>> between(Instant from, Instant until) {
        long first = Math.max(0, slotAt(from) - 1);
        long last = slotAt(earlier(until, usualUntil));
        long oldest = Math.max(first, last - KEPT_SLOTS);
        return () -> new SlotIterator(oldest, last, from, until);
    }

    /** The newest lines before {@code until}, oldest first, at most so many, none before {@code from}. */
    public List<Line> tail(Instant from, Instant until, long most) {
        Deque<Line> lines = new ArrayDeque<>();
        addFirst(lines, closing(), from, until);
        long last = slotAt(earlier(until, usualUntil));
        for (long slot = last; slot >= Math.max(0, last - KEPT_SLOTS) && lines.size() < most; slot--) {
            if (slotEnd(slot).isBefore(from)) {
                break;
            }
            addFirst(lines, slot(slot), from, until);
        }
        if (lines.size() < most && last <= KEPT_SLOTS) {
            addFirst(lines, opening(), from, until);
        }
        while (lines.size() > most) {
            lines.removeFirst();
        }
        return List.copyOf(lines);
    }

    List<Line> opening() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < voice.opening().size(); i++) {
            Voice.Fixed said = voice.opening().get(i);
            Instant at = speaker.started().plusMillis(said.millis());
            add(lines, at, said.text().fill(speaker, at, dice(-1 - i)));
        }
        lines.removeIf(line -> !line.time().isBefore(usualUntil));
        return lines;
    }

    List<Line> closing() {
        Instant ended = speaker.ended();
        List<Line> lines = new ArrayList<>();
        if (ended != null) {
            for (int i = 0; i < closing.size(); i++) {
                Voice.Fixed said = closing.get(i);
                Instant at = ended.minusMillis(said.millis());
                add(lines, at, said.text().fill(speaker, at, dice(-1000 - i)));
            }
        }
        return lines;
    }

    List<Line> slot(long number) {
        List<Line> lines = new ArrayList<>();
        if (voice.isSilent() || number < 0) {
            return lines;
        }
        SplittableRandom dice = dice(number);
        Instant at = usualFrom.plusMillis(number * slotMillis + dice.nextLong(slotMillis));
        if (at.isBefore(usualUntil)) {
            add(lines, at, voice.usual(speaker, at, dice));
        }
        return lines;
    }

    private static void add(List<Line> lines, Instant at, String text) {
        for (String line : text.split("\n", -1)) {
            lines.add(new Line(at, line));
        }
    }

    private static void addFirst(Deque<Line> lines, List<Line> more, Instant from, Instant until) {
        for (Line line : more.reversed()) {
            if (!line.time().isBefore(from) && line.time().isBefore(until)) {
                lines.addFirst(line);
            }
        }
    }

    private long slotAt(Instant time) {
        return time.isBefore(usualFrom) ? 0 : Duration.between(usualFrom, time).toMillis() / slotMillis;
    }

    private Instant slotEnd(long slot) {
        return usualFrom.plusMillis((slot + 1) * slotMillis);
    }

    /** Dice of their own for each slot; mixed, because neighbouring seeds give overlapping sequences. */
    private SplittableRandom dice(long number) {
        long seed = (Names.fnv(speaker.identity()) * 0x9E3779B97F4A7C15L) ^ (number * 0xD1342543DE82EF95L);
        seed = (seed ^ (seed >>> 32)) * 0xBF58476D1CE4E5B9L;
        return new SplittableRandom(seed ^ (seed >>> 29));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Opening, slots, closing, each filtered by time. */
    private final class SlotIterator implements Iterator<List<Line>> {
        private final long last;
        private final Instant from;
        private final Instant until;
        private long next;

        SlotIterator(long first, long last, Instant from, Instant until) {
            this.next = first == 0 ? -1 : first;
            this.last = last;
            this.from = from;
            this.until = until;
        }

        @Override
        public boolean hasNext() {
            return next <= last + 1;
        }

        @Override
        public List<Line> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long number = next++;
            List<Line> lines = number < 0 ? opening() : number > last ? closing() : slot(number);
            lines.removeIf(line -> line.time().isBefore(from) || !line.time().isBefore(until));
            return lines;
        }
    }
}
