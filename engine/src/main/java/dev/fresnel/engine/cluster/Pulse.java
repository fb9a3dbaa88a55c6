package dev.fresnel.engine.cluster;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Looks, while a server is being asked something that it knows at once, whether anything comes from it at all. Pings find a
 * dead connection after 20 seconds and end it; long before that people are told that what they see may be old, and nothing
 * is ended: a line that carries something, however slowly, is not in doubt.
 */
final class Pulse implements AutoCloseable {

    /** Silence of so long is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ApiServer server;
    private final StorePool stores;
    private final InstantSource clock;
    private final Instant asked;
    private final Thread thread;
    private boolean closed;

    private Pulse(ApiServer server, StorePool stores, InstantSource clock) {
        this.server = server;
        this.stores = stores;
        this.clock = clock;
        this.asked = clock.instant();
        this.thread = Thread.ofVirtual().name("pulse").unstarted(this::run);
    }

    /** Looks from now on, until closed. */
    static Pulse of(ApiServer server, StorePool stores, InstantSource clock) {
        Pulse pulse = new Pulse(server, stores, clock);
        pulse.thread.start();
        return pulse;
    }

    private void run() {
        try {
            Thread.sleep(PATIENCE);
            while (look()) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has answered, or could not be asked
        }
    }

    /** Whether to look again. */
    private synchronized boolean look() {
        if (!closed && heardNothing()) {
            stores.doubt(new ReflectorState.Stale(
                    server.lastHeard(), "nothing has come from the server since", 0, clock.instant()));
        } else if (!closed) {
            stores.trust();
        }
        return !closed;
    }

    private boolean heardNothing() {
        return server.lastHeard().isBefore(asked);
    }

    /** It has answered, or could not be asked: then what is in doubt stays so until it is heard. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
        if (!heardNothing()) {
            stores.trust();
        }
    }
}
