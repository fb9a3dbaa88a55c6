package dev.fresnel.engine.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lines that have come and are not shown yet. It is bounded: where nobody takes them, the oldest go and are counted. Thread-safe.
 */
public final class Inbox {

    private final LogRoom.Share room;
    private final Runnable some;
    private Deque<Entry> waiting = new ArrayDeque<>();
    private long bytes;
    private long dropped;

    /** @param some called, by the thread that adds, when there is something after there was nothing */
    public Inbox(LogRoom.Share room, Runnable some) {
        this.room = room;
        this.some = some;
    }

    /** Adds a line. */
    public void add(Entry entry) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(entry);
            bytes += entry.bytes();
            long most = room.bytes();
            while (bytes > most && waiting.size() > 1) {
                bytes -= waiting.removeFirst().bytes();
                dropped++;
            }
        }
        if (first) {
            some.run();
        }
    }

    /** How many wait. */
    public synchronized int size() {
        return waiting.size();
    }

    /** What was taken at a time, in the order of arrival, and how many were dropped before. */
    public record Taken(List<Entry> entries, long dropped) {}

    /** Takes all. */
    public synchronized Taken take() {
        Taken taken = new Taken(new ArrayList<>(waiting), dropped);
        waiting = new ArrayDeque<>();
        bytes = 0;
        dropped = 0;
        return taken;
    }
}
