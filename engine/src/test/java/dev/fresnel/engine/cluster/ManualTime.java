package dev.fresnel.engine.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Time that passes when a test says so, and what is due then, done by the thread that says it. */
public final class ManualTime extends Clock {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Task> tasks = new ArrayList<>();
    private final Later later = new Later();

    /** Runs what is due after a time. */
    public ScheduledThreadPoolExecutor later() {
        return later;
    }

    /** Lets time pass, and what is due meanwhile happen at its time. */
    public void pass(Duration time) {
        Instant until = instant().plus(time);
        while (true) {
            Task due;
            synchronized (this) {
                due = tasks.stream()
                        .filter(task -> !task.at.isAfter(until))
                        .min(Comparator.comparing(task -> task.at))
                        .orElse(null);
                now = due == null ? until : due.at;
                if (due == null) {
                    return;
                }
                tasks.remove(due);
                if (due.again != null) {
                    due.at = due.at.plus(due.again);
                    tasks.add(due);
                }
            }
            due.task.run();
        }
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return tasks.size();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    private final class Later extends ScheduledThreadPoolExecutor {
        Later() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return add(task, Duration.of(delay, unit.toChronoUnit()), null);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return add(task, Duration.of(first, unit.toChronoUnit()), Duration.of(delay, unit.toChronoUnit()));
        }

        private Task add(Runnable task, Duration wait, @Nullable Duration again) {
            synchronized (ManualTime.this) {
                Task added = new Task(task, now.plus(wait), again);
                tasks.add(added);
                return added;
            }
        }
    }

    private final class Task implements ScheduledFuture<Object> {
        private final Runnable task;
        private final @Nullable Duration again;
        private Instant at;

        Task(Runnable task, Instant at, @Nullable Duration again) {
            this.task = task;
            this.at = at;
            this.again = again;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            synchronized (ManualTime.this) {
                return tasks.remove(this);
            }
        }

        @Override
        public boolean isCancelled() {
            return !isDone();
        }

        @Override
        public boolean isDone() {
            synchronized (ManualTime.this) {
                return !tasks.contains(this);
            }
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(instant(), at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
