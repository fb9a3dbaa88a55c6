package dev.fresnel.engine.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A listener that can be waited for. */
public final class Heard implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private int times;

    @Override
    public synchronized void run() {
        times++;
        notifyAll();
    }

    public synchronized int times() {
        return times;
    }

    /** Waits until it holds, looking again whenever something has been heard, and now and then. */
    public void until(BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain; heard " + times() + " times");
            }
            synchronized (this) {
                wait(20);
            }
        }
    }
}
