package dev.fresnel.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a view is told, and what happens while the network takes nothing. */
class PaceTest {

    private final ScriptedOutbound outbound = new ScriptedOutbound();
    private final FakeOpener opener = new FakeOpener();
    private BrowserConnection connection = connect(Duration.ofHours(1));

    private BrowserConnection connect(Duration pace) {
        return connect(pace, Duration.ofHours(1));
    }

    private BrowserConnection connect(Duration pace, Duration quiet) {
        return new BrowserConnection(
                outbound, opener, "1", InstantSource.system(), new Room(Limits.USUAL), pace, quiet);
    }

    private void heartbeats(boolean wanted) {
        connection.received("{\"type\":\"heartbeats\",\"wanted\":" + wanted + "}");
    }

    @AfterEach
    void close() {
        outbound.room.release(1_000);
        connection.close();
    }

    private void open(int id) {
        connection.received("{\"type\":\"open\",\"id\":" + id + ",\"view\":{\"type\":\"home\"}}");
    }

    private String told() throws InterruptedException {
        var message = outbound.next();
        return message.path("id").asInt() + ": "
                + message.path("data").path("text").asString();
    }

    @Test
    void a_view_is_told_four_times_a_second_at_most() {
        assertThat(Duration.ofSeconds(1).dividedBy(BrowserConnection.PACE)).isEqualTo(4);
    }

    @Test
    void a_view_that_changed_waits_for_its_turn_and_does_not_keep_others_waiting() throws Exception {
        open(1);
        assertThat(told()).isEqualTo("1: poll 1");
        opener.views.getFirst().changed.run();

        open(2);
        assertThat(told()).isEqualTo("2: poll 1");
        open(3);
        assertThat(told()).isEqualTo("3: poll 1");
        assertThat(opener.views.getFirst().polls).as("an hour has not passed").hasValue(1);
    }

    @Test
    void its_turn_comes_by_itself() throws Exception {
        connection.close();
        connection = connect(Duration.ofMillis(20));
        open(1);
        for (int i = 1; i <= 5; i++) {
            assertThat(told()).isEqualTo("1: poll " + i);
            opener.views.getFirst().changed.run();
        }
    }

    @Test
    void a_view_that_did_not_change_is_not_polled_though_its_turn_came() throws Exception {
        connection.close();
        connection = connect(Duration.ZERO);
        open(1);
        told();
        open(2);
        assertThat(told()).isEqualTo("2: poll 1");
        assertThat(opener.views.getFirst().polls).hasValue(1);
    }

    @Test
    void nothing_is_polled_while_the_network_takes_nothing() throws Exception {
        connection.close();
        connection = connect(Duration.ZERO);
        outbound.stuck();
        open(1);
        outbound.awaitWaiting();
        open(2);
        for (int i = 0; i < 1_000; i++) {
            opener.views.forEach(view -> view.changed.run());
        }
        assertThat(opener.views).extracting(view -> view.polls.get()).containsExactly(1, 0);

        outbound.room.release(3);
        assertThat(told()).isEqualTo("1: poll 1");
        assertThat(List.of(told(), told()))
                .as("a thousand changes are one message")
                .containsExactlyInAnyOrder("1: poll 2", "2: poll 1");
        connection.received("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
        outbound.room.release();
        assertThat(outbound.next().path("type").asString()).isEqualTo("welcome");
    }

    @Test
    void who_listens_hears_a_heartbeat_where_nothing_else_is_said() throws Exception {
        connection.close();
        connection = connect(Duration.ZERO, Duration.ofMillis(20));
        heartbeats(true);
        for (int i = 0; i < 3; i++) {
            assertThat(outbound.next().toString()).isEqualTo("{\"type\":\"heartbeat\"}");
        }
    }

    @Test
    void who_does_not_listen_hears_none() throws Exception {
        connection.close();
        connection = connect(Duration.ZERO, Duration.ZERO);
        open(1);
        assertThat(told()).isEqualTo("1: poll 1");
        opener.views.getFirst().changed.run();
        assertThat(told()).as("no word came between").isEqualTo("1: poll 2");
    }

    @Test
    void heartbeats_do_not_pile_up_while_the_network_takes_nothing() throws Exception {
        connection.close();
        connection = connect(Duration.ZERO, Duration.ofMillis(1));
        outbound.stuck();
        heartbeats(true);
        outbound.awaitWaiting();
        open(1);
        outbound.room.release(2);
        assertThat(outbound.next().path("type").asString()).isEqualTo("heartbeat");
        assertThat(told()).as("what is to be told goes first").isEqualTo("1: poll 1");
    }

    @Test
    void a_browser_that_is_gone_closes_the_views() throws Exception {
        open(1);
        told();
        outbound.closed.complete(1006);
        open(2);
        opener.views.getFirst().changed.run();
        for (FakeView view : opener.views) {
            view.awaitClosed();
        }
        assertThat(opener.views).extracting(view -> view.closes.get()).containsExactly(1, 1);
    }
}
