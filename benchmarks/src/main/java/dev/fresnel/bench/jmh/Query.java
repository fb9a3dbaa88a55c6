package dev.fresnel.bench.jmh;

import dev.fresnel.bench.pods.PodsOfPack;
import dev.fresnel.engine.table.TableUpdate;
import dev.fresnel.engine.table.TableView;
import dev.fresnel.engine.view.ViewRequest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Another filter, order or window of a table of 100,000 pods: what the browser must be told, not yet as JSON. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Query {

    static final int PODS = 100_000;

    /** A table that looks at the first rows, by name. */
    @State(Scope.Benchmark)
    public static class Table {
        final TableView view;
        final Random random = new Random(5);

        public Table() {
            PodsOfPack pods = new PodsOfPack();
            view = pods.table(pods.filled(PODS), PodsOfPack.request("", null, 0));
            view.poll();
        }

        /** Back to the beginning. */
        @Setup(Level.Iteration)
        public void reset() {
            ask("", null, 0);
        }

        TableUpdate ask(String query, ViewRequest.@Nullable Sort sort, int offset) {
            view.adjust(PodsOfPack.request(query, sort, offset));
            return view.poll();
        }
    }

    /** Queries, of words and of fields. */
    @State(Scope.Benchmark)
    public static class Text {
        @Param({"checkout", "zzzz", "ns:team-1* status:Crash", "restarts>3", "label:app=front-edge1", "-is:healthy"})
        String query = "";

        int round;

        /** The same query is not asked again at once: a blank more makes it another text of the same meaning. */
        String next() {
            return round++ % 2 == 0 ? query : query + " ";
        }
    }

    /** Orders. */
    @State(Scope.Benchmark)
    public static class Order {
        @Param({"name", "status", "restarts", "age", "node"})
        String column = "";

        boolean descending;

        ViewRequest.Sort next() {
            descending = !descending;
            return new ViewRequest.Sort(column, descending);
        }
    }

    @Benchmark
    public TableUpdate filter(Table table, Text text) {
        return table.ask(text.next(), null, 0);
    }

    @Benchmark
    public TableUpdate sort(Table table, Order order) {
        return table.ask("", order.next(), 0);
    }

    @Benchmark
    public TableUpdate window(Table table) {
        return table.ask("", null, table.random.nextInt(PODS - 100));
    }
}
