package dev.fresnel.kube.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Reflector holds what a real API server holds, whatever happens to the server. */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ReflectorOnRealServerTest {

    private final ControlPlane plane;
    private final ApiServer server;

    ReflectorOnRealServerTest(@Own ControlPlane plane) throws Exception {
        this.plane = plane;
        plane.seed();
        server = Contexts.connect(KubeconfigSource.of(List.of(plane.kubeconfig()))
                .read()
                .contexts()
                .getFirst());
    }

    @AfterAll
    void disconnect() {
        server.close();
    }

    @Test
    void every_kind_at_once_over_one_connection_is_what_the_server_holds() throws Exception {
        List<Kind> kinds = Discovery.read(server).preferred().stream()
                .filter(kind -> kind.can("list") && kind.can("watch"))
                .toList();
        assertThat(kinds).hasSizeGreaterThan(40);
        Map<Kind, HeldObjects> held = new LinkedHashMap<>();
        List<Reflector> reflectors = new ArrayList<>();
        for (Kind kind : kinds) {
            HeldObjects objects = new HeldObjects();
            held.put(kind, objects);
            reflectors.add(Reflector.of(server, kind, Scope.CLUSTER, PathTrie.of(List.of("status")), objects)
                    .start());
        }
        try {
            for (Map.Entry<Kind, HeldObjects> each : held.entrySet()) {
                each.getValue().await(ReflectorState.Live.class);
                awaitSame(each.getKey(), each.getValue());
            }
        } finally {
            reflectors.forEach(Reflector::close);
        }
        assertThat(held.get(pods(kinds))).isNotNull();
    }

    @Test
    void rows_go_stale_when_the_server_dies_and_come_back_with_it() throws Exception {
        Kind pods = pods(Discovery.read(server).all());
        HeldObjects held = new HeldObjects();
        try (Reflector reflector = Reflector.of(server, pods, Scope.CLUSTER, PathTrie.of(List.of()), held)) {
            reflector.start();
            held.await(ReflectorState.Live.class);
            Map<String, String> before = held.versions();
            assertThat(before).hasSizeGreaterThan(20);

            plane.stopApiServer();
            ReflectorState.Stale stale = held.await(ReflectorState.Stale.class);
            assertThat(stale.reason()).startsWith("Unreachable: ");
            assertThat(held.versions()).isEqualTo(before);

            plane.startApiServer();
            held.await(ReflectorState.Live.class);
            plane.kubectl("--namespace", "seed", "run", "newcomer", "--image=nginx");
            held.await(() -> held.versions().containsKey("seed/newcomer"), "newcomer");
            awaitSame(pods, held);
        }
    }

    @Test
    void rows_go_stale_when_the_connection_dies_silently() throws Exception {
        Kind nodes = kind(Discovery.read(server).all(), "nodes");
        HeldObjects held = new HeldObjects();
        try (Reflector reflector = Reflector.of(server, nodes, Scope.CLUSTER, PathTrie.of(List.of()), held)) {
            reflector.start();
            held.await(ReflectorState.Live.class);

            plane.freezeApiServer();
            try {
                held.await(ReflectorState.Stale.class);
            } finally {
                plane.thawApiServer();
            }

            held.await(ReflectorState.Live.class);
            awaitSame(nodes, held);
        }
    }

    /** What is held and what the server holds may differ for a moment, since things happen there all the time. */
    private void awaitSame(Kind kind, HeldObjects held) throws Exception {
        Map<String, String> theirs = Map.of();
        for (int tries = 0; tries < 20; tries++) {
            theirs = versions(kind);
            Map<String, String> expected = theirs;
            try {
                held.await(() -> held.versions().equals(expected), "the server's " + kind.resource(), 500);
                return;
            } catch (AssertionError moved) {
                // Compared again with what is there now.
            }
        }
        assertThat(held.versions()).as(kind.resource()).isEqualTo(theirs);
    }

    private Map<String, String> versions(Kind kind) throws Exception {
        try (StreamedResponse response = server.open(ApiRequest.get(kind.path(Scope.CLUSTER)))) {
            Map<String, String> versions = new TreeMap<>();
            for (JsonNode item : JsonMapper.shared().readTree(response.body()).path("items")) {
                JsonNode meta = item.path("metadata");
                String namespace = meta.path("namespace").asString("");
                versions.put(
                        (namespace.isEmpty() ? "" : namespace + "/")
                                + meta.path("name").asString(),
                        meta.path("resourceVersion").asString());
            }
            return versions;
        }
    }

    private static Kind pods(List<Kind> kinds) {
        return kind(kinds, "pods");
    }

    private static Kind kind(List<Kind> kinds, String resource) {
        return kinds.stream()
                .filter(kind -> kind.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
