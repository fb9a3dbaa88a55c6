package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over a real socket. */
class SocketTest {

    private final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Tab tab;

    SocketTest(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        tab = Tab.open(client, server);
    }

    @AfterEach
    void close() {
        tab.close();
        client.shutdownNow();
        server.close();
    }

    @Test
    void a_view_is_opened_and_closed_with_its_tab() throws Exception {
        tab.say("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
        assertThat(tab.next()).contains("\"type\":\"welcome\"");
        tab.say("{\"type\":\"open\",\"id\":1,\"view\":{\"type\":\"home\"}}");
        assertThat(tab.next()).startsWith("{\"type\":\"snapshot\",\"id\":1,\"data\":{\"type\":\"homeData\"");

        tab.close();
        assertThat(server.viewClosed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_not_a_message_ends_the_socket() throws Exception {
        tab.say("launch the missiles");

        assertThat(tab.code()).isEqualTo(1002);
    }

    @Test
    void a_message_that_is_too_long_ends_the_socket() throws Exception {
        tab.say("{\"type\":\"retry\",\"cluster\":\"" + "a".repeat(1024 * 1024) + "\"}");

        assertThat(tab.code()).isEqualTo(1009);
    }

    @Test
    void views_are_closed_when_the_server_stops() throws Exception {
        tab.say("{\"type\":\"open\",\"id\":1,\"view\":{\"type\":\"home\"}}");
        tab.next();
        server.server.close();

        assertThat(server.viewClosed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
