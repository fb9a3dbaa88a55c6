package dev.fresnel.engine.table;

import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Completion;
import dev.fresnel.engine.store.GeneratedPods;
import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.ViewRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Prints how long a table over so many generated pods takes to answer. A program, not a test. */
final class TableTiming {

    private static final int ROUNDS = 60;
    /** On a busy machine the thread's own time says more than the clock. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TableTiming() {}

    public static void main(String[] args) {
        int pods = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        InstantSource clock = InstantSource.system();
        Store store = new Store("prod", PodShape.PODS, new PodShape(), clock, Runnable::run);
        GeneratedPods generated = new GeneratedPods(1);
        store.listStarted();
        for (int i = 0; i < pods; i++) {
            store.upsert(generated.pod(i, 1));
        }
        store.listComplete();
        System.out.printf(
                Locale.ROOT,
                "%d rows; milliseconds%n%-34s %8s %8s %8s %8s %8s%n",
                pods,
                "",
                "median",
                "p95",
                "most",
                "cpu",
                "cpu p95");

        time(
                "open: sort by name, first window",
                () -> view(store, clock, "", null).poll());
        for (String column :
                List.of("name", "namespace", "ready", "status", "restarts", "age", "ip", "node", "memory")) {
            TableView[] view = {view(store, clock, "", null)};
            time(
                    "sort by " + column,
                    () -> {
                        view[0].close();
                        view[0] = view(store, clock, "", null);
                        view[0].poll();
                    },
                    () -> {
                        view[0].adjust(request("", new ViewRequest.Sort(column, true), 0));
                        view[0].poll();
                    });
            boolean[] descending = {false};
            time("sort by " + column + ", and back", () -> {
                descending[0] = !descending[0];
                view[0].adjust(request("", new ViewRequest.Sort(column, descending[0]), 0));
                view[0].poll();
            });
        }
        for (String query : List.of(
                "checkout",
                "zzzz",
                "ns:team-1* status:Crash",
                "restarts>3",
                "age<1d",
                "label:app=front-edge1",
                "-is:healthy")) {
            TableView view = view(store, clock, "", null);
            view.poll();
            int[] round = {0};
            time("query " + query, () -> {
                view.adjust(request(round[0]++ % 2 == 0 ? query : query + " ", null, 0));
                view.poll();
            });
        }
        TableView scrolled = view(store, clock, "", null);
        Random random = new Random(3);
        time("scroll to another window", () -> {
            scrolled.adjust(request("", null, random.nextInt(pods)));
            scrolled.poll();
        });
        for (String query : List.of("", "-is:healthy", "zzzz")) {
            TableView view = view(store, clock, query, new ViewRequest.Sort("restarts", true));
            view.poll();
            time(
                    "batch of 125 changes, query '" + query + "'",
                    () -> {
                        for (int i = 0; i < 125; i++) {
                            store.upsert(generated.pod(random.nextInt(pods), random.nextInt(1_000_000)));
                        }
                        store.settled();
                    },
                    view::poll);
        }
        Columns columns = Columns.of(true, Map.of("prod", new PodShape().columns()), UnaryOperator.identity());
        for (String text : List.of("sta", "status:", "ns:te", "name:check", "label:", "label:app=c")) {
            time(
                    "complete " + text,
                    () -> new Completion(columns, List.of(store.snapshot()), List.of()).complete(text, text.length()));
        }
    }

    private static void time(String what, Runnable work) {
        time(what, () -> {}, work);
    }

    private static void time(String what, Runnable before, Runnable work) {
        double[] millis = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        for (int round = -20; round < ROUNDS; round++) {
            before.run();
            long started = System.nanoTime();
            long startedCpu = THREADS.getCurrentThreadCpuTime();
            work.run();
            if (round >= 0) {
                millis[round] = (System.nanoTime() - started) / 1e6;
                cpu[round] = (THREADS.getCurrentThreadCpuTime() - startedCpu) / 1e6;
            }
        }
        Arrays.sort(millis);
        Arrays.sort(cpu);
        System.out.printf(
                Locale.ROOT,
                "%-34s %8.1f %8.1f %8.1f %8.1f %8.1f%n",
                what,
                millis[ROUNDS / 2],
                millis[ROUNDS * 95 / 100],
                millis[ROUNDS - 1],
                cpu[ROUNDS / 2],
                cpu[ROUNDS * 95 / 100]);
    }

    private static TableView view(Store store, InstantSource clock, String query, ViewRequest.@Nullable Sort sort) {
        TableKind kind = new TableKind("pods", "Pods", "Pod", null, true, TableKind.BY_NAME, UnaryOperator.identity());
        return new TableView(
                kind, request(query, sort, 0), List.of(new TableSource.Watched(null, store, 0)), clock, () -> {});
    }

    private static ViewRequest.Table request(String query, ViewRequest.@Nullable Sort sort, int offset) {
        return new ViewRequest.Table(List.of("prod"), List.of(), "pods", query, sort, offset, 60, null);
    }
}
