package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.Tab.Heard;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Someone at work in a tab: opens and closes views, sorts, filters, scrolls, looks into pods, and now and then closes the
 * tab and opens another. For one thread.
 */
final class Person {

    private static final List<String> QUERIES = List.of(
            "",
            "",
            "web",
            "web-00",
            "status:S",
            "-status:S",
            "label:tier=t3",
            "age<1m",
            "is:failed",
            "restarts>3",
            "is:");
    private static final List<String> SORTS = List.of("name", "status", "age", "restarts", "node", "namespace");

    private final ServerProcess server;
    private final String cookie;
    private final String cluster;
    private final Random random;
    private Tab tab;
    private ViewRequest.Table asked;
    private int table;
    private int other;
    private int rows;
    private @Nullable ObjectRef seen;
    private long acts;

    Person(ServerProcess server, String cookie, String cluster, long seed) throws IOException, InterruptedException {
        this.server = server;
        this.cookie = cookie;
        this.cluster = cluster;
        this.random = new Random(seed);
        this.asked = pods("", null, 0);
        this.tab = Tab.open(server, cookie);
        this.table = tab.open(asked);
    }

    private ViewRequest.Table pods(String query, ViewRequest.@Nullable Sort sort, int offset) {
        return new ViewRequest.Table(List.of(cluster), List.of(), "pods", query, sort, offset, 50, null);
    }

    /** Does one thing and looks at what comes of it for a while. */
    void act() throws IOException, InterruptedException {
        switch (random.nextInt(14)) {
            case 0, 1 -> adjust(pods(one(QUERIES), asked.sort(), 0));
            case 2, 3 -> adjust(pods(asked.query(), new ViewRequest.Sort(one(SORTS), random.nextBoolean()), 0));
            case 4, 5, 6, 7 -> adjust(pods(asked.query(), asked.sort(), random.nextInt(rows + 1)));
            case 8 -> look(new ViewRequest.Home());
            case 9 -> look(new ViewRequest.Navigation(List.of(cluster)));
            case 10 -> look(new ViewRequest.Palette(List.of(cluster), "web-0" + random.nextInt(10), 30));
            case 11 -> look(seen == null ? new ViewRequest.Home() : new ViewRequest.Details(seen));
            case 12 -> {
                tab.close(table);
                table = tab.open(asked);
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    leave();
                    tab = Tab.open(server, cookie);
                    table = tab.open(asked);
                    other = 0;
                }
            }
        }
        acts++;
        watch(Duration.ofMillis(200 + random.nextInt(1_500)));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void adjust(ViewRequest.Table to) {
        asked = to;
        tab.adjust(table, to);
    }

    /** Besides the table one thing is looked at at a time. */
    private void look(ViewRequest at) {
        if (other != 0) {
            tab.close(other);
        }
        other = tab.open(at);
    }

    private void watch(Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (Heard heard = next(until); heard != null; heard = next(until)) {
            if (heard.type().equals("failure") || heard.type().equals("closed")) {
                throw new IOException("a person was refused: " + heard.data());
            }
            if (heard.id() == table) {
                rows = heard.data().path("totals").path("matched").asInt(rows);
                var ref = heard.data().path("rows").path(0).path("ref");
                seen = ref.isMissingNode()
                        ? seen
                        : new ObjectRef(
                                cluster,
                                "pods",
                                ref.path("namespace").asString(),
                                ref.path("name").asString());
            }
        }
    }

    private @Nullable Heard next(long until) throws InterruptedException {
        return tab.poll(Duration.ofNanos(until - System.nanoTime()));
    }

    /** Things done so far. */
    long acts() {
        return acts;
    }

    void leave() {
        tab.close();
    }
}
