package dev.fresnel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.log.ContainerLog;
import dev.fresnel.kube.log.LineReader;
import dev.fresnel.kube.log.LogLine;
import dev.fresnel.kube.log.LogRequest;
import dev.fresnel.kube.log.LogSink;
import dev.fresnel.kube.log.LogState;
import dev.fresnel.kube.log.PastLog;
import dev.fresnel.kube.watch.Timing;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.weather.Link;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fresnel's own reader of logs, over a line that breaks. */
@Timeout(120)
class FresnelFollowsLogsTest {

    private final WrittenLog written = new WrittenLog();
    private final Simulator simulator;
    private final Link link;
    private final ApiServer server;
    private final Told told = new Told();

    FresnelFollowsLogsTest() throws Exception {
        simulator = Simulator.start(
                new SimulatorOptions(0, false, "secret", 1, Clock.systemUTC(), Map.of(), Map.of("test", written)));
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
    void every_line_is_told_once_and_in_order_however_often_the_connection_breaks() throws Exception {
        Random random = new Random(5);
        written.write(40, random);
        try (ContainerLog log = follow(null)) {
            for (int round = 0; round < 8; round++) {
                told.await(told.lines, lines -> lines.size() >= written.size());
                switch (round % 3) {
                    case 0 -> link.reset();
                    // in the middle of a line
                    case 1 -> link.cutAfter(1 + random.nextInt(200));
                    default -> {}
                }
                written.write(1 + random.nextInt(60), random);
            }
            told.await(told.lines, lines -> lines.size() >= written.size());
            assertThat(told.lines).isEqualTo(written.told());
            assertThat(told.gaps).isEmpty();
            assertThat(link.accepted()).isGreaterThan(4);

            written.end();
            log.finish();
            told.await(told.states, states -> states.contains(new LogState.Ended()));
        }
    }

    @Test
    void only_the_newest_lines_are_told_where_only_those_were_asked_for_also_after_a_break() throws Exception {
        written.write(30, new Random(6));
        try (ContainerLog _ = follow(10)) {
            told.await(told.lines, lines -> lines.size() == 10);
            link.reset();
            written.write("after");
            told.await(told.lines, lines -> lines.size() > 10);
            assertThat(told.lines).isEqualTo(written.told().subList(20, 31));
        }
    }

    @Test
    void a_line_without_end_is_cut_and_the_next_is_whole() throws Exception {
        int beyond = 3_000_000;
        written.write("x".repeat(LineReader.LONGEST + beyond), "next");
        try (ContainerLog _ = follow(null)) {
            told.await(told.lines, lines -> lines.size() == 2);
            // The time in front of a line counts as well.
            LogLine cut = told.lines.getFirst();
            assertThat(cut.text()).matches("x{65000,65536}");
            assertThat(cut.text().length() + cut.cut()).isEqualTo(LineReader.LONGEST + beyond);
            assertThat(told.lines.get(1).text()).isEqualTo("next");
        }
    }

    @Test
    void lines_that_the_node_no_longer_keeps_are_a_gap() throws Exception {
        written.write("one", "two");
        try (ContainerLog _ = follow(null)) {
            told.await(told.lines, lines -> lines.size() == 2);
            link.refuse();
            told.await(told.states, states -> states.getLast() instanceof LogState.Waiting);
            written.rotate();
            written.write("nine");
            link.heal();
            told.await(told.lines, lines -> lines.size() == 3);
            assertThat(told.gaps).containsExactly(LogSink.Gap.ROTATED);
            assertThat(told.states.getLast()).isEqualTo(new LogState.Following());
        }
    }

    @Test
    void what_was_written_so_far_is_read_to_its_end() throws Exception {
        written.write(500, new Random(7));
        LogRequest all = new LogRequest("shop", "p", "a", false, null, null);
        List<LogLine> read = new ArrayList<>();
        try (PastLog past = PastLog.open(server, all)) {
            for (LogLine line = past.next(); line != null; line = past.next()) {
                read.add(line);
            }
        }
        assertThat(read).isEqualTo(written.told());
        assertThatThrownBy(() -> PastLog.open(server, new LogRequest("shop", "p", "other", false, null, null)))
                .hasMessageContaining("container other is not valid for pod p");
    }

    private ContainerLog follow(@Nullable Integer tail) {
        ContainerLog log = new ContainerLog(
                server, new LogRequest("shop", "p", "a", false, null, tail), () -> "run", told, SHORT_PAUSES);
        log.start();
        return log;
    }

    /** Pauses are a moment, so that a test of many breaks takes no minute. */
    private static final Timing SHORT_PAUSES = new Timing() {
        @Override
        public Instant now() {
            return Timing.system().now();
        }

        @Override
        public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
            return permit.tryAcquire(Math.min(20, atMost.toMillis()), TimeUnit.MILLISECONDS);
        }

        @Override
        public Alarm in(Duration delay, Runnable task) {
            return Timing.system().in(delay, task);
        }
    };

