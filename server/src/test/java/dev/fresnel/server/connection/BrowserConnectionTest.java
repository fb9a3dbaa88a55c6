package dev.fresnel.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BrowserConnectionTest {

    private final ScriptedOutbound outbound = new ScriptedOutbound();
    private final FakeOpener opener = new FakeOpener();
    private Room room = new Room(Limits.USUAL);
    private final List<BrowserConnection> opened = new ArrayList<>();

    private BrowserConnection connect(LiveView.Opener opener) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));
        BrowserConnection connection =
                new BrowserConnection(outbound, opener, "1.2.3", clock, room, Duration.ofHours(1), Duration.ofHours(1));
        opened.add(connection);
        return connection;
    }

    @AfterEach
    void close() {
        outbound.room.release(1_000);
        opened.forEach(BrowserConnection::close);
    }

    private static String open(int id) {
        return "{\"type\":\"open\",\"id\":" + id + ",\"view\":{\"type\":\"home\"}}";
    }

    private static String adjust(int id) {
        return "{\"type\":\"adjust\",\"id\":" + id + ",\"view\":{\"type\":\"home\"}}";
    }

    private static String type(JsonNode message) {
        return message.path("type").asString() + " " + message.path("id").asInt(-1);
    }

    private static String failure(JsonNode message) {
        return type(message) + " " + message.path("message").path("key").asString();
    }

    @Test
    void says_who_it_is_and_what_time_it_is() throws Exception {
        connect(opener).received("{\"type\":\"hello\",\"protocol\":1,\"language\":\"ja\"}");

        assertThat(outbound.next().toString())
                .isEqualTo("{\"type\":\"welcome\",\"protocol\":1,\"version\":\"1.2.3\",\"now\":1700000000000}");
    }

    @Test
    void a_browser_of_another_protocol_is_told_to_reload() throws Exception {
        connect(opener).received("{\"type\":\"hello\",\"protocol\":2,\"language\":\"en\"}");

        assertThat(failure(outbound.next())).isEqualTo("failure -1 connection.reload");
    }

    @Test
    void views_speak_the_browsers_language() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received("{\"type\":\"hello\",\"protocol\":1,\"language\":\"ja-JP\"}");
        connection.received(open(1));

        assertThat(opener.views.getFirst().language).isEqualTo("ja-JP");
    }

    @Test
    void a_view_that_is_opened_or_adjusted_is_told_at_once() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(7));
        assertThat(type(outbound.next())).isEqualTo("snapshot 7");

        connection.received(adjust(7));
        assertThat(outbound.next().path("data").path("text").asString()).isEqualTo("poll 2");
    }

    @Test
    void rows_that_are_gone_leave_at_once_when_the_person_looked_away() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(7));
        outbound.next();
        connection.received("{\"type\":\"dropGone\",\"id\":7}");

        assertThat(type(outbound.next())).isEqualTo("snapshot 7");
        assertThat(opener.views.getFirst().droppedGone).isTrue();
    }

    @Test
    void a_cluster_is_tried_again_by_its_name() {
        connect(opener).received("{\"type\":\"retry\",\"cluster\":\"prod\"}");

        assertThat(opener.retried).containsExactly("prod");
    }

    @Test
    void a_view_of_the_wrong_kind_is_refused_and_stays_open() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(7));
        outbound.next();
        connection.received(
                "{\"type\":\"adjust\",\"id\":7,\"view\":{\"type\":\"palette\",\"clusters\":[],\"text\":\"\",\"limit\":1}}");
        JsonNode refused = outbound.next();
        assertThat(failure(refused)).isEqualTo("failure 7 connection.badRequest");
        assertThat(refused.path("detail").asString()).isEqualTo("this view is home");

        connection.received(adjust(7));
        assertThat(type(outbound.next())).isEqualTo("snapshot 7");
    }

    @Test
    void unknown_ids_are_passed_over() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(adjust(9));
        connection.received("{\"type\":\"close\",\"id\":9}");
        connection.received("{\"type\":\"dropGone\",\"id\":9}");
        connection.received(open(1));

        assertThat(type(outbound.next())).isEqualTo("snapshot 1");
    }

    @Test
    void an_id_that_is_in_use_is_refused_and_its_view_lives_on() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(1));
        outbound.next();
        connection.received(open(1));

        assertThat(failure(outbound.next())).isEqualTo("failure 1 connection.badRequest");
        assertThat(opener.views).hasSize(1);
        assertThat(opener.views.getFirst().closes).hasValue(0);
    }

    @Test
    void a_tab_has_sixty_four_views_and_one_more_when_it_closes_one() throws Exception {
        BrowserConnection connection = connect(opener);
        for (int id = 1; id <= Limits.USUAL.views(); id++) {
            connection.received(open(id));
            outbound.next();
        }
        connection.received(open(65));
        JsonNode refused = outbound.next();
        assertThat(failure(refused)).isEqualTo("failure 65 connection.tooManyViews");
        assertThat(refused.path("message").path("args").path("max").asString()).isEqualTo("64");
        assertThat(opener.views).hasSize(64);

        connection.received("{\"type\":\"close\",\"id\":3}");
        assertThat(opener.views.get(2).closes).hasValue(1);
        connection.received(open(66));
        assertThat(type(outbound.next())).isEqualTo("snapshot 66");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"type\":\"launch\"}", "[1]", "{\"type\":\"close\",\"id\":null}"})
    void what_is_not_a_message_ends_the_connection(String text) throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(1));
        outbound.next();
        connection.received(text);

        assertThat(outbound.code()).isEqualTo(1002);
        assertThat(opener.views.getFirst().closes).hasValue(1);
        connection.received(open(2));
        assertThat(opener.views).as("nothing is opened after the end").hasSize(1);
    }

    @Test
    void an_oversized_message_ends_the_connection() throws Exception {
        connect(opener).received("{\"type\":\"retry\",\"cluster\":\"" + "a".repeat(1024 * 1024) + "\"}");

        assertThat(outbound.code()).isEqualTo(1002);
        assertThat(opener.retried).isEmpty();
    }

    @Test
    void a_browser_that_sends_and_does_not_read_is_let_go() throws Exception {
        room = new Room(new Limits(1, 64, 64, Duration.ofMillis(50)));
        outbound.stuck();
        BrowserConnection connection = connect(opener);
        for (int i = 0; i < Agenda.MAX_MESSAGES + 2; i++) {
            connection.received("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
        }

        assertThat(outbound.code()).isEqualTo(1008);
    }

    @Test
    void a_browser_that_asks_faster_than_it_listens_is_read_at_its_own_pace() throws Exception {
        outbound.stuck();
        BrowserConnection connection = connect(opener);
        Thread asking = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 1_000; i++) {
                connection.received("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
            }
        });
        for (int i = 0; i < 1_000; i++) {
            outbound.room.release();
            assertThat(outbound.next().path("type").asString()).isEqualTo("welcome");
        }
        asking.join();
        assertThat(outbound.closed).isNotDone();
    }

    @Test
    void a_browser_that_takes_nothing_for_too_long_is_let_go() throws Exception {
        outbound.tooSlow = true;
        BrowserConnection connection = connect(opener);
        connection.received(open(1));

        assertThat(outbound.code()).isEqualTo(1008);
        opener.views.getFirst().awaitClosed();
    }

    @Test
    void all_tabs_together_have_so_many_views_and_one_more_when_one_is_closed() throws Exception {
        room = new Room(new Limits(2, 64, 3, Duration.ofMinutes(1)));
        BrowserConnection first = connect(opener);
        first.received(open(1));
        first.received(open(2));
        first.received(open(2)); // refused, takes no place
        BrowserConnection second = connect(opener);
        second.received(open(1));
        assertThat(opener.views).hasSize(3);
        second.received(open(2));
        assertThat(opener.views).hasSize(3);

        first.close();
        second.received(open(3));
        second.received(open(4));
        second.received(open(5));
        assertThat(opener.views).hasSize(5);
        List<String> told = new ArrayList<>();
        while (told.stream().filter(text -> text.contains("tooManyViewsOfAll")).count() < 2) {
            told.add(outbound.next().toString());
        }
        assertThat(told)
                .contains("{\"type\":\"failure\",\"id\":2,\"message\":{\"key\":\"connection.tooManyViewsOfAll\","
                        + "\"args\":{\"max\":\"3\"}},\"detail\":null}");
    }

    @Test
    void a_tab_too_many_is_told_so_and_let_go_and_has_its_place_when_another_one_ends() throws Exception {
        room = new Room(new Limits(1, 64, 64, Duration.ofMinutes(1)));
        BrowserConnection first = connect(opener);
        BrowserConnection second = connect(opener);
        assertThat(failure(outbound.next())).isEqualTo("failure -1 connection.tooManyTabs");
        assertThat(outbound.code()).isEqualTo(1013);
        second.received(open(1));
        assertThat(opener.views).isEmpty();

        first.close();
        ScriptedOutbound another = new ScriptedOutbound();
        for (JsonNode told = null; told == null || !type(told).equals("snapshot 1"); ) {
            // The place is free when the first tab's writer has ended.
            try (BrowserConnection third = new BrowserConnection(another, opener, "1", InstantSource.system(), room)) {
                third.received(open(1));
                told = another.next();
                another = told.path("type").asString().equals("failure") ? new ScriptedOutbound() : another;
            }
        }
    }

    @Test
    void everything_is_closed_once_when_the_tab_goes() throws Exception {
        BrowserConnection connection = connect(opener);
        connection.received(open(1));
        connection.received(open(2));
        outbound.next();
        outbound.next();
        connection.close();
        connection.close();

        assertThat(opener.views).extracting(view -> view.closes.get()).containsExactly(1, 1);
    }

    @Test
    void a_view_that_is_being_opened_while_the_tab_goes_is_closed_too() {
        List<BrowserConnection> tab = new ArrayList<>();
        FakeOpener closing = new FakeOpener() {
            @Override
            public LiveView open(ViewRequest request, String language, Runnable changed) {
                LiveView view = super.open(request, language, changed);
                tab.getFirst().close();
                return view;
            }
        };
        tab.add(connect(closing));
        tab.getFirst().received(open(1));

        assertThat(closing.views.getFirst().closes).hasValue(1);
    }
}
