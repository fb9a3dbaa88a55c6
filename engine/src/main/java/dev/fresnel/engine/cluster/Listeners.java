package dev.fresnel.engine.cluster;

import dev.fresnel.engine.store.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to know that something has changed. One that fails is logged, and neither the others nor the thread that tells
 * them suffer. Thread-safe; tell without holding a lock.
 */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Runnable> all = new CopyOnWriteArrayList<>();

    Subscription add(Runnable listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void tell() {
        for (Runnable listener : all) {
            try {
                listener.run();
            } catch (RuntimeException mistake) {
                LOG.error("a listener could not take a change", mistake);
            }
        }
    }
}
