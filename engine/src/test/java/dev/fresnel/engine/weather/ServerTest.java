package dev.fresnel.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import dev.fresnel.testbed.weather.Answer;
import dev.fresnel.testbed.weather.Gate;
import dev.fresnel.testbed.weather.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API server that is restarted and that forgets. */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ServerTest {

    private final ControlPlane plane;
    private final String namespace;

    ServerTest(@Own ControlPlane plane) {
        this.plane = plane;
        this.namespace = plane.newNamespace();
        Pods.run(plane, namespace, "web", 20);
    }

    @Test
    void a_restart_is_said_and_nothing_is_lost_or_twice() throws Exception {
        try (Viewer viewer = new Viewer(plane.kubeconfig(), namespace)) {
            viewer.awaitLive(Duration.ofSeconds(30));
            restart("API server restarts", viewer, () -> {});
        }
    }

    @Test
    void a_restart_after_which_the_server_has_forgotten_what_was() throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = new Viewer(plane.kubeconfigThrough(gate.port(), "admin"), namespace)) {
            viewer.awaitLive(Duration.ofSeconds(30));
            restart("API server restarts, compacted", viewer, () -> {
                // Something else must have changed since, or what is there then is what was known.
                plane.kubectl("create", "configmap", "other", "--namespace", namespace);
                plane.compact();
            });
            assertThat(gate.count(request -> request.isAbout("pods") && request.isList()))
                    .as("lists: the first and one after the version was gone")
                    .isEqualTo(2);
        }
    }

    private void restart(String weather, Viewer viewer, Runnable before) throws Exception {
        Pods.runOne(plane, namespace, "known-" + weather.length());
        viewer.awaitSameAs(plane, Viewer.LIVE);
        before.run();
        Instant broke = Instant.now();
        plane.stopApiServer();
        Viewer.Look stale = viewer.awaitStale(broke, Viewer.STALE);
        Figures.note(weather, "stale after", Duration.between(broke, stale.at()));
        viewer.await(broke, look -> Viewer.tries(look) >= 4, Duration.ofSeconds(20), "a fourth try");

        plane.startApiServer();
        Instant back = Instant.now();
        Viewer.Look live = viewer.awaitLive(back, Viewer.LIVE);
        Figures.note(weather, "live again after", Duration.between(back, live.at()));
        plane.kubectl("delete", "pod", "known-" + weather.length(), "--namespace", namespace, "--now");
        viewer.awaitSameAs(plane, Viewer.LIVE);
        viewer.assertNothingFlashed(20);
    }

    @Test
    void a_compaction_between_two_pages_begins_the_list_anew() throws Exception {
        String many = plane.newNamespace();
        try (Writer writer = new Writer(plane)) {
            writer.send(1_100, i -> Writer.create("/api/v1/namespaces/" + many + "/configmaps", """
                            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c-%04d"},"data":{"n":"%d"}}
                            """.formatted(i, i)));
        }
        AtomicInteger pages = new AtomicInteger();
        try (Gate gate = plane.gate()) {
            gate.answer(request -> {
                if (!request.isAbout("configmaps") || !request.isList()) {
                    return new Answer.Pass();
                }
                if (!request.query().containsKey("limit")) {
                    return Answer.refuse(400, "BadRequest", "only pages here");
                }
                if (request.query().containsKey("continue") && pages.incrementAndGet() == 1) {
                    // something must have changed since, or what is there now is what the page is of
                    plane.kubectl("delete", "configmap", "c-0500", "--namespace", many);
                    plane.compact();
                    plane.stopApiServer(); // or else it has the former state in memory
                    plane.startApiServer();
                }
                return new Answer.Pass();
            });
            try (Viewer viewer = new Viewer(plane.kubeconfigThrough(gate.port(), "admin"), "configmaps", many)) {
                viewer.awaitLive(Duration.ofSeconds(30));
                assertThat(gate.count(ServerTest::isFirstPage))
                        .as("the list began twice: its version was gone")
                        .isEqualTo(2);
                viewer.awaitSameAs(plane, Viewer.LIVE);
                assertThat(viewer.looks())
                        .filteredOn(look -> look.state() instanceof State.Live)
                        .allMatch(look -> look.all() == 1_100);
            }
        }
    }

    private static boolean isFirstPage(Request request) {
        return request.isAbout("configmaps")
                && request.isList()
                && request.query().containsKey("limit")
                && !request.query().containsKey("continue");
    }
}
