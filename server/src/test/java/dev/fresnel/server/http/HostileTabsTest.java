package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.server.connection.Limits;
import dev.fresnel.server.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tab that is let in may do to the server, while another one goes on hearing what changes. */
@Timeout(60)
class HostileTabsTest {

    private static final String LARGE =
            "{\"type\":\"completion\",\"clusters\":[],\"namespaces\":[],\"resource\":\"\",\"text\":\"\",\"caret\":0}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestServer server;
    private final Tab another;

    HostileTabsTest(@TempDir Path folder) throws Exception {
        server = new TestServer(folder, 0, new Limits(100, 64, 500, Duration.ofMillis(500)));
        another = Tab.open(client, server);
        another.openView(1, Tab.HOME);
        another.next();
    }

    @AfterEach
    void othersGoOn() throws Exception {
        try {
            assertOthersGoOn();
        } finally {
            another.close();
            client.shutdownNow();
            server.close();
        }
    }

    /** Also in the middle of what is done to the server. */
    private void assertOthersGoOn() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            server.open.forEach(Runnable::run);
            assertThat(another.next()).startsWith("{\"type\":\"snapshot\",\"id\":1,");
        }
    }

    private void awaitViews(int number) {
        while (server.open.size() != number) {
            Thread.onSpinWait();
        }
    }

    private static String adjustment(int id) {
        return "{\"type\":\"adjust\",\"id\":" + id + ",\"view\":" + Tab.HOME + "}";
    }

    @Test
    void ten_thousand_views_in_one_tab_are_sixty_four_and_the_rest_is_told() throws Exception {
        try (Tab flood = Tab.open(client, server)) {
            for (int id = 1; id <= 10_000; id++) {
                flood.openView(id, Tab.HOME);
            }
            assertOthersGoOn();
            int refused = 0;
            int told = 0;
            while (refused < 10_000 - 64 || told < 64) {
                String message = flood.next();
                if (message.startsWith("{\"type\":\"failure\"")) {
                    assertThat(message).contains("connection.tooManyViews\"", "\"max\":\"64\"");
                    refused++;
                } else {
                    told++;
                }
            }
            assertThat(server.open).hasSize(65);
            assertThat(flood.closed).isNotDone();
        }
    }

    @Test
    void hundreds_of_tabs_are_some_and_the_rest_is_told() throws Exception {
        String cookie = server.cookie();
        List<RawSocket> tabs = new ArrayList<>();
        try {
            for (int i = 1; i <= 500; i++) {
                RawSocket tab = new RawSocket(server, cookie);
                tabs.add(tab);
                if (i < 100) {
                    tab.say("{\"type\":\"open\",\"id\":1,\"view\":" + Tab.HOME + "}");
                    assertThat(tab.message()).startsWith("{\"type\":\"snapshot\"");
                } else {
                    assertThat(tab.message()).contains("\"id\":null", "connection.tooManyTabs", "\"max\":\"100\"");
                    assertThat(tab.code()).isEqualTo(1013);
                    tab.close();
                }
            }
            assertThat(server.open).hasSize(100);
            assertOthersGoOn();
        } finally {
            for (RawSocket tab : tabs) {
                tab.close();
            }
        }
    }

    @Test
    void a_tab_that_never_reads_is_asked_for_a_while_and_let_go() throws Exception {
        try (RawSocket stuck = new RawSocket(server)) {
            stuck.say("{\"type\":\"open\",\"id\":1,\"view\":" + LARGE + "}");
            awaitViews(2);
            while (server.open.size() > 1) {
                server.open.forEach(Runnable::run);
                assertThat(another.next()).startsWith("{\"type\":\"snapshot\",\"id\":1,");
            }
            assertThat(server.largePolls.get())
                    .as("megabytes that the network took, and one that it did not")
                    .isLessThan(50);
        }
    }

    @Test
    void wishes_at_full_speed_keep_nobody_waiting() throws Exception {
        try (Tab flood = Tab.open(client, server)) {
            flood.openView(1, Tab.HOME);
            for (int i = 0; i < 20_000; i++) {
                flood.say(adjustment(1));
            }
            assertOthersGoOn();
            for (int id = 2; id < 5_000; id++) {
                flood.openView(id, Tab.HOME);
                flood.say("{\"type\":\"close\",\"id\":" + id + "}");
            }
            flood.say("{\"type\":\"hello\",\"protocol\":1,\"language\":\"en\"}");
            for (String told = ""; !told.startsWith("{\"type\":\"welcome\""); ) {
                told = flood.next();
            }
            assertThat(server.open).hasSize(2);
        }
    }

    @Test
    void wishes_of_a_tab_that_never_reads_end_it() throws Exception {
        try (RawSocket stuck = new RawSocket(server)) {
            stuck.say("{\"type\":\"open\",\"id\":1,\"view\":" + LARGE + "}");
            awaitViews(2);
            byte[] wish = adjustment(1).getBytes(StandardCharsets.UTF_8);
            try {
                while (server.open.size() > 1) {
                    stuck.frame(RawSocket.TEXT, true, wish);
                }
            } catch (IOException e) {
                assertThat(e).as("the server has closed the socket").isNotNull();
            }
            assertThat(server.open).hasSize(1);
            assertThat(server.largePolls.get()).isLessThan(50);
        }
    }

    @Test
    void a_frame_of_a_hundred_megabytes_ends_the_socket_soon_after_its_head() throws Exception {
        try (RawSocket socket = new RawSocket(server)) {
            socket.head(RawSocket.TEXT, true, 100L << 20);
            socket.rest(new byte[2 << 20]);

            assertThat(socket.code()).isEqualTo(1009);
        }
    }

    @Test
    void fragments_without_end_end_the_socket() throws Exception {
        try (RawSocket socket = new RawSocket(server)) {
            socket.frame(RawSocket.TEXT, false, new byte[1_000]);
            for (int i = 0; i < 64; i++) {
                socket.frame(RawSocket.CONTINUATION, false, new byte[16_300]);
            }
            socket.frame(RawSocket.CONTINUATION, false, new byte[16_300]);

            assertThat(socket.code()).isEqualTo(1009);
        }
    }

    @Test
    void empty_fragments_without_end_add_up_to_nothing() throws Exception {
        try (RawSocket socket = new RawSocket(server)) {
            socket.frame(RawSocket.TEXT, false, new byte[0]);
            for (int i = 0; i < 100_000; i++) {
                socket.head(RawSocket.CONTINUATION, false, 0);
            }
            assertOthersGoOn();
            socket.frame(RawSocket.CONTINUATION, true, "nonsense".getBytes(StandardCharsets.UTF_8));

            assertThat(socket.code()).isEqualTo(1002);
        }
    }

    @Test
    void nested_deeply_is_no_message() throws Exception {
        for (int levels : new int[] {20, 10_000, 30_000}) {
            try (Tab tab = Tab.open(client, server)) {
                tab.say("{\"type\":\"close\",\"id\":1,\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
                assertThat(tab.code()).isEqualTo(1002);
            }
        }
    }

    @Test
    void nested_two_million_deep_is_too_long() throws Exception {
        try (RawSocket socket = new RawSocket(server)) {
            String deep = "{\"type\":\"close\",\"id\":" + "[".repeat(2_000_000);
            socket.head(RawSocket.TEXT, true, deep.length());
            socket.rest(deep.getBytes(StandardCharsets.UTF_8));

            assertThat(socket.code()).isEqualTo(1009);
        }
    }

    @Test
    void keys_that_nobody_knows_are_passed_over_and_a_million_of_them_too_long() throws Exception {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            keys.append(",\"").append(Integer.toString(i, 36)).append("\":1");
            if (i == 6_000) {
                try (Tab tab = Tab.open(client, server)) {
                    tab.say("{\"type\":\"open\",\"id\":1,\"view\":" + Tab.HOME + keys + "}");
                    assertThat(tab.next()).startsWith("{\"type\":\"snapshot\"");
                }
            }
        }
        try (RawSocket socket = new RawSocket(server)) {
            socket.head(RawSocket.TEXT, true, keys.length());
            socket.rest(keys.substring(0, 2 << 20).getBytes(StandardCharsets.UTF_8));

            assertThat(socket.code()).isEqualTo(1009);
        }
    }

    @Test
    void a_number_that_is_none_is_no_message() throws Exception {
        for (String number : new String[] {"99999999999", "1e999", "-1e999", "0.5e", "null", "\"1\u0000\""}) {
            try (Tab tab = Tab.open(client, server)) {
                tab.say("{\"type\":\"open\",\"id\":1,\"view\":{\"type\":\"table\",\"clusters\":[\"a\"],"
                        + "\"namespaces\":[],\"resource\":\"pods\",\"query\":\"\",\"sort\":null,\"offset\":" + number
                        + ",\"limit\":50,\"columns\":null}}");
                assertThat(tab.code()).as(number).isEqualTo(1002);
            }
        }
    }

    @Test
    void a_binary_message_that_names_no_view_ends_the_socket() throws Exception {
        try (Tab tab = Tab.open(client, server)) {
            tab.socket().sendBinary(ByteBuffer.allocate(3), true).join();

            assertThat(tab.code()).isEqualTo(1002);
        }
    }

    @Test
    void a_binary_message_for_a_view_that_is_not_open_is_passed_over() throws Exception {
        try (Tab tab = Tab.open(client, server)) {
            tab.socket().sendBinary(ByteBuffer.allocate(1_000), true).join();
            tab.socket()
                    .sendBinary(ByteBuffer.allocate(Json.MAX_MESSAGE + 1), true)
                    .join();

            assertThat(tab.code()).isEqualTo(1009);
        }
    }

    @Test
    void pings_of_a_tab_that_never_reads_are_not_collected() throws Exception {
        Thread pinging;
        try (RawSocket stuck = new RawSocket(server)) {
            byte[] ping = new byte[125];
            pinging = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        stuck.frame(RawSocket.PING, true, ping);
                    }
                } catch (IOException e) {
                    // The test is over, or the server has had enough.
                }
            });
            assertOthersGoOn();
            assertOthersGoOn();
            Runtime.getRuntime().gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            assertThat(used).isLessThan(400L << 20);
        }
        pinging.join();
    }
}
