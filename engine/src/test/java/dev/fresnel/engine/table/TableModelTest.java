package dev.fresnel.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.query.BoundQuery;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Query;
import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Pods;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table over several Stores through thousands of random steps, held against one computed anew after each: by filtering and
 * sorting everything, without any of the shortcuts.
 */
class TableModelTest {

    private static final List<String> NAMESPACES = List.of("a", "b", "shop-10", "shop-9");
    private static final List<String> QUERIES = List.of(
            "",
            "web",
            "-web",
            "status:Crash,Pending",
            "restarts>3",
            "age<1h",
            "-age<10m restarts<=5",
            "ns:shop-*",
            "label:app=x",
            "is:healthy memory>512Mi",
            "cluster:c1 node:n1",
            "nothing-is-called-this",
            "node:\"\"");
    private static final List<String> SORTS =
            List.of("name", "namespace", "cluster", "ready", "status", "restarts", "age", "ip", "node", "memory");
    private static final List<String> PHASES = List.of("Running", "Running", "Pending", "CrashLoopBackOff", "Error");

    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private List<Store> stores = stores(3);
    /** How many names of each form there are in a namespace. */
    private int names = 25;

    private final Map<Store, Map<String, Pods>> alive = new HashMap<>();
    private List<ViewRequest.Sort> ownOrder = TableKind.BY_NAME;
    private long version = 1;

    private List<Store> stores(int number) {
        return Stream.of("c1", "c2", "c10", "c3", "a", "B", "c20", "d", "e-1", "e-02", "e-10", "f")
                .limit(number)
                .map(this::store)
                .toList();
    }

    private List<String> clusters() {
        return stores.stream().map(Store::cluster).toList();
    }

    private Store any(Random random) {
        return stores.get(random.nextInt(stores.size()));
    }

