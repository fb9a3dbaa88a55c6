package dev.fresnel.kube.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's time. One daemon thread rings all alarms. */
final class SystemTiming implements Timing {
    static final SystemTiming INSTANCE = new SystemTiming();

    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("fresnel-alarms").daemon().factory());

    private SystemTiming() {
        alarms.setRemoveOnCancelPolicy(true); // nearly all are taken back, minutes before they would ring
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        return permit.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Alarm in(Duration delay, Runnable task) {
        Future<?> scheduled = alarms.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
