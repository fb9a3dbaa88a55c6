package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.pods.PodsOfPack;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.table.TableView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.server.protocol.Json;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The budgets' own size, 100,000 pods, where no cluster of that size is at hand: generated pods, read as an API server would
 * send them, in this process. Each answer is written as JSON, as for a browser; only the socket is missing.
 */
public final class Generated implements Measure {

    private static final int PODS = 100_000;
    private static final int OF_EACH = 60;
    private static final int WARM_UP = 20;
    private static final List<String> COLUMNS = List.of("name", "status", "restarts", "age", "node", "namespace");
    private static final List<String> QUERIES = List.of(
            "checkout", "zzzz", "ns:team-1* status:Crash", "restarts>3", "label:app=front-edge1", "-is:healthy");

    @Override
    public String what() {
        return "100,000 generated pods";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.STORE_MEMORY, Budget.WARM_SERVER);
    }

    @Override
    public List<Result> run(Rig rig) {
        PodsOfPack pods = new PodsOfPack();
        long before = heap();
        Store store = pods.filled(PODS);
        long kept = heap() - before;
        TableView table = pods.table(store, PodsOfPack.request("", null, 0));
        table.poll();
        return List.of(
                Result.of(
                        Budget.STORE_MEMORY,
                        "%,d generated pods".formatted(PODS),
                        (double) kept / PODS / 1e3,
                        String.format(Locale.ROOT, "%.1f MB of heap after collection", kept / 1e6)),
                adjustments(table));
    }

    private static Result adjustments(TableView table) {
        Random random = new Random(11);
        Samples sort = new Samples();
        Samples filter = new Samples();
        Samples scroll = new Samples();
        for (int round = -WARM_UP; round < OF_EACH; round++) {
            ViewRequest.Sort order = new ViewRequest.Sort(
                    COLUMNS.get(Math.floorMod(round, COLUMNS.size())), Math.floorMod(round / COLUMNS.size(), 2) == 0);
            double sorted = ask(table, PodsOfPack.request("", order, 0));
            double scrolled = ask(table, PodsOfPack.request("", order, random.nextInt(PODS - 100)));
            String query = QUERIES.get(Math.floorMod(round, QUERIES.size()));
            double filtered = ask(table, PodsOfPack.request(query, order, 0));
            if (round >= 0) {
                sort.add(sorted);
                scroll.add(scrolled);
                filter.add(filtered);
            }
        }
        Samples all = new Samples();
        all.addAll(sort);
        all.addAll(filter);
        all.addAll(scroll);
        return Result.of(
                Budget.WARM_SERVER,
                "%,d generated pods".formatted(PODS),
                all.p95(),
                "from the question to its answer as JSON, without the socket; sort %s; filter %s; scroll %s"
                        .formatted(sort.spread("ms"), filter.spread("ms"), scroll.spread("ms")));
    }

    private static double ask(TableView table, ViewRequest.Table wanted) {
        long asked = System.nanoTime();
        table.adjust(wanted);
        String answer = Json.write(table.poll());
        double took = (System.nanoTime() - asked) / 1e6;
        if (answer.isEmpty()) {
            throw new IllegalStateException("an answer is never empty");
        }
        return took;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
