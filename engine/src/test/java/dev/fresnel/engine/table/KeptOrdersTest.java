package dev.fresnel.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Pods;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who sorts by one column, then by another, and back, while rows change. */
class KeptOrdersTest {

    private static final int PODS = 1_500;
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final List<String> SORTS = List.of("name", "ready", "status", "age", "ip", "node", "memory");

    private final Store store = new Store("c", PodShape.PODS, new PodShape(), InstantSource.fixed(NOW), Runnable::run);
    private final Columns columns = Columns.of(true, Map.of("c", new PodShape().columns()), UnaryOperator.identity());
    private long version;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_order_that_one_goes_back_to_is_that_of_the_rows_there_are_now(long seed) {
        Random random = new Random(seed);
        store.listStarted();
        for (int pod = 0; pod < PODS; pod++) {
            upsert(pod, random);
        }
        store.listComplete();
        LiveQuery query = query(order("name", false));
        for (int step = 0; step < 300; step++) {
            for (int changes = random.nextInt(12); changes > 0; changes--) {
                int pod = random.nextInt(PODS);
                if (random.nextInt(4) == 0) {
                    store.delete("a", "pod-" + pod, "uid-a-pod-" + pod);
                } else {
                    upsert(pod, random);
                }
            }
            store.settled();
            if (random.nextBoolean()) {
                query.refresh(NOW.toEpochMilli());
            }
            RowOrder order = order(SORTS.get(random.nextInt(SORTS.size())), random.nextBoolean());
            query.order(order, NOW.toEpochMilli());
            query.refresh(NOW.toEpochMilli());

            Row[] anew = query(order).all().array();
            assertThat(query.all().array()).as("seed %d, step %d", seed, step).isEqualTo(anew);
            assertThat(query.matched().array()).isEqualTo(anew);
        }
    }

    private LiveQuery query(RowOrder order) {
        return new LiveQuery(List.of(store), Set.of(), (_, _) -> true, order, NOW.toEpochMilli());
    }

    private RowOrder order(String column, boolean descending) {
        return new RowOrder(
                List.of(new RowOrder.Key(Objects.requireNonNull(columns.find(column)), descending)),
                NOW.toEpochMilli());
    }

    private void upsert(int number, Random random) {
        Pods pod = Pods.pod("a", "pod-" + number)
                .version(++version)
                .phase(random.nextInt(5) == 0 ? "Pending" : "Running")
                .created(NOW.minusSeconds(random.nextInt(7_200)));
        if (random.nextInt(4) > 0) {
            pod.node("n" + random.nextInt(30)).ip("10.0." + random.nextInt(256) + "." + random.nextInt(256));
        }
        if (random.nextBoolean()) {
            pod.memory(128L * random.nextInt(100));
        }
        store.upsert(pod.read());
    }
}
