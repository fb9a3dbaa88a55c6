package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.ScriptedCluster;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.MissingApi;
import dev.fresnel.engine.view.NavigationData;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Scope;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveNavigationTest {

    private final Opened opened = new Opened("prod", "test");

    @AfterEach
    void close() {
        opened.close();
    }

    private static String pod(String name, int version, String phase) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"%s","uid":"%s",
                 "resourceVersion":"%d"},"status":{"phase":"%s"}}
                """.formatted(name, name, version, phase);
    }

    private static NavigationData.Item item(NavigationData rail, String resource) {
        return rail.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private static ViewRequest.Navigation of(String... clusters) {
        return new ViewRequest.Navigation(List.of(clusters));
    }

    @Test
    void kinds_are_grouped_as_packs_say_and_unknown_ones_by_their_api_group() throws Exception {
        opened.server.serves(ScriptedCluster.group("example.com", "v1", "widgets", "Widget"));
        opened.connected("prod");
        try (LiveView view = opened.open(of("prod"))) {
            NavigationData rail = opened.until(view, NavigationData.class, _ -> true);
            assertThat(rail.groups().getFirst().title()).isEqualTo("Workloads");
            assertThat(rail.groups().getLast().title()).isEqualTo("example.com");
            assertThat(item(rail, "widgets.example.com").title()).isEqualTo("Widgets");
        }
    }

    @Test
    void a_kind_that_serves_anothers_objects_a_second_time_is_left_out() throws Exception {
        opened.server.serves(ScriptedCluster.group("events.k8s.io", "v1", "events", "Event"));
        opened.connected("prod");
        try (LiveView view = opened.open(of("prod"))) {
            NavigationData rail = opened.until(view, NavigationData.class, _ -> true);
            assertThat(rail.groups())
                    .flatExtracting(NavigationData.Group::items)
                    .extracting(NavigationData.Item::resource)
                    .contains("events")
                    .doesNotContain("events.events.k8s.io");
        }
    }

    @Test
    void what_is_wrong_is_counted_in_stores_of_others_and_told_when_it_changes() throws Exception {
        opened.connected("prod");
        try (LiveView rail = opened.open(of("prod"));
                LiveView table = opened.open(Opened.table("pods"))) {
            opened.until(rail, NavigationData.class, _ -> true);
            table.poll();
            ScriptedCluster.Fed pods = opened.server.fed("pods");
            pods.lists(pod("a", 1, "Failed"), pod("b", 1, "Succeeded"));
            NavigationData.Item wrong = item(
                    opened.until(
                            rail, NavigationData.class, now -> item(now, "pods").count() == 1),
                    "pods");
            assertThat(wrong.severity()).isEqualTo(Severity.FAILED);

            int before = opened.heard.times();
            pods.changes(pod("a", 2, "Succeeded"));
            assertThat(opened.heard.times()).isGreaterThan(before);
            opened.until(rail, NavigationData.class, now -> item(now, "pods").severity() == null);
        }
    }

    @Test
    void what_is_wrong_at_home_leads_to_the_kind_with_most_of_the_worst() throws Exception {
        opened.connected("prod");
        try (LiveView home = opened.open(new ViewRequest.Home())) {
            opened.until(home, HomeData.class, _ -> true);
            opened.server.fed("nodes").lists();
            opened.server.fed("pods").lists(pod("a", 1, "Failed"), pod("b", 1, "Succeeded"));
            HomeData.Problems wrong = opened.until(home, HomeData.class, now -> problems(now) != null)
                    .clusters()
                    .getFirst()
                    .problems();
            assertThat(wrong).isEqualTo(new HomeData.Problems(1, 0, "pods"));
            opened.server.fed("pods").changes(pod("a", 2, "Succeeded"));
            opened.until(home, HomeData.class, now -> new HomeData.Problems(0, 0, null).equals(problems(now)));
        }
    }

    private static HomeData.@Nullable Problems problems(HomeData home) {
        return home.clusters().getFirst().problems();
    }

    @Test
    void it_waits_to_be_told_and_does_not_look_by_itself() throws Exception {
        Connection connection = opened.connected("prod");
        int waiting = opened.time.waiting();
        try (LiveView view = opened.open(of("prod"))) {
            opened.until(view, NavigationData.class, _ -> true);
            assertThat(opened.time.waiting()).isEqualTo(waiting);
        }
        int heard = opened.heard.times();
        connection.discovery().kinds().resource("pods").ifPresent(kind -> {
            assertThat(connection.stores().lease(kind, Scope.CLUSTER, () -> {})).isNotNull();
        });
        assertThat(opened.heard.times()).as("closed views hear nothing").isEqualTo(heard);
    }

    @Test
    void namespaces_of_all_clusters_are_listed_once_by_name() throws Exception {
        opened.connected("prod");
        opened.connected("test");
        try (LiveView view = opened.open(of("prod", "test"))) {
            opened.until(view, NavigationData.class, _ -> opened.server.feeds.size() == 2);
            opened.server
                    .feeds
                    .get(0)
                    .lists("{\"metadata\":{\"name\":\"shop\",\"uid\":\"1\",\"resourceVersion\":\"1\"}}");
            opened.server
                    .feeds
                    .get(1)
                    .lists(
                            "{\"metadata\":{\"name\":\"shop\",\"uid\":\"2\",\"resourceVersion\":\"1\"}}",
                            "{\"metadata\":{\"name\":\"lab\",\"uid\":\"3\",\"resourceVersion\":\"1\"}}");
            NavigationData rail = opened.until(
                    view, NavigationData.class, now -> now.namespaces().size() == 2);
            assertThat(rail.namespaces()).containsExactly("lab", "shop");
            assertThat(rail.sources()).hasSize(2);
        }
    }

    @Test
    void an_api_that_does_not_answer_is_named_with_what_to_look_at() throws Exception {
        opened.server.serves(ScriptedCluster.silentGroup("metrics.k8s.io", "v1beta1"));
        Connection connection = opened.connected("prod");
        MissingApi missing = new MissingApi(
                "prod",
                "metrics.k8s.io",
                "metrics.k8s.io/v1beta1",
                Phrase.of(
                        "missing.silent",
                        "api",
                        "metrics.k8s.io/v1beta1",
                        "service",
                        "APIService v1beta1.metrics.k8s.io"));
        try (LiveView rail = opened.open(of("prod"));
                LiveView home = opened.open(new ViewRequest.Home())) {
            assertThat(opened.until(rail, NavigationData.class, _ -> true).missing())
                    .containsExactly(missing);
            HomeData clusters = opened.until(home, HomeData.class, _ -> true);
            assertThat(clusters.clusters().getFirst().missing()).containsExactly(missing);
            assertThat(clusters.clusters().getLast().missing()).isEmpty();

            opened.server.serves("");
            connection.discovery().refresh();
            opened.until(rail, NavigationData.class, now -> now.missing().isEmpty());
        }
    }

    @Test
    void what_asks_for_too_much_is_refused_and_leaves_nothing_behind() {
        List<String> many = IntStream.range(0, 501).mapToObj(i -> "c" + i).toList();
        int heard = opened.heard.times();
        for (ViewRequest tooMuch : List.of(
                new ViewRequest.Navigation(many),
                new ViewRequest.Palette(many, "", 30),
                new ViewRequest.Palette(List.of("prod"), "", 0),
                new ViewRequest.Completion(many, List.of(), "pods", "", 0),
                new ViewRequest.Completion(List.of("prod"), List.of(), "pods", "x".repeat(4_001), 0))) {
            assertThatIllegalArgumentException().isThrownBy(() -> opened.open(tooMuch));
        }
        opened.clusters.update(ScriptedCluster.kubeconfig("prod"));
        assertThat(opened.heard.times()).as("nobody listens any more").isEqualTo(heard);

        try (LiveView view = opened.open(of("prod"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> view.adjust(new ViewRequest.Navigation(many)));
        }
    }
}
