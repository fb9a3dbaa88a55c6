package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The demo: how soon it is there, and what a server takes that looks at its clusters (another process than the one that
 * plays them).
 */
public final class Demo implements Measure {

    private static final List<String> TABLES =
            List.of("pods", "deployments.apps", "services", "configmaps", "events", "nodes");

    @Override
    public String what() {
        return "start of the demo; memory with a small cluster";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.START, Budget.SMALL_CLUSTER);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        Path kubeconfig = Files.createTempFile("fresnel-bench", ".kubeconfig");
        Samples address = new Samples();
        Samples home = new Samples();
        Samples worked = new Samples();
        try {
            for (int round = 0; round < rig.rounds(); round++) {
                try (ServerProcess demo = ServerProcess.start(rig.project(), List.of("demo"))) {
                    address.add((System.nanoTime() - demo.startedAt()) / 1e6);
                    try (Tab tab = Tab.open(demo)) {
                        awaitHome(tab);
                        worked.add(demo.processor());
                        home.add((System.nanoTime() - demo.startedAt()) / 1e6);
                    }
                }
            }
            Result start = Result.of(
                    Budget.START,
                    "",
                    home.median(),
                    "from starting the process to the home page's data with both clusters active; %s; address printed %s; "
                                    .formatted(home.spread("ms"), address.spread("ms"))
                            + "%.0f ms of processor".formatted(worked.median()));
            try (ServerProcess demo = ServerProcess.start(
                            rig.project(), List.of("demo", "--write-kubeconfig", kubeconfig.toString()));
                    ServerProcess server =
                            ServerProcess.start(rig.project(), List.of("--kubeconfig", kubeconfig.toString()))) {
                return List.of(start, small(demo, server));
            }
        } finally {
            Files.deleteIfExists(kubeconfig);
        }
    }

    /** The names of the clusters, once all of them are active. */
    private static List<String> awaitHome(Tab tab) throws IOException, InterruptedException {
        int id = tab.open(new ViewRequest.Home());
        Tab.Heard heard = tab.await(
                message -> message.id() == id && allActive(message.data().path("clusters")));
        return heard.data()
                .path("clusters")
                .valueStream()
                .map(cluster -> cluster.path("name").asString(""))
                .toList();
    }

    private static boolean allActive(JsonNode clusters) {
        return !clusters.isEmpty()
                && clusters.valueStream()
                        .allMatch(cluster ->
                                cluster.path("state").path("type").asString("").equals("active"));
    }

    private static Result small(ServerProcess demo, ServerProcess server) throws IOException, InterruptedException {
        List<String> clusters;
        try (Tab tab = Tab.open(demo)) {
            clusters = awaitHome(tab);
        }
        try (Tab tab = Tab.open(server)) {
            int pods = 0;
            for (String resource : TABLES) {
                int id = tab.open(new ViewRequest.Table(clusters, List.of(), resource, "", null, 0, 100, null));
                Tab.Heard heard = tab.await(message -> message.id() == id
                        && message.data().path("sources").isArray()
                        && message.data()
                                .path("sources")
                                .valueStream()
                                .allMatch(source -> source.path("state")
                                        .path("type")
                                        .asString("")
                                        .equals("live")));
                if (resource.equals("pods")) {
                    pods = heard.data().path("totals").path("all").asInt(0);
                }
            }
            double resident = server.resident() / 1e6;
            double heap = server.liveHeap() / 1e6;
            return Result.of(
                    Budget.SMALL_CLUSTER,
                    "",
                    resident,
                    String.format(
                            Locale.ROOT,
                            "resident with %d tables open over the %d demo clusters (%d pods); live heap %.0f MB; after a "
                                    + "collection %.0f MB resident",
                            TABLES.size(),
                            clusters.size(),
                            pods,
                            heap,
                            server.resident() / 1e6));
        }
    }
}
