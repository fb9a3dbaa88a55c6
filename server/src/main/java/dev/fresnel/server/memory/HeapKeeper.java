package dev.fresnel.server.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the old generation collected when it holds twice what lived in it after the last collection. Left alone, the serial
 * collector makes it larger instead, up to the largest heap there may be: gigabytes, of which some megabytes live.
 *
 * <pre>
 *   used ▲            ╱│      ╱│        the threshold: twice what was left, and at least {@link #LEAST}
 *        │  ╌╌╌╌╌╌╌╌╌╱╌│╌╌╌╌╌╱╌│
 *        │        ╱    │  ╱    │
 *        │─────╱───────┴───────┴──► lives
 * </pre>
 *
 * Other collectors do this by themselves, beside the program; with them this does nothing.
 */
public final class HeapKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeapKeeper.class);
    private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
    /** Less is not worth a pause. */
    private static final long LEAST = 96L << 20;

    private final @Nullable MemoryPoolMXBean old;
    private final NotificationListener listener = this::crossed;

    private HeapKeeper(@Nullable MemoryPoolMXBean old) {
        this.old = old;
    }

    /** Begins to look after the heap. */
    public static HeapKeeper start() {
        MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION) && pool.isUsageThresholdSupported())
                .findFirst()
                .orElse(null);
        HeapKeeper keeper = new HeapKeeper(old);
        if (old != null) {
            emitter().addNotificationListener(keeper.listener, null, null);
            old.setUsageThreshold(threshold(0, old.getUsage().getMax()));
        }
        return keeper;
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }

    /** How much may be used before it is collected again. */
    static long threshold(long lives, long most) {
        long wanted = Math.max(LEAST, 2 * lives);
        // Close to the end the collector does it by itself.
        return most < 0 ? wanted : Math.min(wanted, most);
    }

    private void crossed(Notification told, @Nullable Object handback) {
        if (told.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
            // The thread that tells is the Java machine's own.
            Thread.ofPlatform().daemon().name("heap").start(this::collect);
        }
    }

    private synchronized void collect() {
        if (old == null) {
            return;
        }
        long before = old.getUsage().getUsed();
        System.gc();
        MemoryUsage after = old.getCollectionUsage();
        old.setUsageThreshold(threshold(after.getUsed(), after.getMax()));
        LOG.debug("the old generation held {} MB, of which {} MB live", before >> 20, after.getUsed() >> 20);
    }

    @Override
    public void close() {
        if (old != null) {
            try {
                emitter().removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                LOG.debug("nobody looked after the heap", e);
            }
        }
    }
}
