package dev.fresnel.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.TestClock;
import dev.fresnel.simulator.http.PodLogs.Line;
import dev.fresnel.simulator.http.PodLogs.Lines;
import dev.fresnel.simulator.http.PodLogs.Options;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Logs of the demo's pods. */
class DemoLogsTest {
    private final TestClock clock = TestClock.atNoon();
    private final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), clock, 1);
    private final LivingCluster shop = ShopCluster.EU.found(storage, clock, 1);

    @Test
    void a_log_reads_the_same_whenever_it_is_read() throws Exception {
        String pod = pod("shop-front", "storefront-");
        List<Line> before = read("shop-front", pod, "storefront", lastHour());

        clock.advance(shop.loop(), Duration.ofSeconds(30));
        List<Line> after = read("shop-front", pod, "storefront", lastHour());

        assertThat(before).hasSizeGreaterThan(1000);
        assertThat(after).containsAll(before.subList(60, before.size()));
        assertThat(after.getLast().time()).isAfter(before.getLast().time());
    }

    @Test
    void lines_are_in_order_and_none_is_of_the_future() throws Exception {
        List<Line> lines = read("shop-catalog", pod("shop-catalog", "catalog-5"), "catalog", lastHour());

        assertThat(lines).extracting(Line::time).isSorted();
        assertThat(lines).noneMatch(line -> line.time().isAfter(clock.instant()));
    }

    @Test
    void a_tail_is_the_end_of_the_whole() throws Exception {
        String pod = pod("shop-search", "search-suggest-");
        List<Line> all = read("shop-search", pod, "search-suggest", lastHour());

        List<Line> tail = read("shop-search", pod, "search-suggest", new Options(false, false, null, 25L));

        assertThat(tail).hasSize(25).isEqualTo(all.subList(all.size() - 25, all.size()));
        assertThat(tail).anyMatch(line -> line.text().contains("\u001b["));
    }

    @Test
    void the_crash_says_why_now_and_before() throws Exception {
        String pod = storage.list(Kinds.POD, "shop-checkout").stream()
                .filter(p -> Tree.maps(p, "status", "containerStatuses").stream()
                        .anyMatch(
                                s -> Tree.text(s, "state", "waiting", "reason").equals("CrashLoopBackOff")))
                .map(Meta::name)
                .findFirst()
                .orElseThrow();
        for (boolean previous : new boolean[] {false, true}) {
            List<String> lines =
                    read("shop-checkout", pod, "checkout-api", new Options(previous, false, null, null)).stream()
                            .map(Line::text)
                            .toList();

            assertThat(lines.getFirst()).contains("starting checkout-api version=4.18.0 commit=9e1c02f");
            assertThat(lines)
                    .anyMatch(line ->
                            line.contains("connect failed err=\"lookup shop-db-rw.shop-data.svc: no such host\""));
            assertThat(lines.getLast()).contains("FATAL no database, giving up exit=1");
        }
    }

    @Test
    void a_pod_that_waits_for_its_image_has_no_log() {
        String pod = storage.list(Kinds.POD, "shop-cart").stream()
                .filter(p -> Tree.text(p, "status", "phase").equals("Pending"))
                .map(Meta::name)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> read("shop-cart", pod, "cart-sync", lastHour()))
                .isInstanceOf(StatusException.class)
                .hasMessage("container \"cart-sync\" in pod \"" + pod
                        + "\" is waiting to start: trying and failing to pull image");
    }

    @Test
    void a_container_that_was_never_restarted_has_no_previous_log() {
        String pod = pod("shop-identity", "identity-");

        assertThatThrownBy(() -> read("shop-identity", pod, "identity", new Options(true, false, null, null)))
                .hasMessage("previous terminated container \"identity\" in pod \"" + pod + "\" not found");
    }

    @Test
    void following_goes_on_with_the_lines_that_come_and_ends_when_it_is_closed() throws Exception {
        String pod = pod("shop-front", "storefront-");
        Lines lines = shop.logs().open("shop-front", pod, "storefront", new Options(false, true, null, 1L));
        Instant last = Objects.requireNonNull(lines.next()).time();
        clock.advance(shop.loop(), Duration.ofSeconds(20));

        assertThat(Objects.requireNonNull(lines.next()).time()).isAfter(last);

        lines.close();
        assertThat(lines.next()).isNull();
    }

    @Test
    void a_trace_stays_together() throws Exception {
        List<String> lines = read("shop-catalog", pod("shop-catalog", "catalog-5"), "catalog", lastHour()).stream()
                .map(Line::text)
                .toList();

        int cause = lines.indexOf("Caused by: java.net.http.HttpTimeoutException: request timed out");
        assertThat(cause).isPositive();
        assertThat(lines.get(cause - 1)).isEqualTo("\tat java.base/java.lang.Thread.run(Thread.java:1474)");
    }

    @Test
    void every_program_of_the_demo_has_lines_that_are_filled_in() throws Exception {
        Pattern unfilled = Pattern.compile("\\$\\{");
        for (Map<String, Object> pod : storage.list(Kinds.POD, null)) {
            for (Map<String, Object> status : Tree.maps(pod, "status", "containerStatuses")) {
                if (Tree.at(status, "state", "running") == null) {
                    continue;
                }
                String container = Tree.text(status, "name");
                List<Line> lines =
                        read(Meta.namespace(pod), Meta.name(pod), container, new Options(false, false, null, 5L));
                assertThat(lines).as(Meta.name(pod) + "/" + container).isNotEmpty();
                assertThat(lines)
                        .noneMatch(line -> unfilled.matcher(line.text()).find());
            }
        }
    }

    private Options lastHour() {
        return new Options(false, false, Instant.parse("2026-11-22T11:00:20Z"), null);
    }

    private String pod(String namespace, String prefix) {
        return storage.list(Kinds.POD, namespace).stream()
                .map(Meta::name)
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No pod " + prefix + "… in " + namespace));
    }

    private List<Line> read(String namespace, String pod, String container, Options options) throws Exception {
        List<Line> read = new ArrayList<>();
        try (Lines lines = shop.logs().open(namespace, pod, container, options)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                read.add(line);
            }
        }
        return read;
    }
}
