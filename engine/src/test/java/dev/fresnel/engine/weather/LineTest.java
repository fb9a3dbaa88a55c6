package dev.fresnel.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.weather.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A line to the cluster that breaks in every way: afterwards the table shows what kubectl says, and meanwhile no less. */
@ExtendWith(ControlPlaneExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class LineTest {

    private final ControlPlane plane;
    private final String namespace;

    LineTest(ControlPlane plane) {
        this.plane = plane;
        this.namespace = plane.newNamespace();
    }

    @BeforeAll
    void pods() {
        Pods.run(plane, namespace, "web", 20);
    }

    @Test
    void a_reset_is_mended_before_anyone_sees_it() throws Exception {
        try (Link link = plane.link();
                Viewer viewer = open(link)) {
            link.reset();
            Pods.runOne(plane, namespace, "after-reset");
            viewer.awaitSameAs(plane, Viewer.LIVE);

            assertThat(viewer.looks().stream().dropWhile(look -> !(look.state() instanceof State.Live)))
                    .allMatch(look -> look.state() instanceof State.Live);
            viewer.assertNothingFlashed(20);
        }
    }

    @Test
    void a_server_that_refuses_is_stale_and_live_again() throws Exception {
        try (Link link = plane.link();
                Viewer viewer = open(link)) {
            comesAndGoes("nobody listens", link, viewer, Link::refuse, 5);
        }
    }

    @Test
    void a_line_that_swallows_everything_is_found_out() throws Exception {
        try (Link link = plane.link();
                Viewer viewer = open(link)) {
            comesAndGoes("half-open", link, viewer, Link::swallow, 1);
        }
    }

    @Test
    void a_line_that_stands_still_is_found_out() throws Exception {
        try (Link link = plane.link();
                Viewer viewer = open(link)) {
            comesAndGoes("line stands still", link, viewer, Link::stall, 0);
        }
    }

    @Test
    void bytes_that_end_early_or_are_not_what_was_sent_are_never_believed() throws Exception {
        try (Link link = plane.link();
                Viewer viewer = open(link)) {
            for (int after : new int[] {0, 7, 300}) {
                link.cutAfter(after);
                Pods.runOne(plane, namespace, "after-cut-" + after);
                viewer.awaitSameAs(plane, Viewer.LIVE);
                link.corruptAfter(after);
                Pods.runOne(plane, namespace, "after-corruption-" + after);
                viewer.awaitSameAs(plane, Viewer.LIVE);
            }
            assertThat(link.accepted()).as("connections that broke, and one").isGreaterThan(6);
            viewer.assertNothingFlashed(20);
        }
    }

    @Test
    void over_a_slow_line_the_first_rows_do_not_wait_for_the_last() throws Exception {
        String many = plane.newNamespace();
        try (Writer writer = new Writer(plane)) {
            writer.send(300, i -> Writer.create("/api/v1/namespaces/" + many + "/pods", """
                    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-%03d"},
                     "spec":{"containers":[{"name":"c","image":"nginx"}]}}
                    """.formatted(i)));
        }
        try (Link link = plane.link()) {
            link.slow(Duration.ofMillis(300), 0.02, 1_000_000, 1);
            Instant begun = Instant.now();
            try (Viewer viewer = new Viewer(plane.kubeconfigThrough(link.port(), "admin"), many)) {
                Viewer.Look first =
                        viewer.await(begun, look -> !look.rows().isEmpty(), Duration.ofSeconds(15), "first rows");
                Figures.note("300 ms, 2 % lost, 1 Mb/s", "first rows after", Duration.between(begun, first.at()));
                assertThat(first.state()).isInstanceOf(State.Loading.class);
                Viewer.Look live = viewer.awaitLive(begun, Duration.ofSeconds(60));
                Figures.note("300 ms, 2 % lost, 1 Mb/s", "300 pods after", Duration.between(begun, live.at()));
                link.heal();
                viewer.awaitSameAs(plane, Viewer.LIVE);
                viewer.assertNothingFlashed(300);
            }
        }
    }

    /** @param tries how many come to nothing before the weather is better */
    private void comesAndGoes(String weather, Link link, Viewer viewer, Consumer<Link> trouble, int tries)
            throws Exception {
        String name = weather.replace(' ', '-');
        Instant broke = Instant.now();
        trouble.accept(link);
        Pods.runOne(plane, namespace, name); // nobody can know of it yet
        Viewer.Look stale = viewer.awaitStale(broke, Viewer.STALE);
        Figures.note(weather, "stale after", Duration.between(broke, stale.at()));
        assertThat(((State.Stale) stale.state()).since())
                .isLessThanOrEqualTo(stale.at().toEpochMilli());

        viewer.await(
                broke,
                look -> Viewer.tries(look) >= tries,
                Duration.ofSeconds(30),
                "the try before the weather is better");
        Instant back = Instant.now();
        link.heal();
        Viewer.Look live = viewer.awaitLive(back, Viewer.LIVE);
        Figures.note(weather, "live again after", Duration.between(back, live.at()));
        viewer.awaitSameAs(plane, Viewer.LIVE);
        viewer.assertNothingFlashed(20);
    }

    private Viewer open(Link link) throws InterruptedException {
        Viewer viewer = new Viewer(plane.kubeconfigThrough(link.port(), "admin"), namespace);
        viewer.awaitLive(Duration.ofSeconds(30));
        return viewer;
    }
}
