package dev.fresnel.engine.live;

import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.log.LogLine;
import dev.fresnel.kube.log.LogRequest;
import dev.fresnel.kube.log.PastLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Logs as a text to keep: {@code TIME POD CONTAINER TEXT}, merged by time, as they were written. They are read while they are
 * written out, so that one line of each container is held and no more. For one thread.
 */
final class LogText {

    /** Whose logs they are is known by then, or not at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Writer out;
    private final PriorityQueue<Source> next =
            new PriorityQueue<>(Comparator.comparingLong(Source::time).thenComparingInt(source -> source.number));

    private LogText(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32 * 1024);
    }

    static void write(Surroundings around, List<ObjectRef> objects, ViewRequest.LogSource which, OutputStream out)
            throws IOException, InterruptedException {
        LiveLogs.check(objects, which);
        Semaphore changes = new Semaphore(0);
        // Open until all is written, so that the clusters stay connected.
        try (LogSubjects all = new LogSubjects(around, changes::release)) {
            LogSubjects.Known known = known(around.clock(), all, objects, changes);
            List<LogSubject> subjects = known.subjects().stream()
                    .filter(subject ->
                            which.containers().isEmpty() || which.containers().contains(subject.container()))
                    .filter(subject -> subject.wrote(which.previous()))
                    .toList();
            Instant since =
                    which.since() == null ? null : around.clock().instant().minusSeconds(which.since());
            LogText text = new LogText(out);
            if (!known.all()) {
                text.out.write("# There may be more pods than are known now\n");
            }
            text.write(subjects, subject -> subject.asked(which.previous(), since, which.tail()));
        }
    }

    private static LogSubjects.Known known(
            InstantSource clock, LogSubjects subjects, List<ObjectRef> objects, Semaphore changes)
            throws IOException, InterruptedException {
        Instant until = clock.instant().plus(PATIENCE);
        LogSubjects.Known known = subjects.of(objects);
        while (!known.all()) {
            Duration left = Duration.between(clock.instant(), until);
            if (!changes.tryAcquire(left.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            changes.drainPermits();
            known = subjects.of(objects);
        }
        if (known.subjects().isEmpty() && !known.all()) {
            throw new IOException("The cluster does not tell which pods there are.");
        }
        return known;
    }

    private void write(List<LogSubject> subjects, Function<LogSubject, LogRequest> asked)
            throws IOException, InterruptedException {
        List<Source> sources = new ArrayList<>();
        try {
            for (LogSubject subject : subjects.subList(0, Math.min(subjects.size(), LogStreams.MOST))) {
                Source source = new Source(sources.size(), subject);
                sources.add(source);
                try {
                    source.log = PastLog.open(subject.connection().server(), asked.apply(subject));
                } catch (IOException e) {
                    say(source, e);
                    continue;
                }
                advance(source);
            }
            for (Source source = next.poll(); source != null; source = next.poll()) {
                source.write(out);
                advance(source);
            }
            if (subjects.size() > sources.size()) {
                out.write("# " + (subjects.size() - sources.size()) + " more containers are not read\n");
            }
            out.flush();
        } finally {
            sources.forEach(Source::close);
        }
    }

    private void advance(Source source) throws IOException {
        try {
            if (source.read()) {
                next.add(source);
            }
        } catch (IOException e) {
            say(source, e);
        }
    }

    /** What broke, in the words of whoever says so, where the lines would be. */
    private void say(Source source, IOException why) throws IOException {
        out.write("# " + source.name() + ": " + String.valueOf(why.getMessage()).replace('\n', ' ') + "\n");
    }

    /** One container. */
    private static final class Source implements AutoCloseable {
        private final int number;
        private final LogSubject subject;
        private @Nullable PastLog log;
        private @Nullable LogLine line;

        Source(int number, LogSubject subject) {
            this.number = number;
            this.subject = subject;
        }

        String name() {
            return subject.pod().name() + " " + subject.container();
        }

        long time() {
            return line == null ? Long.MAX_VALUE : line.time();
        }

        /** Whether there is another line. */
        boolean read() throws IOException {
            line = log == null ? null : log.next();
            return line != null;
        }

        void write(Writer out) throws IOException {
            if (line != null) {
                out.write(Instant.ofEpochSecond(0, line.time()) + " " + name() + " " + line.text());
                out.write(line.cut() == 0 ? "\n" : " … " + line.cut() + " bytes\n");
            }
        }

        @Override
        public void close() {
            if (log != null) {
                log.close();
            }
        }
    }
}
