package dev.fresnel.engine.table;

import static dev.fresnel.engine.store.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Pods;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableViewTest {

    private static final TableKind PODS =
            new TableKind("pods", "Pods", "Pod", null, true, TableKind.BY_NAME, UnaryOperator.identity());

    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    private final Store prod = store("prod");
    private final Store test = store("test");
    private final AtomicInteger woken = new AtomicInteger();
    private final ModelClient client = new ModelClient();

    private Store store(String cluster) {
        return new Store(
                cluster, PodShape.PODS, new PodShape(), () -> Instant.ofEpochMilli(millis.get()), Runnable::run);
    }

    private static void list(Store store, Pods... pods) {
        store.state(new ReflectorState.Listing(0, -1, false));
        store.listStarted();
        for (Pods pod : pods) {
            store.upsert(pod.read());
        }
        store.listComplete();
        store.state(new ReflectorState.Live());
    }

    private TableView view(ViewRequest.Table request, Store... stores) {
        return new TableView(
                PODS,
                request,
                List.of(stores).stream()
                        .<TableSource>map(store -> new TableSource.Watched(null, store, 0))
                        .toList(),
                () -> Instant.ofEpochMilli(millis.get()),
                woken::incrementAndGet);
    }

    private static ViewRequest.Table request(ViewRequest.@Nullable Sort sort, int offset, int limit) {
        return new ViewRequest.Table(List.of("prod"), List.of(), "pods", "", sort, offset, limit, null);
    }

    private static List<String> names(TableData data) {
        return data.rows().stream().map(row -> row.ref().name()).toList();
    }

    @Test
    void columns_that_do_not_exist_leave_the_usual_ones() {
        list(prod, pod("a", "web-2"));
        TableData usual = client.look(view(request(null, 0, 50), prod));
        TableData data = client.look(view(
                new ViewRequest.Table(
                        List.of("prod"),
                        List.of(),
                        "pods",
                        "",
                        new ViewRequest.Sort("nope", true),
                        0,
                        50,
                        List.of("nope", "neither")),
                prod));
        assertThat(data.columns()).isNotEmpty().isEqualTo(usual.columns());
    }

    @Test
    void rows_of_several_clusters_stand_in_one_natural_order() {
        list(prod, pod("a", "web-10"), pod("a", "web-2"));
        list(test, pod("a", "web-2"), pod("a", "Web-1"));
        TableData data = client.look(view(
                new ViewRequest.Table(List.of("prod", "test"), List.of(), "pods", "", null, 0, 50, null), prod, test));

        assertThat(data.rows())
                .extracting(row -> row.ref().cluster() + "/" + row.ref().name())
                .containsExactly("test/Web-1", "prod/web-2", "test/web-2", "prod/web-10");
        assertThat(data.columns()).extracting(TableData.Column::id).startsWith("name", "namespace", "cluster", "ready");
        assertThat(data.totals()).isEqualTo(new TableData.Totals(4, 4, Map.of(Severity.HEALTHY, 4)));
    }

    @Test
    void only_the_window_is_told_and_only_what_changed_in_it() {
        list(prod, pod("a", "p0"), pod("a", "p1"), pod("a", "p2"), pod("a", "p3"));
        TableView view = view(request(null, 1, 2), prod);
        assertThat(names(client.look(view))).containsExactly("p1", "p2");
        assertThat(view.poll()).isEqualTo(new TableUpdate.Nothing());

        prod.upsert(pod("a", "p3").version(2).restarts(9).read());
        prod.settled();
        assertThat(view.poll()).as("p3 is not in the window").isEqualTo(new TableUpdate.Nothing());

        prod.upsert(pod("a", "p2").version(2).restarts(9).read());
        prod.settled();
        assertThat(view.poll()).isInstanceOfSatisfying(TableUpdate.Part.class, part -> {
            assertThat(part.delta().order()).isNull();
            assertThat(part.delta().totals()).isNull();
            assertThat(part.delta().rows()).extracting(row -> row.ref().name()).containsExactly("p2");
        });
    }

    @Test
    void a_deleted_row_stays_greyed_where_it_was_until_the_person_looks_away() {
        list(prod, pod("a", "p0"), pod("a", "p1"), pod("a", "p2"));
        TableView view = view(request(null, 0, 10), prod);
        client.look(view);
        prod.delete("a", "p1", "uid-a-p1");
        prod.settled();

        TableData data = client.look(view);
        assertThat(names(data)).containsExactly("p0", "p1", "p2");
        assertThat(data.rows()).extracting(TableData.Row::gone).containsExactly(false, true, false);
        assertThat(data.totals().matched()).isEqualTo(2);

        view.dropGone();
        assertThat(names(client.look(view))).containsExactly("p0", "p2");
    }

    @Test
    void another_sort_tells_everything_again_without_what_has_gone() {
        list(
                prod,
                pod("a", "p0").restarts(1),
                pod("a", "p1").restarts(5),
                pod("a", "p2").restarts(3));
        TableView view = view(request(null, 0, 10), prod);
        client.look(view);
        prod.delete("a", "p0", "uid-a-p0");
        prod.settled();
        client.look(view);

        view.adjust(request(new ViewRequest.Sort("restarts", true), 0, 10));
        assertThat(view.poll())
                .isInstanceOfSatisfying(
                        TableUpdate.Whole.class,
                        whole -> assertThat(names(whole.data())).containsExactly("p1", "p2"));
    }

    @Test
    void rows_alike_in_what_is_asked_for_are_in_the_kinds_own_order() {
        list(
                prod,
                pod("a", "p0").restarts(1).ip("b"),
                pod("a", "p1").restarts(5).ip("a"),
                pod("a", "p2").restarts(3).ip("b"),
                pod("a", "p3").restarts(5).ip("b"));
        TableKind ownOrder = new TableKind(
                "pods",
                "Pods",
                "Pod",
                null,
                true,
                List.of(new ViewRequest.Sort("restarts", true), new ViewRequest.Sort("name", true)),
                UnaryOperator.identity());
        TableView view = new TableView(
                ownOrder,
                request(null, 0, 10),
                List.of(new TableSource.Watched(null, prod, 0)),
                () -> Instant.ofEpochMilli(millis.get()),
                woken::incrementAndGet);
        assertThat(names(client.look(view))).containsExactly("p3", "p1", "p2", "p0");

        view.adjust(request(new ViewRequest.Sort("ip", false), 0, 10));
        assertThat(names(client.look(view))).containsExactly("p1", "p3", "p2", "p0");
    }

    @Test
    void a_window_past_the_end_shows_the_last_rows() {
        list(prod, pod("a", "p0"), pod("a", "p1"), pod("a", "p2"));
        TableData data = client.look(view(request(null, 70, 2), prod));

        assertThat(data.offset()).isEqualTo(1);
        assertThat(names(data)).containsExactly("p1", "p2");
    }

    @Test
    void the_session_is_woken_once_until_it_polls() {
        list(prod, pod("a", "p0"));
        TableView view = view(request(null, 0, 10), prod);
        client.look(view);
        for (int version = 2; version < 5; version++) {
            prod.upsert(pod("a", "p0").version(version).read());
            prod.settled();
        }
        assertThat(woken).hasValue(1);

        client.look(view);
        prod.delete("a", "p0", "uid-a-p0");
        prod.settled();
        assertThat(woken).hasValue(2);

        view.close();
        client.look(view);
        prod.upsert(pod("a", "p9").read());
        prod.settled();
        assertThat(woken).hasValue(2);
    }

    @Test
    void a_list_that_has_not_ended_is_loading_and_never_empty() {
        TableView view = view(request(null, 0, 10), prod);
        assertThat(state(client.look(view))).isEqualTo(new SourceState.State.Connecting());

        prod.state(new ReflectorState.Listing(0, 50_000, false));
        assertThat(state(client.look(view))).isEqualTo(new SourceState.State.Loading(0, 50_000L));

        prod.listStarted();
        prod.state(new ReflectorState.Live());
        assertThat(state(client.look(view))).isEqualTo(new SourceState.State.Loading(0, null));

        prod.listComplete();
        assertThat(state(client.look(view))).isEqualTo(new SourceState.State.Live());
    }

    /** A race between who feeds and who looks, run often enough that one who loses it is seen to. */
    @Test
    void whoever_looks_while_a_list_ends_never_sees_a_live_table_without_its_rows() throws Exception {
        Pods[] pods = IntStream.range(0, 20).mapToObj(i -> pod("a", "p" + i)).toArray(Pods[]::new);
        for (int round = 0; round < 2_000; round++) {
            Store store = store("prod");
            TableView view = view(request(null, 0, 50), store);
            ModelClient looking = new ModelClient();
            Thread feeding = Thread.ofPlatform().start(() -> list(store, pods));
            TableData data;
            do {
                data = looking.look(view);
            } while (!(state(data) instanceof SourceState.State.Live));
            feeding.join();
            assertThat(data.totals().all()).isEqualTo(20);
            assertThat(data.rows()).hasSize(20);
        }
    }

    @Test
    void rows_stay_while_the_server_is_away() {
        list(prod, pod("a", "p0"));
        TableView view = view(request(null, 0, 10), prod);
        client.look(view);
        prod.state(new ReflectorState.Stale(Instant.ofEpochMilli(5), "connection reset", 2, Instant.ofEpochMilli(9)));

        TableData data = client.look(view);
        assertThat(names(data)).containsExactly("p0");
        SourceState.State stale = new SourceState.State.Stale(5, 2, 9, "connection reset");
        assertThat(state(data)).isEqualTo(stale);

        prod.state(new ReflectorState.Listing(0, 1, true));
        assertThat(state(client.look(view)))
                .as("what is shown is still as of then")
                .isEqualTo(stale);
        prod.state(new ReflectorState.Live());
        assertThat(state(client.look(view))).isEqualTo(new SourceState.State.Live());
    }

    private static ViewRequest.Table asking(String query) {
        return new ViewRequest.Table(List.of("prod"), List.of(), "pods", query, null, 0, 10, null);
    }

    @Test
    void a_row_that_no_longer_matches_stays_with_its_new_cells_and_returns_when_it_matches_again() {
        list(prod, pod("a", "p0").phase("Pending"), pod("a", "p1").phase("Pending"));
        TableView view = view(asking("status:Pending"), prod);
        client.look(view);
        prod.upsert(pod("a", "p0").version(2).read());
        prod.settled();

        TableData.Row gone = client.look(view).rows().getFirst();
        assertThat(gone.gone()).isTrue();
        assertThat(gone.severity()).isEqualTo(Severity.HEALTHY);
        assertThat(client.data().totals().matched()).isEqualTo(1);

        prod.upsert(pod("a", "p0").version(3).phase("Pending").read());
        prod.settled();
        assertThat(client.look(view).rows()).extracting(TableData.Row::gone).containsExactly(false, false);
    }

    @Test
    void ages_go_on_without_a_change_of_any_object() {
        list(prod, pod("a", "young").created(Instant.ofEpochMilli(millis.get())));
        TableView view = view(asking("age<1h"), prod);
        assertThat(client.look(view).totals().matched()).isEqualTo(1);
        assertThat(view.pollAt()).isEqualTo(millis.get() + 3_600_000);
        millis.addAndGet(3_599_999);
        assertThat(view.poll()).isEqualTo(new TableUpdate.Nothing());

        millis.addAndGet(1);
        TableData data = client.look(view);
        assertThat(data.totals().matched()).isZero();
        assertThat(data.rows()).extracting(TableData.Row::gone).containsExactly(true);
    }

    @Test
    void ages_go_by_the_clock_of_the_cluster_that_an_object_is_in() {
        long day = 24 * 3_600_000L;
        list(prod, pod("a", "p-new").created(Instant.ofEpochMilli(millis.get())));
        list(
                test,
                pod("a", "t-new").created(Instant.ofEpochMilli(millis.get() - day)),
                pod("a", "t-old").created(Instant.ofEpochMilli(millis.get() - day - 7_200_000)));
        TableView view = new TableView(
                PODS,
                asking("age<1h"),
                List.of(new TableSource.Watched(null, prod, 0), new TableSource.Watched(null, test, -day)),
                () -> Instant.ofEpochMilli(millis.get()),
                woken::incrementAndGet);

        assertThat(names(client.look(view))).containsExactly("p-new", "t-new");
        assertThat(view.pollAt()).isEqualTo(millis.get() + 3_600_000);
    }

    @Test
    void while_a_query_has_a_problem_the_last_good_one_decides() {
        list(prod, pod("a", "p0"), pod("a", "p1").phase("Pending"));
        TableView view = view(asking("status:Pending"), prod);
        client.look(view);
        view.adjust(asking("status:Pending restarts>x"));

        assertThat(view.poll()).isInstanceOfSatisfying(TableUpdate.Part.class, client::tell);
        assertThat(names(client.data())).containsExactly("p1");
        assertThat(client.data().query().text()).isEqualTo("status:Pending restarts>x");
        assertThat(client.data().query().error()).isNotNull();
        assertThat(client.data().query().chips()).hasSize(1);
    }

    @Test
    void a_query_that_matches_nothing_tells_what_each_term_costs() {
        list(prod, pod("a", "p0"), pod("a", "p1").restarts(7));
        TableData data = client.look(view(asking("name:p1 status:Pending"), prod));

        assertThat(data.totals().matched()).isZero();
        assertThat(data.query().chips()).extracting(TableData.Chip::without).containsExactly(0, 1);
    }

    @Test
    void names_that_are_not_there_are_left_out() {
        list(prod, pod("a", "p1"), pod("a", "p0"));
        TableData data = client.look(view(
                new ViewRequest.Table(
                        List.of("prod"),
                        List.of("a"),
                        "pods",
                        "",
                        new ViewRequest.Sort("removed", true),
                        0,
                        10,
                        List.of("status", "removed", "name")),
                prod));

        assertThat(data.columns()).extracting(TableData.Column::id).containsExactly("status", "name");
        assertThat(data.sort()).isEqualTo(new ViewRequest.Sort("name", false));
        assertThat(names(data)).containsExactly("p0", "p1");
    }

    @Test
    void clusters_whose_kinds_differ_share_a_table() {
        list(prod, pod("a", "p0").restarts(3));
        Store other = new Store(
                "other",
                PodShape.PODS,
                new PodShape() {
                    @Override
                    public List<ColumnShape> columns() {
                        return super.columns().reversed();
                    }

                    @Override
                    public Shaped read(Map<String, Object> fields) {
                        Shaped shaped = super.read(fields);
                        return new Shaped(shaped.cells().reversed(), shaped.severity());
                    }
                },
                () -> Instant.ofEpochMilli(millis.get()),
                Runnable::run);
        list(other, pod("a", "p1").restarts(5));
        TableData data = client.look(view(asking("restarts>=3"), prod, other));
        int restarts =
                data.columns().stream().map(TableData.Column::id).toList().indexOf("restarts");

        assertThat(data.rows())
                .extracting(row -> row.cells().get(restarts))
                .containsExactly(new Cell.Restarts(3, null), new Cell.Restarts(5, null));
    }

    @Test
    void who_may_not_look_is_given_the_rule_that_would_allow_it() {
        prod.state(new ReflectorState.Forbidden("list", "pods is forbidden"));
        TableData data = client.look(view(request(null, 0, 10), prod));

        assertThat(state(data)).isInstanceOfSatisfying(SourceState.State.Forbidden.class, forbidden -> {
            assertThat(forbidden.verbs()).containsExactly("list", "watch");
            assertThat(forbidden.rule()).contains("kind: ClusterRole", "apiGroups: [\"\"]", "resources: [\"pods\"]");
        });
    }

    private static SourceState.State state(TableData data) {
        return data.sources().getFirst().state();
    }
}
