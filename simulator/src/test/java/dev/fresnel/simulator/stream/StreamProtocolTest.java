package dev.fresnel.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.World;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients other than kubectl send and get: each message, channel by channel. */
@Timeout(30)
class StreamProtocolTest {

    private final World world = new World().node("node-1");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Simulator simulator;

    StreamProtocolTest() throws IOException {
        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: a, image: "a:1", ports: [{containerPort: 8080}]}]}
                """);
        world.seconds(30);
        SimulatorOptions options = SimulatorOptions.of(Map.of("test", new Founded(world)));
        simulator =
                Simulator.start(new SimulatorOptions(0, false, "secret", 1, world.clock, Map.of(), options.clusters()));
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

    @AfterEach
    void close() {
        client.shutdownNow();
        simulator.close();
    }

    @Test
    void version_4_tells_the_exit_code_in_a_status() throws Exception {
        Messages messages = open(
                "exec?command=sh&command=-c&command=echo+out;+echo+err+%3E%262;+exit+3&stdout=true" + "&stderr=true",
                "v4.channel.k8s.io");
        assertThat(messages.next()).isEqualTo("1:");
        assertThat(messages.next()).isEqualTo("1:out\n");
        assertThat(messages.next()).isEqualTo("2:err\n");
        assertThat(messages.next())
                .startsWith("3:{")
                .contains("\"reason\":\"NonZeroExitCode\"", "{\"reason\":\"ExitCode\",\"message\":\"3\"}");
        assertThat(messages.next()).isEqualTo("closed 1000");
    }

    @Test
    void version_5_lets_the_client_end_its_input() throws Exception {
        Messages messages = open("exec?command=cat&stdin=true&stdout=true", "v5.channel.k8s.io");
        assertThat(messages.next()).isEqualTo("1:");
        messages.send(0, "hello");
        assertThat(messages.next()).isEqualTo("1:hello");
        messages.send(255, "\0");
        assertThat(messages.next()).isEqualTo("3:{\"metadata\":{},\"status\":\"Success\"}");
    }

    @Test
    void channels_in_base64_are_text() throws Exception {
        Messages messages = open("exec?command=cat&stdin=true&stdout=true", "v4.base64.channel.k8s.io");
        assertThat(messages.next()).isEqualTo("text 1");
        messages.socket.sendText("0" + base64("hello"), true).get(5, TimeUnit.SECONDS);
        assertThat(messages.next()).isEqualTo("text 1" + base64("hello"));
    }

    @Test
    void a_terminal_knows_its_size() throws Exception {
        Messages messages = open("exec?command=sh&stdin=true&stdout=true&tty=true", "v5.channel.k8s.io");
        messages.await("/ # ");
        messages.send(4, "{\"Width\":132,\"Height\":50}");
        messages.send(0, "stty size\r");
        messages.await("50 132");
        messages.send(0, "exit\r");
        messages.await("\"status\":\"Success\"");
    }

    @Test
    void a_port_is_two_channels() throws Exception {
        Messages messages = open("portforward?ports=8080&ports=9999", "v4.channel.k8s.io");
        assertThat(messages.next()).isEqualTo("0:\u0090\u001f");
        assertThat(messages.next()).isEqualTo("1:\u0090\u001f");
        assertThat(messages.next()).isEqualTo("2:\u000f'");
        assertThat(messages.next()).isEqualTo("3:\u000f'");
        assertThat(messages.next()).startsWith("3:error forwarding port 9999").contains("connection refused");
        messages.send(0, "GET /ready HTTP/1.1\r\nHost: p\r\n\r\n");
        assertThat(messages.next()).startsWith("0:HTTP/1.1 200 OK").endsWith("ok\n");
        messages.send(0, "GET /none HTTP/1.1\r\nHost: p\r\n\r\n");
        assertThat(messages.next()).startsWith("0:HTTP/1.1 404 Not Found");
    }

    @Test
    void a_container_that_is_not_running_is_refused_in_the_words_of_its_kubelet() throws Exception {
        world.change(Kinds.POD, "p", pod -> Tree.put(pod, new ArrayList<>(), "status", "containerStatuses"));
        assertThat(open("exec?command=ls&stdout=true", "v5.channel.k8s.io").await("InternalError"))
                .contains("unable to upgrade connection: container not found (\\\"a\\\")");
    }

    @Test
    void who_does_not_upgrade_is_refused() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url("exec?command=ls&stdout=true")))
                        .header("Authorization", "Bearer secret")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Upgrade request required");
    }

    @Test
    void a_command_ends_with_its_client() throws Exception {
        Messages messages = open("exec?command=sleep&command=1000&stdout=true", "v5.channel.k8s.io");
        assertThat(messages.next()).isEqualTo("1:");
        Messages watching = open("exec?command=sh&stdin=true&stdout=true&tty=true", "v5.channel.k8s.io");
        watching.await("/ # ");
        watching.send(0, "ps | grep -c 'sleep 1000$'\r");
        watching.await("\r\n1\r\n");
        messages.socket.abort();
        watching.send(0, "while ps | grep -q 'sleep 1000$'; do true; done; echo it has ended\r");
        watching.await("\nit has ended\r\n");
    }

    @Test
    void who_does_not_read_makes_the_writer_wait() throws Exception {
        Messages slow = open("exec?command=yes&stdout=true", "v5.channel.k8s.io", 3);
        slow.await("y\ny\n");
        Messages other = open("exec?command=echo&command=others&stdout=true", "v5.channel.k8s.io");
        other.await("others");
        slow.socket.abort();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String url(String rest) {
        return simulator.cluster("test").url() + "/api/v1/namespaces/shop/pods/p/" + rest;
    }

    private Messages open(String rest, String protocol) throws Exception {
        return open(rest, protocol, Integer.MAX_VALUE);
    }

    /** @param most messages that are asked for */
    private Messages open(String rest, String protocol, int most) throws Exception {
        Messages messages = new Messages(most);
        messages.socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer secret")
                .subprotocols(protocol)
                .buildAsync(URI.create(url(rest).replace("http:", "ws:")), messages)
                .get(10, TimeUnit.SECONDS);
        assertThat(messages.socket.getSubprotocol()).isEqualTo(protocol);
        return messages;
    }

    /** What comes, as {@code channel:text}. */
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> come = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private int left;
        private WebSocket socket;

        @SuppressWarnings("NullAway") // the socket is there before anyone uses it
        Messages(int most) {
            this.left = most;
        }

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            while (data.hasRemaining()) {
                part.write(data.get());
            }
            if (last) {
                byte[] message = part.toByteArray();
                part.reset();
                come.add((message[0] & 0xff) + ":"
                        + new String(message, 1, message.length - 1, StandardCharsets.ISO_8859_1));
            }
            more(from);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            come.add("text " + data);
            more(from);
            return CompletableFuture.completedFuture(null);
        }

        private void more(WebSocket from) {
            if (--left > 0) {
                from.request(1);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            come.add("closed " + code);
            return CompletableFuture.completedFuture(null);
        }

        String next() throws InterruptedException {
            String message = come.poll(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        }

        /** Waits for a text, in however many messages. */
        String await(String text) throws InterruptedException {
            StringBuilder all = new StringBuilder();
            while (all.indexOf(text) < 0) {
                all.append(next().replaceFirst("^\\d+:", ""));
            }
            return all.toString();
        }

        void send(int channel, String text) throws Exception {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer message = ByteBuffer.allocate(1 + bytes.length)
                    .put((byte) channel)
                    .put(bytes)
                    .flip();
            socket.sendBinary(message, true).get(5, TimeUnit.SECONDS);
        }
    }
}
