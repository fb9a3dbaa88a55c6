package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.YamlData;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An object that is followed, seen through the YAML that is made of it. */
@Timeout(120)
class FollowedObjectTest {

    private static final ObjectRef SECRET = new ObjectRef("prod", "secrets", "shop", "db");
    private static final String PATH = "/api/v1/namespaces/shop/secrets/db";

    private final Opened opened = new Opened("prod");

    @AfterEach
    void close() {
        opened.close();
    }

    private static String secret(int version) {
        return """
                {"apiVersion":"v1","kind":"Secret","type":"kind-of-%d","metadata":{"namespace":"shop","name":"db","uid":"1",
                 "resourceVersion":"%d"}}
                """.formatted(version, version);
    }

    private LiveView watched() throws InterruptedException {
        opened.connected("prod");
        LiveView view = opened.open(new ViewRequest.Yaml(SECRET, false));
        opened.until(view, YamlData.class, _ -> !opened.server.feeds.isEmpty());
        opened.server.fed("secrets").lists(secret(1));
        return view;
    }

    @Test
    void what_no_store_keeps_is_read_each_time_its_version_changes() throws Exception {
        opened.server.answer(PATH, 200, secret(1));
        try (LiveView view = watched()) {
            assertThat(opened.until(view, YamlData.class, yaml -> "1".equals(yaml.resourceVersion()))
                            .text())
                    .contains("type: kind-of-1");
            opened.server.answer(PATH, 200, secret(2));
            opened.server.fed("secrets").changes(secret(2));
            opened.until(view, YamlData.class, yaml -> "2".equals(yaml.resourceVersion()));
        }
        assertThat(opened.server.asked.stream().filter(PATH::equals)).hasSize(2);
    }

    @Test
    void an_old_read_that_comes_late_does_not_win_over_a_newer_one() throws Exception {
        opened.server.answer(PATH, 200, secret(1));
        CountDownLatch slow = opened.server.hold(PATH);
        try (LiveView view = watched()) {
            opened.until(view, YamlData.class, _ -> opened.server.asked.contains(PATH));
            // While the first is on its way, the object changes twice.
            opened.server.answer(PATH, 200, secret(3));
            opened.server.fed("secrets").changes(secret(2));
            view.poll();
            opened.server.fed("secrets").changes(secret(3));
            view.poll();
            assertThat(opened.server.asked.stream().filter(PATH::equals)).hasSize(1);
            slow.countDown();

            assertThat(opened.until(view, YamlData.class, yaml -> "3".equals(yaml.resourceVersion()))
                            .text())
                    .contains("type: kind-of-3");
            assertThat(opened.server.asked.stream().filter(PATH::equals)).hasSize(2);
        }
    }

    @Test
    void a_read_that_failed_is_said_and_tried_again() throws Exception {
        opened.server.answer(PATH, 500, "{\"kind\":\"Status\",\"message\":\"etcd is away\"}");
        try (LiveView view = watched()) {
            YamlData failed =
                    opened.until(view, YamlData.class, yaml -> yaml.state().state() instanceof State.Failed);
            assertThat(failed.state().state()).isEqualTo(new State.Failed(Phrase.of("state.notRead"), "etcd is away"));

            opened.server.answer(PATH, 200, secret(1));
            view.poll();
            assertThat(opened.server.asked.stream().filter(PATH::equals))
                    .as("not at once")
                    .hasSize(1);
            opened.time.pass(Duration.ofSeconds(2));
            opened.until(view, YamlData.class, yaml -> "1".equals(yaml.resourceVersion()));
        }
    }

    @Test
    void what_is_older_than_the_object_says_as_of_when_it_is() throws Exception {
        opened.server.answer(PATH, 200, secret(1));
        try (LiveView view = watched()) {
            opened.until(view, YamlData.class, yaml -> "1".equals(yaml.resourceVersion()));
            long read = opened.time.millis();
            opened.time.pass(Duration.ofMinutes(1));
            opened.server.answer(PATH, 403, "{\"kind\":\"Status\",\"message\":\"no longer\"}");
            opened.server.fed("secrets").changes(secret(2));

            YamlData stale =
                    opened.until(view, YamlData.class, yaml -> yaml.state().state() instanceof State.Stale);
            assertThat(stale.state().state())
                    .isEqualTo(new State.Stale(read, 1, opened.time.millis() + 2_000, "no longer"));
            assertThat(stale.text()).contains("type: kind-of-1");
        }
    }

    @Test
    void an_object_that_goes_stays_as_it_was_last_and_is_said_to_be_gone() throws Exception {
        opened.server.answer(PATH, 200, secret(1));
        try (LiveView view = watched()) {
            opened.until(view, YamlData.class, yaml -> "1".equals(yaml.resourceVersion()));
            opened.server.fed("secrets").sink.delete("shop", "db", "1");
            opened.server.fed("secrets").sink.settled();
            assertThat(opened.until(view, YamlData.class, YamlData::gone).text())
                    .contains("type: kind-of-1");
        }
    }

    @Test
    void a_view_that_is_closed_leaves_nothing_to_be_done_later() throws Exception {
        opened.server.answer(PATH, 500, "{}");
        LiveView view = watched();
        opened.until(view, YamlData.class, yaml -> yaml.state().state() instanceof State.Failed);
        int waiting = opened.time.waiting();
        view.close();
        // The try that was to come has gone; the Store that is kept warm has come.
        assertThat(opened.time.waiting()).isEqualTo(waiting);
    }
}