    private Store store(String cluster) {
        return new Store(cluster, PodShape.PODS, new PodShape(), clock, Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void what_a_browser_was_told_is_what_there_is(long seed) {
        Random random = new Random(seed);
        stores = stores(seed > 4 ? 12 : 3);
        if (seed % 2 == 0) {
            ownOrder = List.of(new ViewRequest.Sort("status", false), new ViewRequest.Sort("restarts", true));
        }
        stores.forEach(store -> {
            alive.put(store, new LinkedHashMap<>());
            relist(store, random);
        });
        follow(random, seed, 700);
    }

    /** Each of three clusters has some ten thousand. */
    @Test
    void the_same_where_clusters_are_large() {
        Random random = new Random(8);
        names = 4_000;
        for (Store store : stores) {
            alive.put(store, new LinkedHashMap<>());
            store.listStarted();
            for (int i = 0; i < 12_000; i++) {
                upsert(store, random);
            }
            store.listComplete();
        }
        assertThat(stores)
                .allSatisfy(store -> assertThat(store.snapshot().rows()).hasSizeGreaterThan(9_500));
        follow(random, 8, 40);
    }

    private void follow(Random random, long seed, int steps) {
        ViewRequest.Table request = request(random);
        TableView view = view(request);
        ModelClient client = new ModelClient();
        Expected expected = new Expected(request);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    request = request(random);
                    view.adjust(request);
                    expected = new Expected(request);
                }
                case 1 -> {
                    view.dropGone();
                    expected.seen.values().removeIf(seen -> seen.gone);
                }
                case 2 -> relist(any(random), random);
                case 3 -> millis.addAndGet(random.nextInt(600_000));
                default -> changes(any(random), random);
            }
            if (random.nextInt(3) > 0) {
                TableData told = client.look(view);
                expected.update();
                assertThat(told.rows().stream().map(TableModelTest::line).toList())
                        .as("seed %d, step %d: %s", seed, step, request)
                        .isEqualTo(expected.lines());
                assertThat(told.totals()).isEqualTo(expected.totals());
            }
        }
    }

    private TableView view(ViewRequest.Table request) {
        TableKind kind = new TableKind("pods", "Pods", "Pod", null, true, ownOrder, UnaryOperator.identity());
        List<TableSource> sources = stores.stream()
                .<TableSource>map(store -> new TableSource.Watched(null, store, 0))
                .toList();
        return new TableView(kind, request, sources, clock, () -> {});
    }

    private ViewRequest.Table request(Random random) {
        return new ViewRequest.Table(
                clusters(),
                random.nextInt(4) == 0 ? List.of("a", "shop-10") : List.of(),
                "pods",
                QUERIES.get(random.nextInt(QUERIES.size())),
                random.nextInt(4) == 0
                        ? null
                        : new ViewRequest.Sort(SORTS.get(random.nextInt(SORTS.size())), random.nextBoolean()),
                random.nextInt(3) == 0 ? random.nextInt(8 * names) : 0,
                1 + random.nextInt(30),
                null);
    }

    private void relist(Store store, Random random) {
        store.listStarted();
        Map<String, Pods> pods = alive.getOrDefault(store, Map.of());
        pods.keySet().removeIf(_ -> random.nextInt(5) == 0);
        pods.values().forEach(pod -> store.upsert(pod.read()));
        for (int i = random.nextInt(60); i > 0; i--) {
            upsert(store, random);
        }
        store.listComplete();
    }

    private void changes(Store store, Random random) {
        for (int i = random.nextInt(8); i > 0; i--) {
            Map<String, Pods> pods = alive.getOrDefault(store, Map.of());
            if (random.nextInt(3) == 0 && !pods.isEmpty()) {
                String key = List.copyOf(pods.keySet()).get(random.nextInt(pods.size()));
                store.delete(key.split("/")[0], key.split("/")[1], "uid-" + key.replace('/', '-'));
                pods.remove(key);
            } else {
                upsert(store, random);
            }
        }
        store.settled();
    }

    private void upsert(Store store, Random random) {
        String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        String name = (random.nextBoolean() ? "web-" : "Db-0") + random.nextInt(names);
        Pods pod = Pods.pod(namespace, name)
                .version(++version)
                .phase(PHASES.get(random.nextInt(PHASES.size())))
                .restarts(random.nextInt(8))
                .created(clock.instant().minusSeconds(random.nextInt(7_200)));
        if (random.nextBoolean()) {
            pod.node("n" + random.nextInt(3)).ip("10.0.0." + random.nextInt(30));
        }
        if (random.nextBoolean()) {
            pod.memory(128L * random.nextInt(10)).label("app", random.nextBoolean() ? "x" : "y");
        }
        alive.getOrDefault(store, new HashMap<>()).put(namespace + "/" + name, pod);
        store.upsert(pod.read());
    }

    private static String line(TableData.Row row) {
        return (row.gone() ? "gone " : "") + row.id() + " " + row.ref().cluster() + "/"
                + row.ref().namespace() + "/" + row.ref().name() + " " + row.severity() + " "
                + row.cells().getLast();
    }

    /** The table as the words of the design say it, computed the slow way. */
    private final class Expected {

        private static final class Seen {
            Row row;
            final Row anchor;
            final boolean gone;

            Seen(Row row, Row anchor, boolean gone) {
                this.row = row;
                this.anchor = anchor;
                this.gone = gone;
            }
        }

        private final ViewRequest.Table request;
        private final Columns columns;
        private final RowOrder order;
        private final BoundQuery query;
        private Map<Long, Seen> seen = new LinkedHashMap<>();
        private List<Row> all = List.of();
        private List<Row> matched = List.of();

        Expected(ViewRequest.Table request) {
            this.request = request;
            List<ColumnShape> shape = new PodShape().columns();
            Map<String, List<ColumnShape>> shapes = new LinkedHashMap<>();
            request.clusters().forEach(cluster -> shapes.put(cluster, shape));
            columns = Columns.of(true, shapes, UnaryOperator.identity());
            Look look = Look.of(
                    new TableKind("pods", "", "", null, true, ownOrder, UnaryOperator.identity()),
                    request,
                    columns,
                    "",
                    0);
            order = look.order();
            query = BoundQuery.bind(Query.parse(request.query()), columns, look.shown());
        }

        void update() {
            Set<String> scope = Set.copyOf(request.namespaces());
            all = stores.stream()
                    .flatMap(store -> store.snapshot().rows().stream())
                    .filter(row -> scope.isEmpty() || scope.contains(row.namespace()))
                    .sorted(order)
                    .toList();
            matched = all.stream().filter(row -> query.test(row, millis.get())).toList();
            Map<Long, Row> now = new HashMap<>();
            all.forEach(row -> now.put(row.id(), row));
            Set<Row> wanted = Set.copyOf(matched);
            int from = request.offset() < matched.size()
                    ? request.offset()
                    : Math.max(0, matched.size() - request.limit());
            List<Seen> merged = new ArrayList<>();
            seen.forEach((id, was) -> {
                Row latest = now.getOrDefault(id, was.row);
                boolean gone = !now.containsKey(id) || !wanted.contains(latest);
                boolean aboveTheWindow = matched.stream()
                                .filter(row -> order.compare(row, was.anchor) < 0)
                                .count()
                        < from;
                if (gone && !aboveTheWindow) {
                    merged.add(new Seen(latest, was.anchor, true));
                }
            });
            matched.stream().skip(from).forEach(row -> merged.add(new Seen(row, row, false)));
            merged.sort((a, b) -> order.compare(a.anchor, b.anchor));
            seen = new LinkedHashMap<>();
            merged.stream().limit(request.limit()).forEach(row -> seen.put(row.row.id(), row));
        }

        List<String> lines() {
            return seen.values().stream()
                    .map(row -> (row.gone ? "gone " : "") + row.row.id() + " " + row.row.cluster() + "/"
                            + row.row.namespace() + "/" + row.row.name() + " " + row.row.severity() + " "
                            + row.row.cells().getLast())
                    .toList();
        }

        TableData.Totals totals() {
            Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
            matched.forEach(row -> bySeverity.merge(row.severity(), 1, Integer::sum));
            return new TableData.Totals(all.size(), matched.size(), bySeverity);
        }
    }
}
