package dev.fresnel.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A mistake in one view is that view's alone. */
class FailingViewTest {

    private final ScriptedOutbound outbound = new ScriptedOutbound();
    private final FakeOpener opener = new FakeOpener() {
        @Override
        public LiveView open(ViewRequest request, String language, Runnable changed) {
            if (request instanceof ViewRequest.Navigation) {
                throw new IllegalArgumentException("no clusters");
            }
            if (request instanceof ViewRequest.Completion) {
                throw new NoClassDefFoundError("of this view");
            }
            if (request instanceof ViewRequest.Palette) {
                throw new IllegalStateException("the connection has been closed");
            }
            return super.open(request, language, changed);
        }
    };
    private final BrowserConnection connection = new BrowserConnection(
            outbound, opener, "1", InstantSource.system(), new Room(Limits.USUAL), Duration.ZERO, Duration.ofHours(1));

    @AfterEach
    void close() {
        connection.close();
    }

    private void open(int id, String view) {
        connection.received("{\"type\":\"open\",\"id\":" + id + ",\"view\":" + view + "}");
    }

    private void assertFailed(int id, String key, String detail) throws InterruptedException {
        JsonNode message = outbound.next();
        assertThat(message.path("type").asString()).isEqualTo("failure");
        assertThat(message.path("id").asInt()).isEqualTo(id);
        assertThat(message.path("message").path("key").asString()).isEqualTo(key);
        assertThat(message.path("detail").asString()).contains(detail);
    }

    @Test
    void a_view_that_cannot_be_told_is_closed_and_the_others_go_on() throws Exception {
        open(1, "{\"type\":\"home\"}");
        outbound.next();
        open(2, "{\"type\":\"home\"}");
        outbound.next();
        FakeView failing = opener.views.getFirst();
        failing.mistake = new IllegalStateException("slot 3 is empty");
        failing.changed.run();

        assertFailed(1, "connection.viewFailed", "slot 3 is empty");
        assertThat(failing.closes).hasValue(1);
        failing.changed.run();
        opener.views.getLast().changed.run();
        assertThat(outbound.next().path("id").asInt()).isEqualTo(2);
        assertThat(failing.polls).as("it is never asked again").hasValue(2);
        assertThat(outbound.closed).isNotDone();
    }

    @ParameterizedTest
    @MethodSource
    void also_an_error_is_that_views_alone(Error error) throws Exception {
        open(1, "{\"type\":\"home\"}");
        outbound.next();
        open(2, "{\"type\":\"home\"}");
        outbound.next();
        FakeView failing = opener.views.getFirst();
        failing.mistake = error;
        failing.changed.run();

        assertFailed(1, "connection.viewFailed", error.toString());
        opener.views.getLast().changed.run();
        assertThat(outbound.next().path("id").asInt()).isEqualTo(2);
        open(
                3,
                "{\"type\":\"completion\",\"clusters\":[],\"namespaces\":[],\"resource\":\"\",\"text\":\"\",\"caret\":0}");
        assertFailed(3, "connection.viewFailed", "NoClassDefFoundError: of this view");
        open(4, "{\"type\":\"home\"}");
        assertThat(outbound.next().path("type").asString()).isEqualTo("snapshot");
        assertThat(outbound.closed).isNotDone();
    }

    static List<Error> also_an_error_is_that_views_alone() {
        return List.of(
                new NoClassDefFoundError("dev/fresnel/Gone"),
                new ExceptionInInitializerError("the file is gone"),
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new AssertionError("never"));
    }

    @Test
    void a_view_that_asks_for_too_much_is_refused() throws Exception {
        open(1, "{\"type\":\"navigation\",\"clusters\":[]}");

        assertFailed(1, "connection.badRequest", "no clusters");
        open(1, "{\"type\":\"home\"}");
        assertThat(outbound.next().path("type").asString()).isEqualTo("snapshot");
    }

    @Test
    void a_view_that_cannot_be_opened_takes_no_place() throws Exception {
        open(1, "{\"type\":\"palette\",\"clusters\":[],\"text\":\"\",\"limit\":1}");

        assertFailed(1, "connection.viewFailed", "the connection has been closed");
        open(1, "{\"type\":\"home\"}");
        assertThat(outbound.next().path("type").asString()).isEqualTo("snapshot");
    }
}
