package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** People at work, each in a thread, until it is closed. Thread-safe. */
final class Crowd implements AutoCloseable {

    private static final double MB = 1024 * 1024;
    /** Rounds of work in the browser between two looks at its heap. */
    private static final int ROUNDS = 5;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong acts = new AtomicLong();
    private final AtomicReference<@Nullable Double> browserHeap = new AtomicReference<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean over;

    private Crowd() {}

    /** @param project where the browser is driven from, null for none */
    static Crowd at(ServerProcess server, String cookie, String cluster, int people, @Nullable Path project) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < people; i++) {
            int seed = i;
            crowd.work("person", () -> crowd.inATab(new Person(server, cookie, cluster, seed)));
        }
        if (project != null) {
            crowd.work("browser", () -> crowd.inABrowser(project, server, cluster));
        }
        return crowd;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void work(String name, Work work) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException | RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }));
    }

    private void inATab(Person person) throws IOException, InterruptedException {
        try {
            while (!over) {
                person.act();
                acts.incrementAndGet();
            }
        } finally {
            person.leave();
        }
    }

    private void inABrowser(Path project, ServerProcess server, String cluster)
            throws IOException, InterruptedException {
        try (Chromium browser = Chromium.start(project)) {
            var _ = browser.ask(
                    "open",
                    "launch",
                    server.address(),
                    "url",
                    server.base() + "c/" + cluster + "/pods",
                    "forgets",
                    true);
            for (int round = 1; !over; round++) {
                var _ = browser.ask("warm", "rounds", 1);
                var _ = browser.ask("peek");
                acts.addAndGet(6);
                if (round % (ROUNDS * 4) == 0) {
                    var _ = browser.ask("reload");
                } else if (round % ROUNDS == 0) {
                    browserHeap.set(browser.ask("heap").path("used").asDouble() / MB);
                }
            }
        }
    }

    /** Things done so far. */
    long acts() {
        return acts.get();
    }

    /** The page's live heap when it was last looked at, in MB. */
    @Nullable
    Double browserHeap() {
        return browserHeap.get();
    }

    /** Throws what went wrong for anyone. */
    void check() throws IOException {
        Exception wrong = failure.get();
        if (wrong != null) {
            throw new IOException("Somebody could not go on: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
