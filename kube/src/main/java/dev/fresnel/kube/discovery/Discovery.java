package dev.fresnel.kube.discovery;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what an API server serves, and keeps knowing it: when CustomResourceDefinitions or APIServices come, go or change
 * it reads again, and every minute where it may not watch those.
 *
 * <p>Thread-safe. Listeners are called from one thread.
 */
public final class Discovery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /** Where nobody tells of changes. */
    private static final Duration POLL = Duration.ofSeconds(60);
    /** Where somebody does, in case a word was missed. */
    private static final Duration CHECK = Duration.ofMinutes(10);

    /**
     * After a change: a definition is served a moment after it is written, and many often come at once. So the server is
     * asked after each of these, until what it serves has changed.
     */
    private static final List<Duration> AFTER_CHANGE =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** Where something changes all the time, a quiet moment is not waited for any longer. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private final KindsReader reader;
    private final List<DefinitionsWatch> watches;
    private final LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final List<Consumer<Kinds>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("discovery").unstarted(this::run);
    private volatile Kinds kinds;

    private Discovery(ApiServer server, KindsReader reader, Kinds kinds) {
        this.reader = reader;
        this.kinds = kinds;
        this.watches = List.of(
                new DefinitionsWatch(server, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", changes::add),
                new DefinitionsWatch(server, "/apis/apiregistration.k8s.io/v1/apiservices", changes::add));
    }

    /** Asks once. */
    public static Kinds read(ApiServer server) throws IOException, InterruptedException {
        return new KindsReader(server).read();
    }

    /**
     * Asks, and keeps up from then on.
     *
     * @throws UnreachableException where the server cannot be asked, or does not say what it serves
     */
    public static Discovery start(ApiServer server) throws IOException, InterruptedException {
        KindsReader reader = new KindsReader(server);
        Discovery discovery = new Discovery(server, reader, reader.read());
        discovery.watches.forEach(DefinitionsWatch::start);
        discovery.thread.start();
        return discovery;
    }

    /** As last read. */
    public Kinds kinds() {
        return kinds;
    }

    /** Adds a listener, who is told when what is served has changed, from now on. */
    public void onChange(Consumer<Kinds> listener) {
        listeners.add(listener);
    }

    /** Reads again soon, for someone who knows that something has changed. */
    public void refresh() {
        changes.add("asked");
    }

    private void run() {
        try {
            while (true) {
                boolean watching = watches.stream().allMatch(DefinitionsWatch::watching);
                String change = changes.poll((watching ? CHECK : POLL).toSeconds(), TimeUnit.SECONDS);
                if (change == null) {
                    readAgain();
                } else {
                    follow(change);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Discovery ends");
        }
    }

    private void follow(String change) throws InterruptedException {
        LOG.debug("Reading what is served again: {}", change);
        for (Duration wait : AFTER_CHANGE) {
            boolean quiet = becomesQuiet(wait);
            boolean other = readAgain();
            if (!quiet) {
                changes.add(change); // what changed last may not be served yet
                return;
            }
            if (other) {
                return;
            }
        }
    }

    /** Waits until nothing has changed for so long; false where that does not come about. */
    private boolean becomesQuiet(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (changes.poll(wait.toMillis(), TimeUnit.MILLISECONDS) != null) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean readAgain() throws InterruptedException {
        try {
            Kinds now = reader.read();
            if (now.equals(kinds)) {
                return false;
            }
            kinds = now;
            listeners.forEach(listener -> tell(listener, now));
            return true;
        } catch (IOException e) {
            LOG.debug("Could not read what is served; it stays as it was", e);
        } catch (RuntimeException | Error e) {
            LOG.error("Reading what is served failed within Fresnel; it stays as it was", e);
        }
        return false;
    }

    private static void tell(Consumer<Kinds> listener, Kinds now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            LOG.warn("A listener could not take a change of what is served", e);
        }
    }

    @Override
    public void close() {
        watches.forEach(DefinitionsWatch::close);
        thread.interrupt();
    }
}
