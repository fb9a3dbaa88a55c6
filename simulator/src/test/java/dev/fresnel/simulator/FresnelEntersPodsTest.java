package dev.fresnel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.stream.CommandRequest;
import dev.fresnel.kube.stream.CommandStream;
import dev.fresnel.kube.stream.Ending;
import dev.fresnel.kube.stream.PortStream;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.stream.PodStreams;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.weather.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fresnel's own way into containers, over the wire. */
@Timeout(60)
class FresnelEntersPodsTest {

    private final World world = new World().node("node-1");
    private final Simulator simulator;
    private final Link link;
    private final ApiServer server;

    FresnelEntersPodsTest() throws Exception {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: a, image: "nginx:1", ports: [{containerPort: 8080}]}]}
                """);
        world.seconds(30);
        SimulatorOptions options = SimulatorOptions.of(Map.of("test", new Founded(world)));
        simulator =
                Simulator.start(new SimulatorOptions(0, false, "secret", 1, world.clock, Map.of(), options.clusters()));
        int port = simulator.cluster("test").server().port();
        link = Link.to(port);
        server = new Connector(Clock.systemUTC(), "fresnel/test", Map.of())
                .connect(KubeconfigSource.parse(simulator.kubeconfig().replace(":" + port, ":" + link.port()))
                        .contexts()
                        .getFirst());
    }

    @AfterEach
    void close() {
        server.close();
        link.close();
        simulator.close();
    }

    @Test
    void a_command_writes_to_both_outputs_and_ends_with_its_code() throws Exception {
        try (CommandStream stream = run("echo out; echo err >&2; exit 3")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            for (var output = stream.next(); output != null; output = stream.next()) {
                (output.error() ? err : out).writeBytes(output.bytes());
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
            assertThat(stream.ending()).isEqualTo(new Ending.Exited(3));
        }
    }

    @Test
    void whatever_is_sent_comes_back_byte_for_byte_and_the_input_can_end() throws Exception {
        Random random = new Random(17);
        for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 1_000_000}) {
            byte[] sent = new byte[size];
            random.nextBytes(sent);
            try (CommandStream stream =
                    CommandStream.open(server, new CommandRequest("shop", "p", "a", List.of("cat"), true, false))) {
                Thread writing = Thread.ofVirtual().start(() -> {
                    try {
                        stream.write(sent, 0, sent.length);
                        stream.endInput();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThat(all(stream)).isEqualTo(sent);
                assertThat(stream.ending()).isEqualTo(new Ending.Exited(0));
                writing.join();
            }
        }
    }

    @Test
    void a_program_that_is_not_there_is_said_in_the_nodes_words() throws Exception {
        try (CommandStream stream = CommandStream.open(
                server, new CommandRequest("shop", "p", "a", List.of("no-such-program"), false, false))) {
            assertThat(all(stream)).isEmpty();
            assertThat(stream.ending())
                    .isInstanceOfSatisfying(
                            Ending.Failed.class,
                            failed -> assertThat(failed.words()).contains("no-such-program"));
        }
    }

    @Test
    void a_pod_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> CommandStream.open(
                        server, new CommandRequest("shop", "none", "a", List.of("ls"), false, false)))
                .isInstanceOfSatisfying(
                        ApiServerException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void a_terminal_has_the_size_it_is_told() throws Exception {
        try (CommandStream stream =
                CommandStream.open(server, new CommandRequest("shop", "p", "a", List.of("sh"), true, true))) {
            stream.resize(123, 45);
            byte[] typed = "stty size; exit\r".getBytes(StandardCharsets.UTF_8);
            stream.write(typed, 0, typed.length);
            assertThat(new String(all(stream), StandardCharsets.UTF_8)).contains("45 123");
            assertThat(stream.ending()).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void leaving_ends_the_reader_and_what_nobody_reads_waits() throws Exception {
        CommandStream stream = run("yes");
        assertThat(stream.next()).isNotNull();
        stream.close();
        all(stream);
        assertThat(stream.ending()).isInstanceOf(Ending.Lost.class);
    }

    @Test
    void a_connection_that_breaks_is_no_end_of_the_command() throws Exception {
        try (CommandStream stream = run("echo begun; sleep 100")) {
            assertThat(stream.next()).isNotNull();
            link.reset();
            all(stream);
            assertThat(stream.ending()).isInstanceOf(Ending.Lost.class);
        }
    }

    @Test
    void a_port_is_talked_to() throws Exception {
        try (PortStream stream = PortStream.open(server, "shop", "p", 8080)) {
            byte[] request = "GET / HTTP/1.1\r\nHost: p\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            stream.write(request, 0, request.length);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (byte[] read = stream.read(); read != null; read = stream.read()) {
                answer.writeBytes(read);
            }
            assertThat(answer.toString(StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_port_at_which_nobody_listens_is_said() throws Exception {
        try (PortStream stream = PortStream.open(server, "shop", "p", 4)) {
            assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("4");
        }
    }

    private CommandStream run(String script) throws Exception {
        return CommandStream.open(
                server, new CommandRequest("shop", "p", "a", List.of("sh", "-c", script), false, false));
    }

    private static byte[] all(CommandStream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (var output = stream.next(); output != null; output = stream.next()) {
            all.writeBytes(output.bytes());
        }
        return all.toByteArray();
    }

    /** A cluster whose objects are in another storage: its API server is asked through a copy of that. */
    private record Founded(World world) implements ClusterContent {
        @Override
        public Life start(ObjectStorage storage, Clock clock, long seed) {
            storage.create(Kinds.NAMESPACE, Tree.of("metadata", Tree.of("name", "shop")));
            Map<String, Object> pod = Tree.copy(world.get(Kinds.POD, "p"));
            Tree.remove(pod, "metadata", "resourceVersion");
            storage.create(Kinds.POD, pod);
            return new Life() {
                @Override
                public PodLogs logs() {
                    return world.living.logs();
                }

                @Override
                public PodMetrics metrics() {
                    return world.living.metrics();
                }

                @Override
                public PodStreams streams() {
                    return world.living.streams();
                }

                @Override
                public void close() {}
            };
        }
    }
}
