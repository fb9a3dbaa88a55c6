package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.TableQuestion;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A server that holds all pods: what they take, and how soon it answers another sort, filter or window. */
public final class WarmTable implements Measure {

    private static final int OF_EACH = 60;
    private static final int WARM_UP = 20;

    @Override
    public String what() {
        return "memory of the Store; sort, filter and scroll on the server";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.STORE_MEMORY, Budget.WARM_SERVER);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        try (ServerProcess server = rig.server();
                Tab tab = Tab.open(server)) {
            connect(rig, tab);
            long before = settled(server);
            Rig.OpenTable table = rig.openPods(tab);
            long after = settled(server);
            double perPod = (double) (after - before) / table.pods();
            results.add(Result.of(
                    Budget.STORE_MEMORY,
                    table.pods() + " pods of the cluster",
                    perPod / 1e3,
                    "heap after collection with the pods page open, less that before: %.1f MB"
                            .formatted((after - before) / 1e6)));
            results.add(adjustments(rig, tab, table));
        }
        return results;
    }

    /** Looks at namespaces, so that all that a connection needs is there before pods come. */
    private static void connect(Rig rig, Tab tab) throws IOException, InterruptedException {
        ViewRequest.Table pods = rig.pods();
        int id = tab.open(new ViewRequest.Table(pods.clusters(), List.of(), "namespaces", "", null, 0, 100, null));
        tab.await(message -> message.id() == id && !message.data().path("rows").isEmpty());
        tab.close(id);
    }

    /** Live bytes once they no longer change: a dictionary is trained beside, and objects are packed again. */
    private static long settled(ServerProcess server) throws IOException, InterruptedException {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long now = server.liveHeap();
            if (Math.abs(now - last) < 200_000) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static Result adjustments(Rig rig, Tab tab, Rig.OpenTable table) throws IOException, InterruptedException {
        Random random = new Random(7);
        String[] columns = {"name", "status", "restarts", "age", "node", "namespace"};
        Samples sort = new Samples();
        Samples filter = new Samples();
        Samples scroll = new Samples();
        TableQuestion question = new TableQuestion(tab, table.id(), rig.pods());
        for (int round = -WARM_UP; round < OF_EACH; round++) {
            String column = columns[Math.floorMod(round, columns.length)];
            ViewRequest.Sort order = new ViewRequest.Sort(column, Math.floorMod(round / columns.length, 2) == 0);
            double sorted = question.ask(request(rig, "", order, 0));
            int offset = 1 + random.nextInt(Math.max(1, table.pods() - 100));
            double scrolled = question.ask(request(rig, "", order, offset));
            String word = "%c%c".formatted('a' + random.nextInt(26), 'a' + random.nextInt(26));
            double filtered = question.ask(request(rig, round % 2 == 0 ? word : "-" + word + " restarts<5", order, 0));
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
                "%,d pods of the cluster".formatted(table.pods()),
                all.p95(),
                "WebSocket, from the question sent to the answer received; sort %s; filter %s; scroll %s"
                        .formatted(sort.spread("ms"), filter.spread("ms"), scroll.spread("ms")));
    }

    private static ViewRequest.Table request(Rig rig, String query, ViewRequest.@Nullable Sort sort, int offset) {
        ViewRequest.Table pods = rig.pods();
        return new ViewRequest.Table(
                pods.clusters(), pods.namespaces(), pods.resource(), query, sort, offset, pods.limit(), null);
    }
}
