package dev.fresnel.kube.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** Time, as Reflectors need it. Safe for any number of threads. */
public interface Timing {

    /** The time by the machine's clock. */
    Instant now();

    /**
     * Waits for a permit, which it takes, or until the time is over.
     *
     * @return whether there was a permit
     */
    boolean await(Semaphore permit, Duration atMost) throws InterruptedException;

    /** Runs something short later, on another thread. */
    Alarm in(Duration delay, Runnable task);

    /** Something that is to run later. */
    interface Alarm {
        /** It need not run any more. */
        void cancel();
    }

    /** The machine's time. */
    static Timing system() {
        return SystemTiming.INSTANCE;
    }
}
