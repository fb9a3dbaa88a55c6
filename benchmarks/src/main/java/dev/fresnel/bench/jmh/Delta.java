package dev.fresnel.bench.jmh;

import dev.fresnel.bench.pods.GeneratedPods;
import dev.fresnel.bench.pods.PodsOfPack;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.table.TableUpdate;
import dev.fresnel.engine.table.TableView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.wire.ObjectReader;
import dev.fresnel.kube.wire.ReadObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A quarter of a second at 500 events a second: 125 changes among 100,000 pods reach the Store, and a table that looks at
 * them says what is new.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Delta {

    private static final int BATCH = 125;
    private static final int BATCHES = 64;

    /** A Store, and batches of changed pods to put into it in turn. */
    @State(Scope.Benchmark)
    public static class Live {
        final PodsOfPack pods = new PodsOfPack();
        final Store store = pods.filled(Query.PODS);
        private final List<List<ReadObject>> batches = new ArrayList<>();
        private int round;

        public Live() {
            Random random = new Random(9);
            ObjectReader reader = pods.reader();
            for (int batch = 0; batch < BATCHES; batch++) {
                List<ReadObject> changes = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    byte[] changed = GeneratedPods.list(random.nextInt(Query.PODS), 1, 2 + batch);
                    changes.addAll(PodsOfPack.read(reader, changed));
                }
                batches.add(changes);
            }
        }

        void change() {
            batches.get(round++ % BATCHES).forEach(store::upsert);
            store.settled();
        }
    }

    /** A table by restarts, which changes move within. */
    @State(Scope.Benchmark)
    public static class Table {
        @Param({"", "-is:healthy", "zzzz"})
        String query = "";

        private @Nullable TableView view;

        TableView over(Live live) {
            if (view == null) {
                ViewRequest.Sort restarts = new ViewRequest.Sort("restarts", true);
                view = live.pods.table(live.store, PodsOfPack.request(query, restarts, 0));
                view.poll();
            }
            return view;
        }
    }

    /** The Store alone. */
    @Benchmark
    public void store(Live live) {
        live.change();
    }

    /** The Store, and the table's answer. */
    @Benchmark
    public TableUpdate table(Live live, Table table) {
        TableView view = table.over(live);
        live.change();
        return view.poll();
    }
}
