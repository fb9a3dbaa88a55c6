package dev.fresnel.kube.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.Reading;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does on the way: in the end what it holds is held, none lost, none twice, none too many. */
class ReflectorConvergenceTest {

    private static final Kind PODS =
            new Kind("", "v1", "Pod", "pods", "", List.of(), List.of(), true, Set.of("list", "watch"), Set.of());

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300})
    void what_the_server_holds_is_held_in_the_end(int seeds) throws Exception {
        for (int seed = seeds; seed < seeds + 100; seed++) {
            Random random = new Random(seed);
            UnrulyServer server = new UnrulyServer(random);
            HeldObjects held = new HeldObjects();
            try (Reflector reflector = new Reflector(
                    server,
                    PODS,
                    Scope.CLUSTER,
                    new Reading("v1", "Pod", PathTrie.of(List.of("status.phase")), true, false),
                    held,
                    new ManualTiming(),
                    new Random(seed),
                    Patience.DEFAULT)) {
                reflector.start();

                // Quiet after 25 requests; then at most a list with its pages and a watch to get there.
                server.request(25);
                held.await(
                        () -> held.state() instanceof ReflectorState.Live
                                && held.versions().equals(server.versions()),
                        "what the server holds, with seed " + seed);
                assertThat(held.states()).noneMatch(ReflectorState.Failed.class::isInstance);
            }
        }
    }
}
