package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.ScriptedCluster;
import dev.fresnel.engine.cluster.StorePool;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveTableTest {

    private static final String WIDGETS = "widgets.example.com";
    private static final String GROUP = ScriptedCluster.group("example.com", "v1", "widgets", "Widget");
    private static final String DEFINITION = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + WIDGETS;

    private final Opened opened = new Opened("prod");

    @AfterEach
    void close() {
        opened.close();
    }

    private static String widget(String name) {
        return """
                {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"namespace":"shop","name":"%s","uid":"%s",
                 "resourceVersion":"1"},"spec":{"size":3}}
                """.formatted(name, name);
    }

    private static State state(TableData table) {
        return table.sources().getFirst().state();
    }

    @Test
    void a_table_opens_at_once_and_fills_when_its_cluster_has_answered() throws Exception {
        CountDownLatch answer = opened.server.hold("/version");
        try (LiveView view = opened.open(Opened.table("pods"))) {
            assertThat(opened.until(view, TableData.class, _ -> true).sources())
                    .containsExactly(new SourceState("prod", null, new State.Connecting()));
            answer.countDown();
            opened.until(
                    view,
                    TableData.class,
                    table -> table.columns().stream()
                            .anyMatch(column -> column.id().equals("status")));
            opened.server.fed("pods").lists("""
                    {"metadata":{"namespace":"shop","name":"web-0","uid":"1","resourceVersion":"1"}}
                    """);

            TableData table = opened.until(view, TableData.class, now -> state(now) instanceof State.Live);
            assertThat(table.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.ref().name()).isEqualTo("web-0"));
        }
    }

    @Test
    void nobody_waits_for_the_columns_of_a_custom_resource() throws Exception {
        opened.server.serves(GROUP);
        opened.server.answer(DEFINITION, 200, """
                {"spec":{"versions":[{"name":"v1","additionalPrinterColumns":[
                  {"name":"Size","type":"integer","jsonPath":".spec.size"}]}]}}
                """);
        CountDownLatch answer = opened.server.hold(DEFINITION);
        opened.connected("prod");
        try (LiveView view = opened.open(Opened.table(WIDGETS))) {
            TableData waiting = opened.until(view, TableData.class, _ -> true);
            assertThat(waiting.title()).isEqualTo("Widgets");
            assertThat(state(waiting)).isEqualTo(new State.Connecting());
            assertThat(opened.server.feeds).isEmpty();

            answer.countDown();
            TableData table = opened.until(
                    view,
                    TableData.class,
                    now -> now.columns().stream()
                            .anyMatch(column -> column.title().equals("Size")));
            assertThat(table.columns()).extracting(TableData.Column::id).contains("name", "size");
        }
    }

    @Test
    void a_kind_that_went_and_came_back_between_two_polls_is_shown_from_its_new_store() throws Exception {
        opened.server.serves(GROUP);
        Connection connection = opened.connected("prod");
        try (LiveView view = opened.open(Opened.table(WIDGETS))) {
            opened.until(view, TableData.class, _ -> !opened.server.feeds.isEmpty());
            ScriptedCluster.Fed before = opened.server.fed(WIDGETS);
            before.lists(widget("old"));
            opened.until(view, TableData.class, table -> table.totals().all() == 1);

            opened.server.serves("");
            connection.discovery().refresh();
            opened.heard.until(() -> before.closed);
            opened.server.serves(GROUP);
            connection.discovery().refresh();
            opened.heard.until(
                    () -> connection.discovery().kinds().resource(WIDGETS).isPresent());

            opened.until(view, TableData.class, _ -> opened.server.fed(WIDGETS) != before);
            opened.server.fed(WIDGETS).lists(widget("new"), widget("newer"));
            TableData table = opened.until(
                    view, TableData.class, now -> now.totals().all() == 2 && state(now) instanceof State.Live);
            assertThat(table.rows()).extracting(row -> row.ref().name()).contains("new", "newer");
        }
    }

    @Test
    void a_closed_table_gives_its_stores_back_and_is_not_opened_again_by_a_late_wish() throws Exception {
        Connection connection = opened.connected("prod");
        LiveView view = opened.open(Opened.table("pods", "shop"));
        opened.until(view, TableData.class, _ -> !opened.server.feeds.isEmpty());
        view.close();
        view.adjust(Opened.table("nodes"));
        assertThat(view.poll()).isNull();

        opened.time.pass(StorePool.WARM);
        assertThat(connection.stores().running()).isEmpty();
        assertThat(opened.server.feeds)
                .hasSize(1)
                .allSatisfy(fed -> assertThat(fed.closed).isTrue());
    }

    @Test
    void a_kind_that_no_cluster_serves_and_a_cluster_that_is_not_there_are_said() throws Exception {
        opened.connected("prod");
        try (LiveView view = opened.open(Opened.table("gadgets.example.com"))) {
            assertThat(state(opened.until(view, TableData.class, _ -> true))).isEqualTo(new State.NotServed());
            opened.clusters.update(ScriptedCluster.kubeconfig("other"));
            opened.until(view, TableData.class, table -> state(table) instanceof State.Failed);
            assertThat(state(opened.until(view, TableData.class, _ -> true)))
                    .isEqualTo(new State.Failed(Phrase.of("state.noSuchCluster", "name", "prod"), null));
        }
    }

    @Test
    void a_kind_is_called_as_its_pack_calls_it_though_no_cluster_was_ever_heard() throws Exception {
        opened.clusters.update(ScriptedCluster.kubeconfig("other"));
        for (String[] called : new String[][] {
            {"pods", "Pods"},
            {"networkpolicies.networking.k8s.io", "NetworkPolicies"},
            {"ingressclasses.networking.k8s.io", "IngressClasses"},
            {"endpoints", "Endpoints"},
            {"gadgets.example.com", "gadgets.example.com"}
        }) {
            try (LiveView view = opened.open(Opened.table(called[0]))) {
                assertThat(opened.until(view, TableData.class, _ -> true)
                                .title()
                                .replace(" ", ""))
                        .isEqualTo(called[1]);
            }
        }
    }

    @Test
    void a_short_name_means_the_kind_that_kubectl_would_take_and_gets_its_full_name() throws Exception {
        opened.server.serves(ScriptedCluster.group("apps", "v1", "deployments", "Deployment")
                + ","
                + ScriptedCluster.group("metrics.k8s.io", "v1beta1", "pods", "PodMetrics"));
        opened.connected("prod");
        for (String[] meant : new String[][] {
            {"deployments", "deployments.apps"}, {"deployment", "deployments.apps"}, {"pod", "pods"}, {"pods", "pods"}
        }) {
            try (LiveView view = opened.open(Opened.table(meant[0]))) {
                assertThat(opened.until(view, TableData.class, _ -> true).resource())
                        .isEqualTo(meant[1]);
            }
        }
    }

    private static String pod(int number) {
        return "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"web-%03d\",\"uid\":\"%d\",\"resourceVersion\":\"1\"}}"
                .formatted(number, number);
    }

    private static ViewRequest.Table window(int offset, int limit) {
        return new ViewRequest.Table(List.of("prod"), List.of(), "pods", "", null, offset, limit, null);
    }

    @Test
    void a_window_beyond_the_end_is_the_last_one_and_one_that_cannot_be_is_refused() throws Exception {
        opened.connected("prod");
        try (LiveView view = opened.open(window(Integer.MAX_VALUE, 500))) {
            opened.until(view, TableData.class, _ -> !opened.server.feeds.isEmpty());
            opened.server
                    .fed("pods")
                    .lists(IntStream.range(0, 30).mapToObj(LiveTableTest::pod).toArray(String[]::new));
            assertThat(opened.until(view, TableData.class, now -> now.totals().all() == 30)
                            .rows())
                    .hasSize(30);

            view.adjust(window(Integer.MAX_VALUE, 10));
            TableData last = opened.until(view, TableData.class, now -> now.offset() == 20);
            assertThat(last.rows().getLast().ref().name()).isEqualTo("web-029");

            for (int[] bad :
                    new int[][] {{-1, 10}, {Integer.MIN_VALUE, 10}, {0, 0}, {0, -1}, {0, 501}, {5, Integer.MAX_VALUE}
                    }) {
                assertThatThrownBy(() -> view.adjust(window(bad[0], bad[1])))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1 to 500 rows");
            }
            view.adjust(window(0, 10));
            opened.until(view, TableData.class, now -> now.offset() == 0);
        }
    }

    @Test
    void only_the_last_of_many_wishes_is_worked_out() throws Exception {
        opened.connected("prod");
        try (LiveView view = opened.open(Opened.table("pods"))) {
            opened.until(view, TableData.class, _ -> !opened.server.feeds.isEmpty());
            for (int i = 0; i < 100_000; i++) {
                view.adjust(Opened.table(i % 2 == 0 ? "gadgets" : "namespaces"));
            }
            view.adjust(Opened.table("nodes"));
            opened.until(
                    view, TableData.class, now -> now.resource().equals("nodes") && opened.server.feeds.size() > 1);
            assertThat(opened.server.feeds)
                    .extracting(fed -> fed.kind.resource())
                    .containsExactly("pods", "nodes");
        }
    }

    @Test
    void more_clusters_than_anyone_has_are_refused() {
        List<String> many = IntStream.range(0, 501).mapToObj(i -> "c" + i).toList();
        ViewRequest.Table request = new ViewRequest.Table(many, List.of(), "pods", "", null, 0, 50, null);

        assertThatThrownBy(() -> opened.open(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 500 clusters");
    }
}
