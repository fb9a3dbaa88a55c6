package dev.fresnel.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.weather.Answer;
import dev.fresnel.testbed.weather.Gate;
import dev.fresnel.testbed.weather.Mishap;
import dev.fresnel.testbed.weather.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server, or what stands before it, that answers strangely. */
@ExtendWith(ControlPlaneExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class AnswersTest {

    private static final String GADGETS = "gadgets.weather.example.com";

    private final ControlPlane plane;
    private final String namespace;

    AnswersTest(ControlPlane plane) {
        this.plane = plane;
        this.namespace = plane.newNamespace();
    }

    @BeforeAll
    void objects() {
        Pods.run(plane, namespace, "web", 20);
        plane.kubectlWithInput("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.weather.example.com}
                spec:
                  group: weather.example.com
                  names: {kind: Gadget, plural: gadgets}
                  scope: Namespaced
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                """, "apply", "--filename", "-");
        plane.kubectl("wait", "--for=condition=Established", "crd/" + GADGETS, "--timeout=30s");
        for (int i = 0; i < 3; i++) {
            make(GADGETS, "gadget-" + i);
        }
    }

    private void make(String resource, String name) {
        if (resource.equals("pods")) {
            Pods.runOne(plane, namespace, name);
        } else {
            plane.kubectlWithInput("""
                    {"apiVersion":"weather.example.com/v1","kind":"Gadget","metadata":{"name":"%s"}}
                    """.formatted(name), "apply", "--namespace", namespace, "--filename", "-");
        }
    }

    private Viewer open(Gate gate, String resource) throws InterruptedException {
        Viewer viewer = new Viewer(plane.kubeconfigThrough(gate.port(), "admin"), resource, namespace);
        viewer.awaitLive(Duration.ofSeconds(30));
        return viewer;
    }

    private static long lists(Gate gate, String resource) {
        return gate.count(request -> request.isAbout(resource) && request.isList());
    }

    /** @param listsAnew whether what was known up to then is of no use any more */
    private void mishap(Gate gate, Viewer viewer, String resource, Mishap mishap, boolean listsAnew) throws Exception {
        String plural = resource.split("\\.")[0];
        long before = lists(gate, plural);
        while (gate.disturb(request -> request.isAbout(plural) && request.isWatch(), mishap) == 0) {
            Thread.sleep(5); // until the watch stands again
        }
        make(
                resource,
                "after-" + mishap.hashCode() + "-"
                        + mishap.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        viewer.awaitSameAs(plane, Viewer.LIVE);
        assertThat(lists(gate, plural) - before).as("lists after " + mishap).isEqualTo(listsAnew ? 1 : 0);
    }

    private void everyMishap(String resource, int atLeast) throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = open(gate, resource)) {
            mishap(gate, viewer, resource, new Mishap.End(), false);
            mishap(gate, viewer, resource, new Mishap.Cut(), false);
            mishap(gate, viewer, resource, Mishap.expired(), true);
            mishap(gate, viewer, resource, Mishap.internalError(), false);
            mishap(gate, viewer, resource, new Mishap.Garbage(), true);
            viewer.assertNothingFlashed(atLeast);
        }
    }

    @Test
    void whatever_happens_within_a_watch_in_protobuf() throws Exception {
        everyMishap("pods", 20);
    }

    @Test
    void whatever_happens_within_a_watch_in_json() throws Exception {
        everyMishap(GADGETS, 3);
    }

    @Test
    void lists_that_are_cut_or_spoilt_are_read_again() throws Exception {
        try (Gate gate = plane.gate()) {
            int[] left = {4};
            gate.answer(request -> {
                if (!request.isAbout("pods") || !request.isList() || left[0] == 0) {
                    return new Answer.Pass();
                }
                return --left[0] % 2 == 0 ? new Answer.Cut(5_000) : new Answer.Corrupt(0);
            });
            try (Viewer viewer = open(gate, "pods")) {
                assertThat(left[0]).isZero();
                viewer.awaitSameAs(plane, Viewer.LIVE);
                viewer.assertNothingFlashed(20);
            }
        }
    }

    @Test
    void a_list_that_never_ends_is_loading_and_others_go_on() throws Exception {
        try (Gate gate = plane.gate()) {
            gate.answer(
                    request -> request.isAbout("pods") && request.isList() ? new Answer.Endless() : new Answer.Pass());
            try (Viewer pods = new Viewer(plane.kubeconfigThrough(gate.port(), "admin"), "pods", namespace);
                    Viewer gadgets = open(gate, GADGETS)) {
                pods.await(
                        Instant.EPOCH,
                        look -> look.state() instanceof State.Loading,
                        Duration.ofSeconds(30),
                        "that it is loading");
                make(GADGETS, "beside-what-never-ends");
                gadgets.awaitSameAs(plane, Viewer.LIVE);

                assertThat(pods.looks())
                        .as("what is never known to be all is never called all")
                        .noneMatch(look -> look.state() instanceof State.Live);
                assertThat(lists(gate, "pods"))
                        .as("tries: this one has not failed")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_storm_of_429_is_waited_out_as_long_as_it_asks() throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = open(gate, "pods")) {
            Instant broke = Instant.now();
            gate.answer(_ -> Answer.busy(Duration.ofSeconds(4)));
            assertThat(gate.disturb(request -> request.isAbout("pods") && request.isWatch(), new Mishap.End()))
                    .as("watches of pods")
                    .isEqualTo(1);
            Viewer.Look stale = viewer.awaitStale(broke, Viewer.STALE);
            Figures.note("429 storm", "stale after", Duration.between(broke, stale.at()));
            make("pods", "while-busy");
            viewer.await(broke, look -> Viewer.tries(look) >= 3, Viewer.LIVE, "a third try");
            assertThat(gate.count(
                            request -> request.isAbout("pods") && request.at().isAfter(broke)))
                    .as("tries in " + Duration.between(broke, Instant.now()))
                    .isLessThanOrEqualTo(4);

            Instant back = Instant.now();
            gate.heal();
            Viewer.Look live = viewer.awaitLive(back, Viewer.LIVE);
            Figures.note("429 storm", "live again after", Duration.between(back, live.at()));
            viewer.awaitSameAs(plane, Viewer.LIVE);
            viewer.assertNothingFlashed(20);
        }
    }

    @Test
    void errors_of_the_server_are_said_and_waited_out() throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = open(gate, "pods")) {
            Instant broke = Instant.now();
            gate.answer(_ -> Answer.refuse(503, "ServiceUnavailable", "apiserver is shutting down"));
            gate.disturb(Request::isWatch, new Mishap.Cut());
            Viewer.Look stale = viewer.awaitStale(broke, Viewer.STALE);
            Figures.note("503", "stale after", Duration.between(broke, stale.at()));
            viewer.await(
                    broke,
                    look -> look.state() instanceof State.Stale said
                            && said.reason().toString().contains("apiserver is shutting down"),
                    Viewer.STALE,
                    "the server's words");
            viewer.await(broke, look -> Viewer.tries(look) >= 5, Duration.ofSeconds(20), "a fifth try");

            Instant back = Instant.now();
            gate.heal();
            Viewer.Look live = viewer.awaitLive(back, Viewer.LIVE);
            Figures.note("503", "live again after", Duration.between(back, live.at()));
            viewer.awaitSameAs(plane, Viewer.LIVE);
            viewer.assertNothingFlashed(20);
        }
    }

    @Test
    void a_token_that_expires_in_the_middle_of_a_watch_is_renewed_once_for_all(@TempDir Path folder) throws Exception {
        plane.kubectl("create", "clusterrolebinding", "weather-dev", "--clusterrole=cluster-admin", "--user=dev");
        Path tokens = folder.resolve("token");
        Path runs = folder.resolve("runs");
        String first = token("admin");
        Files.writeString(tokens, first);
        Path program = Files.writeString(folder.resolve("login"), """
                #!/bin/sh
                echo run >> %s
                printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%%s"}}' "$(cat %s)"
                """.formatted(runs, tokens));
        program.toFile().setExecutable(true);
        try (Gate gate = plane.gate()) {
            String kubeconfig = Files.readString(plane.kubeconfigThrough(gate.port(), "admin"));
            Path login = Files.writeString(
                    folder.resolve("kubeconfig"),
                    kubeconfig.replaceAll(
                            "token: .*",
                            "exec: {apiVersion: client.authentication.k8s.io/v1, command: " + program
                                    + ", interactiveMode: Never}"));
            JumpingClock clock = new JumpingClock();
            try (Viewer viewer = new Viewer(login, "pods", namespace, clock)) {
                viewer.awaitLive(Duration.ofSeconds(30));
                assertThat(runs).hasContent("run");

                clock.jump(Duration.ofMinutes(10));
                Instant expired = Instant.now();
                Files.writeString(tokens, token("dev"));
                gate.answer(request -> request.authorization().contains(first)
                        ? Answer.refuse(401, "Unauthorized", "Unauthorized")
                        : new Answer.Pass());
                gate.disturb(Request::isWatch, new Mishap.End());
                make("pods", "with-a-new-token");
                viewer.awaitSameAs(plane, Viewer.LIVE);

                assertThat(runs).hasContent("run\nrun");
                assertThat(gate.count(request -> request.at().isAfter(expired)
                                && request.authorization().contains(first)))
                        .as("requests with the old token: of pods and of what watches what is served")
                        .isLessThanOrEqualTo(4);
                viewer.assertNothingFlashed(20);
            }
        }
    }

    @Test
    void a_token_that_expires_and_cannot_be_renewed_is_said_once_and_does_not_loop() throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = open(gate, "pods")) {
            Instant expired = Instant.now();
            gate.answer(_ -> Answer.refuse(401, "Unauthorized", "Unauthorized"));
            gate.disturb(Request::isWatch, new Mishap.End());

            viewer.await(
                    expired,
                    look -> look.state() instanceof State.Failed,
                    Viewer.STALE,
                    "that credentials are refused");
            while (!(viewer.cluster().state() instanceof ClusterState.Unauthorised)) {
                assertThat(Duration.between(expired, Instant.now())).isLessThan(Duration.ofSeconds(20));
                Thread.sleep(50);
            }
            assertThat(gate.count(request -> request.at().isAfter(expired) && request.isAbout("pods")))
                    .as("tries in " + Duration.between(expired, Instant.now()))
                    .isLessThanOrEqualTo(2);
            assertThat(viewer.looks().getLast().rows()).hasSizeGreaterThanOrEqualTo(20);

            gate.heal();
            viewer.cluster().retry();
            viewer.awaitSameAs(plane, Viewer.LIVE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT10M", "P1D", "-P1D"})
    void a_cluster_whose_clock_is_another_is_told_with_it(Duration ahead) throws Exception {
        try (Gate gate = plane.gate()) {
            gate.clockAhead(ahead);
            try (Viewer viewer = open(gate, "pods")) {
                assertThat(viewer.clockAhead()).isBetween(ahead.minusSeconds(30), ahead.plusSeconds(30));
                viewer.awaitSameAs(plane, Viewer.LIVE);
            }
        }
    }

    @Test
    void clocks_that_agree_to_the_second_are_one() throws Exception {
        try (Gate gate = plane.gate();
                Viewer viewer = open(gate, "pods")) {
            assertThat(viewer.clockAhead()).isZero();
        }
    }

    private String token(String user) throws Exception {
        return Files.readAllLines(plane.kubeconfigFor(user)).stream()
                .filter(line -> line.contains("token: "))
                .map(line -> line.strip().substring("token: ".length()))
                .findFirst()
                .orElseThrow();
    }
}