    /** What was told, to be waited for. */
    private static final class Told implements LogSink {
        private final List<LogLine> lines = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final List<LogState> states = new ArrayList<>();

        synchronized <T> void await(List<T> list, Predicate<List<T>> condition) throws InterruptedException {
            while (!condition.test(list)) {
                wait();
            }
        }

        @Override
        public synchronized void line(LogLine line) {
            lines.add(line);
            notifyAll();
        }

        @Override
        public synchronized void gap(Gap why) {
            gaps.add(why);
        }

        @Override
        public synchronized void state(LogState state) {
            states.add(state);
            notifyAll();
        }
    }

    /** A cluster with one pod, whose log the test writes. */
    private static final class WrittenLog implements ClusterContent, PodLogs {

        private final List<Line> lines = new ArrayList<>();
        private Instant last = Instant.parse("2026-11-22T10:00:00Z");
        private int kept;
        private boolean ended;

        /** Times and texts that repeat, several in a second. */
        synchronized void write(int count, Random random) {
            for (int i = 0; i < count; i++) {
                last = last.plusNanos(random.nextInt(3) == 0 ? 0 : random.nextLong(400_000_000));
                lines.add(new Line(last, "text " + random.nextInt(3)));
            }
            notifyAll();
        }

        synchronized void write(String... texts) {
            for (String text : texts) {
                last = last.plusSeconds(2);
                lines.add(new Line(last, text));
            }
            notifyAll();
        }

        /** What was written so far is not kept any more. */
        synchronized void rotate() {
            kept = lines.size();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized int size() {
            return lines.size();
        }

        synchronized List<LogLine> told() {
            return lines.stream().map(WrittenLog::told).toList();
        }

        private static LogLine told(Line line) {
            Instant time = line.time();
            return new LogLine(time.getEpochSecond() * 1_000_000_000 + time.getNano(), line.text(), 0);
        }

        @Override
        public Lines open(String namespace, String pod, String container, Options options) {
            return new Reading(options);
        }

        /** One who reads it. */
        private final class Reading implements Lines {
            private final Options options;
            private int at;
            private boolean closed;

            Reading(Options options) {
                this.options = options;
                synchronized (WrittenLog.this) {
                    Long tail = options.tailLines();
                    at = Math.max(kept, tail == null ? 0 : lines.size() - tail.intValue());
                }
            }

            @Override
            public @Nullable Line next() throws InterruptedException {
                synchronized (WrittenLog.this) {
                    while (!closed) {
                        if (at == lines.size()) {
                            if (ended || !options.follow()) {
                                return null;
                            }
                            WrittenLog.this.wait();
                            continue;
                        }
                        Line line = lines.get(at++);
                        if (options.since() == null || !line.time().isBefore(options.since())) {
                            return line;
                        }
                    }
                    return null;
                }
            }

            @Override
            public void close() {
                synchronized (WrittenLog.this) {
                    closed = true;
                    WrittenLog.this.notifyAll();
                }
            }
        }

        @Override
        public Life start(ObjectStorage storage, Clock clock, long seed) {
            storage.create(ResourceTypes.builtIn("", "Namespace"), Tree.of("metadata", Tree.of("name", "shop")));
            storage.create(
                    ResourceTypes.builtIn("", "Pod"),
                    Tree.of(
                            "metadata",
                            Tree.of("name", "p", "namespace", "shop"),
                            "spec",
                            Tree.of("nodeName", "n", "containers", Tree.listOf(Tree.of("name", "a", "image", "x")))));
            Life empty = new EmptyCluster().start(storage, clock, seed);
            return new Life() {
                @Override
                public PodLogs logs() {
                    return WrittenLog.this;
                }

                @Override
                public PodMetrics metrics() {
                    return empty.metrics();
                }

                @Override
                public void close() {
                    empty.close();
                }
            };
        }
    }
}
