package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final ResourceType TYPE = ResourceTypes.builtIn("", "ConfigMap");
    private static final String PATH = "/api/v1/namespaces/shop/configmaps?watch=1";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void changes_arrive_as_they_happen() throws Exception {
        server.createConfigMap("a");
        try (Stream<String> lines = server.lines(PATH, "application/json")) {
            Iterator<String> events = lines.iterator();
            assertThat(next(events)).isEqualTo("ADDED a");

            server.createConfigMap("b");
            assertThat(next(events)).isEqualTo("ADDED b");
            setData("a", "2");
            assertThat(next(events)).isEqualTo("MODIFIED a");
            server.storage.delete(TYPE, "shop", "a", Deletion.BACKGROUND);
            assertThat(next(events)).isEqualTo("DELETED a");
        }
    }

    @Test
    void a_watch_goes_on_from_a_version() throws Exception {
        server.createConfigMap("a");
        long version = server.storage.resourceVersion();
        server.createConfigMap("b");
        setData("a", "2");

        try (Stream<String> lines = server.lines(PATH + "&resourceVersion=" + version, "application/json")) {
            Iterator<String> events = lines.iterator();
            assertThat(next(events)).isEqualTo("ADDED b");
            assertThat(next(events)).isEqualTo("MODIFIED a");
        }
    }

    @Test
    void what_comes_to_fit_a_selector_is_added_and_what_ceases_to_is_deleted() throws Exception {
        server.createConfigMap("a");
        try (Stream<String> lines = server.lines(
                PATH + "&resourceVersion=" + server.storage.resourceVersion() + "&labelSelector=name%3Db",
                "application/json")) {
            Iterator<String> events = lines.iterator();
            setLabel("a", "b");
            assertThat(next(events)).isEqualTo("ADDED a");
            setLabel("a", "c");
            assertThat(next(events)).isEqualTo("DELETED a");
        }
    }

    @Test
    void a_watch_list_tells_when_its_beginning_is_complete() throws Exception {
        server.createConfigMap("a");
        try (Stream<String> lines = server.lines(
                PATH + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
                "application/json")) {
            Iterator<String> events = lines.iterator();
            assertThat(next(events)).isEqualTo("ADDED a");
            Map<String, Object> bookmark = tree(events.next());
            assertThat(bookmark).containsEntry("type", "BOOKMARK");
            assertThat(Tree.map(bookmark, "object", "metadata", "annotations"))
                    .containsEntry("k8s.io/initial-events-end", "true");
            assertThat(Tree.text(bookmark, "object", "metadata", "resourceVersion"))
                    .isEqualTo(Long.toString(server.storage.resourceVersion()));
        }
    }

    @Test
    void a_watch_list_must_say_how_versions_match() throws Exception {
        assertThat(server.get(PATH + "&sendInitialEvents=true").code()).isEqualTo(422);
    }

    @Test
    void a_compacted_version_is_an_error_event() throws Exception {
        server.createConfigMap("a");
        long version = server.storage.resourceVersion();
        server.createConfigMap("b");
        server.storage.compact();

        Map<String, Object> event =
                tree(server.get(PATH + "&resourceVersion=" + version).text());

        assertThat(event).containsEntry("type", "ERROR");
        assertThat(Tree.map(event, "object")).containsEntry("code", 410L).containsEntry("reason", "Expired");
    }

    @Test
    void from_a_version_that_is_yet_to_come_nothing_is_told_before() throws Exception {
        assertThat(server.get(PATH + "&resourceVersion=999999999999999&timeoutSeconds=1")
                        .text())
                .isEmpty();
    }

    @Test
    void a_watch_ends_when_its_time_is_up_with_a_last_bookmark() throws Exception {
        Map<String, Object> event = tree(server.get(PATH + "&resourceVersion=" + server.storage.resourceVersion()
                        + "&timeoutSeconds=3&allowWatchBookmarks=true")
                .text());

        assertThat(event).containsEntry("type", "BOOKMARK");
    }

    @Test
    void a_table_tells_its_columns_once() throws Exception {
        server.createConfigMap("a");
        server.createConfigMap("b");
        try (Stream<String> lines = server.lines(PATH, TestServer.TABLE)) {
            Iterator<String> events = lines.iterator();
            Map<String, Object> first = tree(events.next());
            Map<String, Object> second = tree(events.next());
            assertThat(Tree.list(first, "object", "columnDefinitions")).isNotEmpty();
            assertThat(Tree.at(second, "object", "columnDefinitions")).isNull();
            assertThat(Tree.maps(second, "object", "rows")).hasSize(1);
        }
    }

    @Test
    void a_silent_client_that_goes_away_is_noticed() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.server.port()));
            socket.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isPositive();
            assertThat(server.storage.watcherCount()).isEqualTo(1);
        }

        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (server.storage.watcherCount() > 0 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(server.storage.watcherCount()).isZero();
    }

    @Test
    void everything_written_reaches_every_watch_in_order() throws Exception {
        List<Iterator<String>> watches = new ArrayList<>();
        List<Stream<String>> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Stream<String> lines = server.lines(PATH + "&resourceVersion=" + server.storage.resourceVersion(), "*/*");
            streams.add(lines);
            watches.add(lines.iterator());
        }
        server.createConfigMap("a");
        for (int i = 0; i < 500; i++) {
            setData("a", "n" + i);
        }

        for (Iterator<String> events : watches) {
            assertThat(next(events)).isEqualTo("ADDED a");
            for (int i = 0; i < 500; i++) {
                assertThat(Tree.text(tree(events.next()), "object", "data", "k"))
                        .isEqualTo("n" + i);
            }
        }
        streams.forEach(Stream::close);
    }

    private void setData(String name, String value) {
        server.storage.update(TYPE, "shop", name, object -> {
            Tree.put(object, value, "data", "k");
            return object;
        });
    }

    private void setLabel(String name, String value) {
        server.storage.update(TYPE, "shop", name, object -> {
            Tree.put(object, value, "metadata", "labels", "name");
            return object;
        });
    }

    private static String next(Iterator<String> events) throws Json.MalformedJsonException {
        Map<String, Object> event = tree(events.next());
        return event.get("type") + " " + Tree.text(event, "object", "metadata", "name");
    }

    private static Map<String, Object> tree(String line) throws Json.MalformedJsonException {
        return Tree.map(Json.read(line));
    }
}
