package dev.fresnel.kube.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Time that passes when someone waits, and when the test says so. */
final class ManualTiming implements Timing {

    private record Ring(Instant at, Runnable task, boolean[] cancelled) {}

    private final List<Ring> rings = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private Duration holdAt = Duration.ofDays(1);

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        synchronized (this) {
            waits.add(atMost);
            notifyAll();
            if (atMost.compareTo(holdAt) < 0) {
                permit = new Semaphore(1);
            }
        }
        permit.acquire();
        advance(atMost);
        return true;
    }

    /** Waits of this length and longer end by a permit only. */
    synchronized void holdAt(Duration length) {
        holdAt = length;
    }

    @Override
    public synchronized Alarm in(Duration delay, Runnable task) {
        boolean[] cancelled = new boolean[1];
        rings.add(new Ring(now.plus(delay), task, cancelled));
        return () -> cancelled[0] = true;
    }

    /** Lets time pass, and rings what is due. */
    void advance(Duration by) {
        List<Ring> due;
        synchronized (this) {
            now = now.plus(by);
            due = rings.stream()
                    .filter(ring -> !ring.at.isAfter(now))
                    .sorted(Comparator.comparing(Ring::at))
                    .toList();
            rings.removeAll(due);
        }
        due.stream().filter(ring -> !ring.cancelled[0]).forEach(ring -> ring.task.run());
    }

    /** Somebody puts the clock back. What is to ring in a while rings in that while. */
    synchronized void putBack(Duration by) {
        now = now.minus(by);
        rings.replaceAll(ring -> new Ring(ring.at.minus(by), ring.task, ring.cancelled));
    }

    /** How long has been waited, each time. */
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
