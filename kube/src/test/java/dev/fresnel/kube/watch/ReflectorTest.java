package dev.fresnel.kube.watch;

import static dev.fresnel.kube.watch.PodFrames.added;
import static dev.fresnel.kube.watch.PodFrames.bookmark;
import static dev.fresnel.kube.watch.PodFrames.deleted;
import static dev.fresnel.kube.watch.PodFrames.expired;
import static dev.fresnel.kube.watch.PodFrames.list;
import static dev.fresnel.kube.watch.PodFrames.modified;
import static dev.fresnel.kube.watch.PodFrames.synced;
import static dev.fresnel.kube.watch.ScriptedServer.End.CLEAN;
import static dev.fresnel.kube.watch.ScriptedServer.End.DROP;
import static dev.fresnel.kube.watch.ScriptedServer.End.HANG;
import static dev.fresnel.kube.watch.ScriptedServer.json;
import static dev.fresnel.kube.watch.ScriptedServer.protobuf;
import static dev.fresnel.kube.watch.ScriptedServer.refusal;
import static dev.fresnel.kube.watch.ScriptedServer.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.ReadObject;
import dev.fresnel.kube.wire.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReflectorTest {

    private static final Kind PODS = kind("", "v1", "Pod", "pods", "list", "watch");
    private static final Kind THINGS = kind("example.com", "v1", "Thing", "things", "list", "watch");
    private static final Kind POD_METRICS = kind("metrics.k8s.io", "v1beta1", "PodMetrics", "pods", "list");

    private final ScriptedServer server = new ScriptedServer();
    private final HeldObjects held = new HeldObjects();
    private final ManualTiming timing = new ManualTiming();
    private final Reflector reflector = reflector(PODS);

    @AfterEach
    void close() throws InterruptedException {
        reflector.close();
        reflector.join();
        assertThat(server.allClosed()).isTrue();
    }

    @Test
    void objects_come_by_one_watch_that_begins_with_all_of_them() throws Exception {
        server.answer(protobuf(HANG, added("a", 1), added("b", 2), synced(7), modified("a", 8), deleted("b", 9)));

        reflector.start();

        held.await(() -> held.versions().equals(Map.of("shop/a", "8")), "a at 8");
        held.await(ReflectorState.Live.class);
        held.await(() -> held.calls().size() >= 8, "the last call");
        assertThat(held.calls())
                .containsExactly(
                        "listStarted",
                        "upsert a",
                        "upsert b",
                        "listComplete",
                        "settled",
                        "upsert a",
                        "delete b",
                        "settled");
        assertThat(server.request(0).path()).isEqualTo("/api/v1/pods");
        assertThat(server.request(0).accept()).isEqualTo("application/vnd.kubernetes.protobuf,application/json");
        assertThat(server.request(0).query())
                .containsEntry("watch", List.of("true"))
                .containsEntry("sendInitialEvents", List.of("true"))
                .containsEntry("resourceVersionMatch", List.of("NotOlderThan"))
                .containsEntry("allowWatchBookmarks", List.of("true"))
                .containsKey("timeoutSeconds")
                .doesNotContainKey("resourceVersion");
    }

    @Test
    void servers_without_that_are_listed_from_memory_and_watched_from_there() throws Exception {
        server.answer(
                refusal(422, "Invalid", "sendInitialEvents is forbidden"),
                protobuf(CLEAN, list("5", "", "a", "b")),
                protobuf(HANG, deleted("b", 6)));

        reflector.start();

        held.await(() -> held.versions().equals(Map.of("shop/a", "5")), "only a");
        held.await(ReflectorState.Live.class);
        assertThat(server.request(1).query())
                .containsEntry("resourceVersion", List.of("0"))
                .doesNotContainKey("watch");
        assertThat(server.request(2).query())
                .containsEntry("resourceVersion", List.of("5"))
                .containsEntry("watch", List.of("true"))
                .doesNotContainKey("sendInitialEvents");
    }

    @Test
    void servers_that_ignore_the_wish_for_all_objects_are_found_out_by_their_first_bookmark() throws Exception {
        server.answer(
                protobuf(HANG, added("a", 1), bookmark(7)),
                protobuf(CLEAN, list("8", "", "a")),
                protobuf(HANG, modified("a", 9)));

        reflector.start();

        held.await(() -> held.versions().equals(Map.of("shop/a", "9")), "a at 9");
        assertThat(server.request(1).query()).containsEntry("resourceVersion", List.of("0"));
    }

    @Test
    void the_last_way_is_pages_and_they_begin_anew_when_their_version_is_gone() throws Exception {
        server.answer(
                refusal(400, "BadRequest", "unknown parameter"),
                refusal(400, "BadRequest", "resourceVersion 0 is not for us"),
                protobuf(CLEAN, list("5", "page 2", "a", "b")),
                refusal(410, "Expired", "the continue token is too old"),
                protobuf(CLEAN, list("9", "page 2", "b", "c")),
                protobuf(CLEAN, list("9", "", "d")),
                protobuf(HANG));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(held.versions()).containsOnlyKeys("shop/b", "shop/c", "shop/d");
        assertThat(server.request(2).query()).containsEntry("limit", List.of("500"));
        assertThat(server.request(3).query()).containsEntry("continue", List.of("page 2"));
        assertThat(server.request(4).query()).doesNotContainKey("continue");
        assertThat(server.request(6).query()).containsEntry("resourceVersion", List.of("9"));
    }

    @Test
    void a_list_that_comes_in_pages_though_nobody_asked_for_them_is_read_to_its_end() throws Exception {
        server.answer(
                refusal(422, "Invalid", "sendInitialEvents is forbidden"),
                protobuf(CLEAN, list("5", "page 2", "a", "b")),
                protobuf(CLEAN, list("5", "", "c")),
                protobuf(HANG));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(held.versions()).containsOnlyKeys("shop/a", "shop/b", "shop/c");
        assertThat(server.request(2).query()).containsEntry("continue", List.of("page 2"));
    }

    @Test
    void a_version_that_another_server_in_this_ones_place_refuses_is_forgotten() throws Exception {
        server.answer(
                protobuf(CLEAN, added("a", 1), synced(7)),
                refusal(400, "BadRequest", "resourceVersion: Invalid value"),
                protobuf(HANG, added("b", 1), synced(2)));

        reflector.start();

        held.await(() -> held.versions().containsKey("shop/b"), "b, of the other server");
        held.await(() -> !held.versions().containsKey("shop/a"), "a has gone");
        assertThat(held.states()).hasAtLeastOneElementOfType(ReflectorState.Failed.class);
        assertThat(server.request(2).query()).containsEntry("sendInitialEvents", List.of("true"));
    }

    @Test
    void pages_that_lead_in_a_circle_are_found_out_and_said() throws Exception {
        timing.holdAt(Duration.ofSeconds(30));
        server.answer(refusal(400, "BadRequest", ""), refusal(400, "BadRequest", ""));
        for (int round = 0; round < 5; round++) {
            server.answer(protobuf(CLEAN, list("5", "again", "a")), protobuf(CLEAN, list("5", "again", "a")));
        }

        reflector.start();

        ReflectorState.Failed failed = held.await(ReflectorState.Failed.class);
        assertThat(failed.why()).isEqualTo(ReflectorState.Why.UNREADABLE);
        assertThat(failed.detail()).isEqualTo("the list never ends: after 2 objects its pages lead to nothing new");
        assertThat(held.states()).noneMatch(ReflectorState.Live.class::isInstance);
    }

    @Test
    void pages_without_objects_that_go_on_for_ever_are_found_out() throws Exception {
        timing.holdAt(Duration.ofMillis(1));
        server.answer(
                refusal(400, "BadRequest", ""), refusal(400, "BadRequest", ""), protobuf(CLEAN, list("5", "0", "a")));
        for (int page = 1; page <= 101; page++) {
            server.answer(protobuf(CLEAN, list("5", "" + page)));
        }

        reflector.start();

        assertThat(held.await(ReflectorState.Stale.class).reason())
                .isEqualTo("the list never ends: after 1 objects its pages lead to nothing new");
    }

    @Test
    void a_list_that_breaks_off_twice_is_read_in_pages() throws Exception {
        byte[] list = list("5", "", "a", "b");
        server.answer(
                refusal(422, "Invalid", "sendInitialEvents is forbidden"),
                protobuf(DROP, Arrays.copyOf(list, list.length - 20)),
                protobuf(DROP, Arrays.copyOf(list, list.length - 20)),
                protobuf(CLEAN, list("5", "", "a", "b")),
                protobuf(HANG));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(server.request(3).query()).containsEntry("limit", List.of("500"));
    }

    @Test
    void compaction_under_a_watch_leads_to_a_list_that_is_compared_and_nothing_flashes_empty() throws Exception {
        server.answer(
                protobuf(HANG, added("a", 1), added("b", 2), synced(7), expired()),
                protobuf(HANG, added("b", 2), added("c", 9), synced(20)));

        reflector.start();

        held.await(() -> held.versions().equals(Map.of("shop/b", "2", "shop/c", "9")), "b and c");
        held.await(ReflectorState.Live.class);
        assertThat(held.calls()).doesNotContain("delete a", "delete b");
        assertThat(held.states()
                        .subList(
                                held.states().indexOf(new ReflectorState.Live()),
                                held.states().size()))
                .as("a list that ends soon is not seen")
                .containsOnly(new ReflectorState.Live());
    }

    @Test
    void a_list_after_compaction_that_takes_its_time_is_stale_within_two_seconds() throws Exception {
        server.answer(protobuf(HANG, added("a", 1), synced(7), expired()), protobuf(HANG, added("a", 1)));
        reflector.start();
        server.request(1);

        timing.advance(Duration.ofSeconds(2));

        held.await(ReflectorState.Stale.class);
        assertThat(held.versions()).containsOnlyKeys("shop/a");
    }

    @Test
    void half_an_hour_of_nothing_but_bookmarks_is_one_list() throws Exception {
        server.answer(protobuf(CLEAN, added("a", 1), synced(7)));
        for (int minutes = 5; minutes <= 30; minutes += 5) {
            server.answer(protobuf(CLEAN, bookmark(minutes), bookmark(minutes + 1), bookmark(minutes + 2)));
        }
        server.answer(protobuf(HANG));

        reflector.start();

        assertThat(server.request(7).query()).containsEntry("resourceVersion", List.of("32"));
        for (int i = 1; i < 7; i++) {
            assertThat(server.request(i).query()).containsKey("watch").doesNotContainKey("sendInitialEvents");
        }
        assertThat(held.calls()).containsOnlyOnce("listStarted");
        assertThat(held.states()).noneMatch(ReflectorState.Stale.class::isInstance);
    }

    @Test
    void after_a_night_asleep_it_reads_anew_and_nothing_flashes_empty() throws Exception {
        server.answer(
                protobuf(HANG, added("a", 1), added("b", 2), synced(7)),
                refusal(410, "Expired", "too old resource version: 7 (90000)"),
                protobuf(HANG, added("b", 2), added("c", 90001), synced(90002)));
        reflector.start();
        held.await(ReflectorState.Live.class);

        timing.advance(Duration.ofHours(8));

        held.await(() -> held.versions().equals(Map.of("shop/b", "2", "shop/c", "90001")), "what is there now");
        held.await(ReflectorState.Live.class);
        assertThat(held.calls()).doesNotContain("delete a", "delete b");
    }

    @Test
    void a_drop_that_is_mended_at_once_is_not_seen() throws Exception {
        server.answer(protobuf(DROP, added("a", 1), synced(7), bookmark(30)), protobuf(HANG, modified("a", 31)));

        reflector.start();

        held.await(() -> held.versions().equals(Map.of("shop/a", "31")), "a at 31");
        assertThat(server.request(1).query()).containsEntry("resourceVersion", List.of("30"));
        assertThat(held.states()).noneMatch(ReflectorState.Stale.class::isInstance);
        assertThat(held.calls()).containsOnlyOnce("listStarted");
    }

    @Test
    void rows_stay_and_are_stale_while_the_server_is_away() throws Exception {
        server.answer(
                protobuf(DROP, added("a", 1), synced(7)),
                unreachable(),
                unreachable(),
                unreachable(),
                protobuf(HANG, added("b", 8)));

        reflector.start();

        held.await(() -> held.versions().containsKey("shop/b"), "b");
        held.await(ReflectorState.Live.class);
        List<ReflectorState.Stale> stale = held.states().stream()
                .filter(ReflectorState.Stale.class::isInstance)
                .map(ReflectorState.Stale.class::cast)
                .toList();
        assertThat(stale).hasSize(3);
        assertThat(stale.getFirst().reason()).isEqualTo("connection refused");
        assertThat(stale).extracting(ReflectorState.Stale::attempt).containsExactly(2, 3, 4);
        assertThat(server.request(4).query()).containsEntry("resourceVersion", List.of("7"));
        assertThat(held.versions()).containsOnlyKeys("shop/a", "shop/b");
    }

    @Test
    void waits_grow_up_to_five_seconds_and_differ() throws Exception {
        server.answer(protobuf(DROP, added("a", 1), synced(7)));
        for (int i = 0; i < 40; i++) {
            server.answer(unreachable());
        }
        server.answer(protobuf(HANG));

        reflector.start();

        server.request(41);
        List<Duration> waits = timing.waits();
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) <= 0);
        assertThat(waits.getFirst()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(1));
        assertThat(waits.subList(10, 40)).allMatch(wait -> wait.compareTo(Duration.ofMillis(2_500)) >= 0);
        assertThat(waits.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void a_busy_server_is_left_alone_as_long_as_it_asks() throws Exception {
        server.answer(
                refusal(429, "TooManyRequests", "slow down").with("Retry-After", "17"),
                protobuf(HANG, added("a", 1), synced(7)));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(17));
        assertThat(held.states())
                .anyMatch(state -> state instanceof ReflectorState.Stale stale
                        && stale.reason().equals("the server is busy: slow down"));
    }

    @Test
    void credentials_are_renewed_once_and_then_it_says_so() throws Exception {
        server.otherCredentials = true;
        timing.holdAt(Duration.ofSeconds(30));
        server.answer(refusal(401, "Unauthorized", "Unauthorized"), refusal(401, "Unauthorized", "Unauthorized"));

        reflector.start();

        ReflectorState.Failed failed = held.await(ReflectorState.Failed.class);
        assertThat(failed.why()).isEqualTo(ReflectorState.Why.CREDENTIALS);
        assertThat(server.refreshes()).isEqualTo(1);

        server.answer(protobuf(HANG, added("a", 1), synced(7)));
        reflector.retry();
        held.await(ReflectorState.Live.class);
    }

    @Test
    void what_is_forbidden_is_asked_for_again_each_half_minute() throws Exception {
        server.answer(
                refusal(403, "Forbidden", "pods is forbidden: User x cannot watch"),
                refusal(403, "Forbidden", "pods is forbidden: User x cannot watch"),
                protobuf(HANG, added("a", 1), synced(7)));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(held.states())
                .contains(new ReflectorState.Forbidden("list", "pods is forbidden: User x cannot watch"));
        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void a_server_that_is_starting_is_not_believed_when_it_refuses() throws Exception {
        server.answer(
                protobuf(DROP, added("a", 1), synced(7)),
                unreachable(),
                refusal(403, "Forbidden", "RBAC: clusterrole not found"),
                refusal(404, "NotFound", "not yet"),
                protobuf(HANG, added("b", 8)));

        reflector.start();

        held.await(() -> held.versions().containsKey("shop/b"), "b");
        assertThat(held.states())
                .noneMatch(ReflectorState.Forbidden.class::isInstance)
                .noneMatch(ReflectorState.Failed.class::isInstance);
    }

    @Test
    void a_kind_that_is_not_served_fails_with_the_servers_words() throws Exception {
        timing.holdAt(Duration.ofSeconds(30));
        server.answer(refusal(404, "NotFound", "the server could not find the requested resource"));

        reflector.start();

        assertThat(held.await(ReflectorState.Failed.class))
                .isEqualTo(new ReflectorState.Failed(
                        ReflectorState.Why.NOT_SERVED, "the server could not find the requested resource"));
    }

    @Test
    void a_connection_on_which_nothing_comes_is_given_up() throws Exception {
        server.answer(protobuf(HANG, added("a", 1), synced(7)), protobuf(HANG, added("b", 8)));
        reflector.start();
        held.await(ReflectorState.Live.class);

        timing.advance(Duration.ofSeconds(149));
        assertThat(server.requests()).isEqualTo(1);
        timing.advance(Duration.ofSeconds(1));

        held.await(() -> held.versions().containsKey("shop/b"), "b");
        assertThat(server.request(1).query()).containsEntry("resourceVersion", List.of("7"));
    }

    @Test
    void it_is_given_up_within_minutes_also_where_the_clock_was_put_back_by_a_day() throws Exception {
        server.answer(protobuf(HANG, added("a", 1), synced(7)), protobuf(HANG, added("b", 8)));
        reflector.start();
        held.await(ReflectorState.Live.class);

        timing.putBack(Duration.ofDays(1));
        timing.advance(Duration.ofSeconds(150));
        assertThat(server.requests()).isEqualTo(1);
        timing.advance(Duration.ofSeconds(150));

        held.await(() -> held.versions().containsKey("shop/b"), "b");
    }

    @Test
    void an_attempt_that_hangs_after_a_drop_shows_as_stale_within_two_seconds() throws Exception {
        server.answer(protobuf(DROP, added("a", 1), synced(7)));
        reflector.start();
        server.request(1);
        assertThat(held.state()).isInstanceOf(ReflectorState.Live.class);

        timing.advance(Duration.ofSeconds(2));

        assertThat(held.await(ReflectorState.Stale.class).reason()).isEqualTo("connection reset");
        server.answer(protobuf(HANG, added("b", 8)));
        held.await(ReflectorState.Live.class);
    }

    @Test
    void what_cannot_be_read_as_protobuf_twice_is_asked_for_as_json() throws Exception {
        byte[] broken = added("a", 1);
        broken[4] = (byte) 0xFF;
        server.answer(protobuf(HANG, broken), protobuf(HANG, broken), json(HANG, """
                        {"type":"ADDED","object":{"metadata":{"namespace":"shop","name":"a","resourceVersion":"1"}}}
                        {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7",
                         "annotations":{"k8s.io/initial-events-end":"true"}}}}
                        """));

        reflector.start();

        held.await(ReflectorState.Live.class);
        assertThat(held.versions()).containsExactly(Map.entry("shop/a", "1"));
        assertThat(server.request(2).accept()).isEqualTo("application/json");
    }

    @Test
    void custom_resources_are_read_as_json() throws Exception {
        server.answer(json(HANG, """
                {"type":"ADDED","object":{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"t",
                 "resourceVersion":"1","managedFields":[{"manager":"me"}]},"spec":{"size":3}}}
                {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7",
                 "annotations":{"k8s.io/initial-events-end":"true"}}}}
                """));
        try (Reflector things = reflector(THINGS)) {
            things.start();

            held.await(ReflectorState.Live.class);
            assertThat(held.objects().getFirst().body())
                    .asString()
                    .isEqualTo("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"t\","
                            + "\"resourceVersion\":\"1\"},\"spec\":{\"size\":3}}");
            assertThat(server.request(0).accept()).isEqualTo("application/json");
            assertThat(server.request(0).path()).isEqualTo("/apis/example.com/v1/things");
        }
    }

    @Test
    void a_kind_that_cannot_be_watched_is_listed_again_and_again() throws Exception {
        server.answer(json(CLEAN, metrics("a", "b")), json(CLEAN, metrics("b", "c")));
        try (Reflector metrics = reflector(POD_METRICS)) {
            metrics.start();

            server.request(2);
            assertThat(held.versions()).containsOnlyKeys("b", "c");
            assertThat(held.state()).isInstanceOf(ReflectorState.Live.class);
            assertThat(timing.waits()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
        }
    }

    @Test
    void progress_tells_how_many_have_come_and_how_many_to_expect() throws Exception {
        server.count = 1000;
        byte[][] pods = new byte[600][];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = added("pod-" + i, i);
        }
        server.answer(protobuf(HANG, pods));

        reflector.start();

        held.await(
                () -> !held.states().isEmpty() && held.state().equals(new ReflectorState.Listing(512, 1000, false)),
                "512 of 1000");
    }

    @Test
    void a_defect_of_the_sink_does_not_end_it() throws Exception {
        HeldObjects picky = new HeldObjects() {
            private int failed;

            @Override
            public synchronized void upsert(ReadObject object) {
                switch (failed++) {
                    case 0 -> throw new IllegalStateException("not today");
                    case 1, 2 -> throw new OutOfMemoryError("an object too large for what is left");
                    default -> super.upsert(object);
                }
            }

            @Override
            public synchronized void state(ReflectorState state) {
                if (failed == 2 && state instanceof ReflectorState.Stale) {
                    throw new OutOfMemoryError("and it cannot even be said");
                }
                super.state(state);
            }
        };
        for (int i = 0; i < 4; i++) {
            server.answer(protobuf(HANG, added("a", 1), synced(7)));
        }
        try (Reflector other = reflector(PODS, picky)) {
            other.start();

            picky.await(ReflectorState.Live.class);
            assertThat(picky.versions()).containsOnlyKeys("shop/a");
        }
    }

    @Test
    void closing_ends_the_request_and_says_so() throws Exception {
        server.answer(protobuf(HANG, added("a", 1), synced(7)));
        reflector.start();
        held.await(ReflectorState.Live.class);

        reflector.close();
        reflector.join();

        assertThat(server.allClosed()).isTrue();
        assertThat(held.state()).isEqualTo(new ReflectorState.Stopped());
    }

    @Test
    void changes_are_settled_once_nothing_more_is_waiting() throws Exception {
        server.answer(protobuf(
                HANG, added("a", 1), synced(7), modified("a", 8), modified("a", 9), modified("a", 10), bookmark(11)));

        reflector.start();

        held.await(() -> held.published() == 2, "two settled");
        assertThat(held.calls().getLast()).isEqualTo("settled");
        assertThat(held.versions()).containsEntry("shop/a", "10");
    }

    private Reflector reflector(Kind kind) {
        return reflector(kind, held);
    }

    private Reflector reflector(Kind kind, ObjectSink sink) {
        return new Reflector(
                server,
                kind,
                Scope.CLUSTER,
                new Reading(kind.apiVersion(), kind.name(), PathTrie.of(List.of("status.phase")), true, false),
                sink,
                timing,
                new Random(1),
                Patience.DEFAULT);
    }

    private static Kind kind(String group, String version, String name, String plural, String... verbs) {
        return new Kind(group, version, name, plural, "", List.of(), List.of(), true, Set.of(verbs), Set.of());
    }

    private static String metrics(String... names) {
        return "{\"kind\":\"PodMetricsList\",\"metadata\":{},\"items\":["
                + String.join(
                        ",",
                        Arrays.stream(names)
                                .map(name -> "{\"metadata\":{\"name\":\"" + name + "\"}}")
                                .toList())
                + "]}";
    }
}
