package dev.fresnel.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoreConcurrencyTest {

    private static final int OBJECTS = 1_500;
    private static final int GENERATIONS = 40;
    private static final int READERS = 3;

    /**
     * The writer gives every object the generation's number, and one of them another name, then settles. A reader who saw
     * part of that would find two generations, or two or none of the renamed one. Training a dictionary goes on meanwhile.
     */
    @Test
    @Timeout(60)
    void readers_see_whole_batches_only() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Store store = new Store("prod", PodShape.PODS, new PodShape(), () -> Instant.EPOCH, threads);
            AtomicBoolean writing = new AtomicBoolean(true);
            CountDownLatch reading = new CountDownLatch(READERS);
            Callable<Integer> reader = () -> {
                Set<Long> versions = new HashSet<>();
                reading.countDown();
                while (writing.get()) {
                    StoreSnapshot snapshot = store.snapshot();
                    if (versions.add(snapshot.version()) && snapshot.version() > 0) {
                        check(snapshot);
                    }
                }
                return versions.size();
            };
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader));
            }
            reading.await();
            try {
                for (int generation = 1; generation <= GENERATIONS; generation++) {
                    write(store, generation);
                }
            } finally {
                writing.set(false);
            }
            for (Future<Integer> each : readers) {
                assertThat(each.get()).isPositive();
            }
            check(store.snapshot());
        }
    }

    private static void write(Store store, int generation) {
        if (generation == 1) {
            store.listStarted();
        }
        for (int i = 0; i < OBJECTS; i++) {
            store.upsert(Pods.pod("a", "p" + i).version(generation).read());
        }
        store.delete("a", "token-" + (generation - 1), "uid-a-token-" + (generation - 1));
        store.upsert(Pods.pod("a", "token-" + generation)
                .owner("o")
                .version(generation)
                .read());
        if (generation == 1) {
            store.listComplete();
        } else {
            store.settled();
        }
    }

    private static void check(StoreSnapshot snapshot) {
        List<Row> rows = snapshot.rows();
        assertThat(rows).hasSize(OBJECTS + 1).hasSize(snapshot.size());
        assertThat(rows.stream().map(Row::resourceVersion).distinct()).hasSize(1);
        String generation = rows.getFirst().resourceVersion();
        List<Row> owned = snapshot.ownedBy("o");
        assertThat(owned).extracting(Row::name).containsExactly("token-" + generation);
        assertThat(snapshot.byUid("uid-a-token-" + generation)).isSameAs(owned.getFirst());
        Row some = Objects.requireNonNull(snapshot.byName("a", "p7"));
        assertThat(Objects.requireNonNull(snapshot.body(some)).bytes())
                .isEqualTo(Pods.pod("a", "p7")
                        .version(Long.parseLong(generation))
                        .read()
                        .body());
    }
}
