package dev.fresnel.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import dev.fresnel.testbed.weather.Answer;
import dev.fresnel.testbed.weather.Gate;
import dev.fresnel.testbed.weather.Link;
import dev.fresnel.testbed.weather.Mishap;
import dev.fresnel.testbed.weather.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pods come, change and go by the hundreds a second, while everything happens to the way to the API server. Whenever it
 * is quiet for a moment, the count is what {@code kubectl get pods -A | wc -l} says, and so is each pod's version.
 */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(240)
final class ChurnTest {

    private static final int ROUNDS = 4;
    private static final int CHANGES = 700;
    private static final int NAMES = 150;

    private final ControlPlane plane;
    private final String namespace;
    private final AtomicInteger mishaps = new AtomicInteger();

    ChurnTest(@Own ControlPlane plane) {
        this.plane = plane;
        this.namespace = plane.newNamespace();
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void whenever_it_is_quiet_the_count_is_what_kubectl_says(long seed) throws Exception {
        Random random = new Random(seed);
        Pods.run(plane, namespace, "steady", 20);
        try (Writer writer = new Writer(plane);
                Gate gate = plane.gate();
                Link link = Link.to(gate.port());
                Viewer viewer = new Viewer(plane.kubeconfigThrough(link.port(), "admin"), null)) {
            viewer.awaitLive(Duration.ofSeconds(30));
            Instant begun = Instant.now();
            Duration churning = Duration.ZERO;
            for (int round = 0; round < ROUNDS; round++) {
                Instant from = Instant.now();
                Thread weather = Thread.ofVirtual().start(weather(gate, link, new Random(seed + round)));
                writer.send(CHANGES, i -> change(random, i));
                weather.interrupt();
                weather.join();
                gate.heal();
                link.heal();
                churning = churning.plus(Duration.between(from, Instant.now()));

                viewer.awaitSameAs(plane, Duration.ofSeconds(20));
                long lines = plane.kubectl("get", "pods", "-A", "--no-headers")
                        .lines()
                        .count();
                assertThat(viewer.looks().getLast().all()).isEqualTo((int) lines);
            }
            viewer.assertNothingFlashed(20);
            assertThat(mishaps.get()).isGreaterThan(ROUNDS);
            Figures.note("churn", "changes a second", Long.toString(ROUNDS * CHANGES * 1000L / churning.toMillis()));
            Figures.note("churn", "mishaps", mishaps.toString());
            Figures.note("churn", "counts compared", Integer.toString(ROUNDS));
            Figures.note("churn", "took", Duration.between(begun, Instant.now()));
        }
    }

    private ApiRequest change(Random random, int i) {
        String pods = "/api/v1/namespaces/" + namespace + "/pods";
        String name = "pod-" + random.nextInt(NAMES);
        return switch (random.nextInt(4)) {
            case 0, 1 -> Writer.create(pods, """
                    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},
                     "spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"c","image":"nginx"}]}}
                    """.formatted(name));
            case 2 -> Writer.delete(pods + "/" + name);
            default ->
                Writer.merge(pods + "/" + name, "{\"metadata\":{\"annotations\":{\"churn\":\"%d\"}}}".formatted(i));
        };
    }

    /** One mishap after another, until interrupted. */
    private Runnable weather(Gate gate, Link link, Random random) {
        List<Mishap> withinWatches = List.of(
                new Mishap.End(), new Mishap.Cut(), new Mishap.Garbage(), Mishap.expired(), Mishap.internalError());
        return () -> {
            try {
                while (true) {
                    switch (random.nextInt(8)) {
                        case 0 -> link.reset();
                        case 1 -> link.cutAfter(random.nextInt(20_000));
                        case 2 -> link.corruptAfter(random.nextInt(20_000));
                        case 3 -> {
                            long until = System.nanoTime() + 700_000_000;
                            gate.answer(_ ->
                                    System.nanoTime() < until ? Answer.busy(Duration.ofSeconds(1)) : new Answer.Pass());
                            gate.disturb(Request::isWatch, new Mishap.End());
                        }
                        case 4 ->
                            gate.answer(request -> request.isList() && random.nextBoolean()
                                    ? new Answer.Cut(random.nextInt(50_000))
                                    : new Answer.Pass());
                        default ->
                            gate.disturb(Request::isWatch, withinWatches.get(random.nextInt(withinWatches.size())));
                    }
                    mishaps.incrementAndGet();
                    Thread.sleep(random.nextInt(100, 500)); // this is the weather, nobody waits for it
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
