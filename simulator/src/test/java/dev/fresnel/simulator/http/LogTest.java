package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {

    private static final String POD = "/api/v1/namespaces/shop/pods/p";

    private final Kubelet kubelet = new Kubelet();
    private final TestServer server = new TestServer(kubelet);

    @BeforeEach
    void makePod() {
        server.create(
                "",
                "Pod",
                Tree.of(
                        "metadata",
                        Tree.of("name", "p", "namespace", "shop", "labels", Tree.of("app", "p")),
                        "spec",
                        Tree.of(
                                "nodeName",
                                "n",
                                "containers",
                                Tree.listOf(Tree.of("name", "a", "image", "x"), Tree.of("name", "b", "image", "x")))));
        server.create("", "Node", Tree.of("metadata", Tree.of("name", "n")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void lines_are_told_with_or_without_their_times() throws Exception {
        kubelet.write("one", "two", "three");
        kubelet.end();

        assertThat(server.get(POD + "/log?container=a").text()).isEqualTo("one\ntwo\nthree\n");
        kubelet.write("four");
        kubelet.end();
        assertThat(server.get(POD + "/log?container=a&timestamps=true").text())
                .isEqualTo("2026-11-22T10:00:00Z four\n");
        kubelet.write("five");
        kubelet.end();
        assertThat(server.get(POD + "/log?container=a&limitBytes=3").text()).isEqualTo("fiv");
    }

    @Test
    void the_kubelet_is_told_what_is_wanted() throws Exception {
        kubelet.end();
        server.get(POD + "/log?container=b&previous=true&tailLines=7&sinceSeconds=60");

        assertThat(kubelet.container).isEqualTo("b");
        assertThat(kubelet.options)
                .isEqualTo(new PodLogs.Options(true, false, Instant.parse("2026-11-22T09:59:00Z"), 7L));
    }

    @Test
    void lines_that_follow_arrive_as_they_are_written_until_the_client_goes() throws Exception {
        try (Stream<String> lines = server.lines(POD + "/log?container=a&follow=true", "*/*")) {
            Iterator<String> read = lines.iterator();
            kubelet.write("one");
            assertThat(read.next()).isEqualTo("one");
            kubelet.write("two");
            assertThat(read.next()).isEqualTo("two");
        }

        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (!kubelet.closed.get() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(kubelet.closed).isTrue();
    }

    @Test
    void the_container_must_be_named_and_be_there() throws Exception {
        assertThat(server.get(POD + "/log").tree())
                .containsEntry("message", "a container name must be specified for pod p, choose one of: [a b]")
                .containsEntry("code", 400L);
        assertThat(server.get(POD + "/log?container=c").tree())
                .containsEntry("message", "container c is not valid for pod p");
        assertThat(server.get("/api/v1/namespaces/shop/pods/none/log").code()).isEqualTo(404);
        assertThat(server.get(POD + "/log?container=a&sinceTime=yesterday").code())
                .isEqualTo(400);
        kubelet.refusal = StatusException.badRequest("container \"a\" in pod \"p\" is waiting to start");
        assertThat(server.get(POD + "/log?container=a").text()).contains("is waiting to start");
    }

    @Test
    void usage_is_told_as_metrics_server_does() throws Exception {
        Map<String, Object> pod = server.get("/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/p")
                .tree();
        assertThat(pod).containsEntry("kind", "PodMetrics");
        assertThat(Tree.maps(pod, "containers").getFirst())
                .isEqualTo(Map.of("name", "a", "usage", Map.of("cpu", "5000000n", "memory", "2048Ki")));
        Map<String, Object> nodes =
                server.get("/apis/metrics.k8s.io/v1beta1/nodes").tree();
        assertThat(Tree.maps(nodes, "items")).hasSize(1);
        assertThat(Tree.maps(
                        server.get("/apis/metrics.k8s.io/v1beta1/pods?labelSelector=app%3Dother")
                                .tree(),
                        "items"))
                .isEmpty();
        assertThat(server.get("/apis/metrics.k8s.io/v1beta1/nodes/other").code())
                .isEqualTo(404);
    }

    /** A node whose one log is written by the test. */
    private static final class Kubelet implements ClusterContent, ClusterContent.Life, PodLogs, PodMetrics {

        private static final Line END = new Line(Instant.EPOCH, "");

        private final BlockingQueue<Line> written = new LinkedBlockingQueue<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private @Nullable StatusException refusal;
        private @Nullable Options options;
        private String container = "";

        void write(String... lines) {
            for (String line : lines) {
                written.add(new Line(TestServer.CLOCK.instant(), line));
            }
        }

        void end() {
            written.add(END);
        }

        @Override
        public Life start(ObjectStorage storage, Clock clock, long seed) {
            return this;
        }

        @Override
        public PodLogs logs() {
            return this;
        }

        @Override
        public PodMetrics metrics() {
            return this;
        }

        @Override
        public Lines open(String namespace, String pod, String container, Options options) {
            if (refusal != null) {
                throw refusal;
            }
            this.container = container;
            closed.set(false);
            this.options = options;
            return new Lines() {
                @Override
                public @Nullable Line next() throws InterruptedException {
                    Line line = closed.get() ? END : written.take();
                    return line.equals(END) ? null : line;
                }

                @Override
                public void close() {
                    closed.set(true);
                    if (options.follow()) {
                        end();
                    }
                }
            };
        }

        @Override
        public Optional<Usage> ofNode(String node) {
            return Optional.of(new Usage(1_000_000_000, 1024));
        }

        @Override
        public Map<String, Usage> ofPod(String namespace, String pod) {
            return Map.of("a", new Usage(5_000_000, 2 * 1024 * 1024));
        }

        @Override
        public void close() {}
    }
}
