package dev.fresnel.kube.log;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.watch.Timing;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log of one container, from {@link #start} to {@link #close}, over lost connections and restarts of the container.
 * After each it asks for the lines since the last one's second and passes over those it has told ({@link Seam}).
 *
 * <pre>
 *   GET …/pods/NAME/log?follow&timestamps ─► LineReader ─► time, text ─► Seam ─► LogSink
 *        ▲                                                                │
 *        └── ended, lost: again, since the last line's second ◄───────────┘
 * </pre>
 *
 * A thread of its own reads; any thread may nudge, finish or close it.
 */
public final class ContainerLog implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);
    /** Of an answer that says no. */
    private static final int MOST_WORDS = 64 * 1024;

    private final ApiServer server;
    private final LogRequest request;
    private final Supplier<String> run;
    private final LogSink sink;
    private final Timing timing;
    private final Semaphore nudges = new Semaphore(0);
    private final Seam seam = new Seam();
    private volatile boolean closed;
    private volatile boolean last;
    private volatile @Nullable StreamedResponse answer;
    private @Nullable LogState said;
    private @Nullable Thread thread;
    /**
     * A line at the end of an answer that had no break: written so, or torn off with its connection. The next answer, which
     * begins before it, tells.
     */
    private @Nullable LogLine torn;
    /** The run that the last line is of. */
    private String toldOf = "";

    /**
     * @param run names the run of the container that is going on, so that its restart is not taken for a rotation
     * @param sink called by this log's own thread
     */
    public ContainerLog(ApiServer server, LogRequest request, Supplier<String> run, LogSink sink, Timing timing) {
        this.server = server;
        this.request = request;
        this.run = run;
        this.sink = sink;
        this.timing = timing;
    }

    /** Begins to read, once. */
    public synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofVirtual().name("log " + request.pod()).start(this::read);
        }
    }

    /** Something happened to the container: where a pause is being made, it is over. */
    public void nudge() {
        nudges.release();
    }

    /** Nothing more will be written: what there is is read to its end, and that was it. */
    public void finish() {
        last = true;
        nudges.release();
    }

    /** Ends it at once. */
    @Override
    public void close() {
        closed = true;
        nudges.release();
        StreamedResponse open = answer;
        if (open != null) {
            open.close();
        }
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private void read() {
        int fruitless = 0;
        try {
            say(new LogState.Connecting());
            while (!closed) {
                boolean wasLast = last || request.previous();
                Step step = once();
                if (closed || step.over || (wasLast && step.ended)) {
                    break;
                }
                fruitless = step.fruitful ? 0 : fruitless + 1;
                nudges.drainPermits();
                if (!last || !step.ended) {
                    timing.await(nudges, step.pause == null ? pause(fruitless) : step.pause);
                }
            }
            if (!closed) {
                say(new LogState.Ended());
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /**
     * How a try went.
     *
     * @param fruitful whether there were new lines
     * @param ended whether the server told all there is
     * @param over whether there will never be more
     * @param pause before the next, null for the usual one
     */
    private record Step(
            boolean fruitful,
            boolean ended,
            boolean over,
            @Nullable Duration pause) {
        static Step failed(@Nullable Duration pause) {
            return new Step(false, false, false, pause);
        }
    }

    private Step once() throws InterruptedException {
        boolean fruitful = false;
        try (StreamedResponse response = server.open(asked())) {
            answer = response;
            if (response.status() == HttpURLConnection.HTTP_NO_CONTENT) {
                return new Step(false, true, false, null);
            }
            if (response.status() != HttpURLConnection.HTTP_OK) {
                return refused(response);
            }
            if (!request.previous()) {
                say(new LogState.Following());
            }
            LineReader lines = new LineReader(response.body());
            String now = run.get();
            for (LineReader.Raw raw = lines.next(); raw != null && !closed; raw = lines.next()) {
                fruitful |= tell(raw, now);
            }
            return new Step(fruitful, true, false, null);
        } catch (IOException e) {
            if (!closed) {
                say(new LogState.Waiting(words(e)));
            }
            return new Step(fruitful, false, false, null);
        } finally {
            answer = null;
            seam.lost();
        }
    }

    private Step refused(StreamedResponse response) throws IOException, InterruptedException {
        byte[] body = response.body().readNBytes(MOST_WORDS);
        ApiServerException refusal = new ApiReader.Answer(response.status(), body, response::headers).refusal();
        switch (response.status()) {
            case HttpURLConnection.HTTP_NOT_FOUND -> {
                return new Step(false, true, true, null);
            }
            case HttpURLConnection.HTTP_FORBIDDEN -> {
                say(new LogState.Forbidden(words(refusal)));
                return Step.failed(REFUSED_PAUSE);
            }
            case HttpURLConnection.HTTP_UNAUTHORIZED -> {
                if (server.refreshCredentials()) {
                    return Step.failed(FIRST_PAUSE);
                }
            }
            default -> {}
        }
        say(new LogState.Waiting(words(refusal)));
        // of a previous run, and of a pod that has ended, a refusal is the answer
        return new Step(false, response.status() == HttpURLConnection.HTTP_BAD_REQUEST, false, refusal.retryAfter());
    }

    private ApiRequest asked() {
        ApiRequest asked =
                seam.started() ? request.asked(Instant.ofEpochSecond(0, seam.askSince()), null) : request.asked();
        return request.previous() ? asked : asked.with("follow", "true");
    }

    /** Whether it was new. */
    private boolean tell(LineReader.Raw raw, String now) {
        int blank = LogTime.end(raw.text());
        long time = LogTime.read(raw.text(), blank);
        if (time == LogTime.NONE && !raw.complete() && !last && !request.previous()) {
            return false; // torn off within its time: the next answer has all of it
        }
        if (time == LogTime.NONE) {
            // The node's own words, such as that a file is gone: they belong to the moment.
            Instant instant = timing.now();
            time = instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
            sink.line(new LogLine(time, raw.text(), raw.cut()));
            return false;
        }
        String text = raw.text().substring(Math.min(blank + 1, raw.text().length()));
        LogLine line = new LogLine(time, text, raw.cut());
        LogLine before = torn;
        torn = null;
        if (!raw.complete() && !last && !request.previous() && !line.equals(before)) {
            torn = line;
            return false;
        }
        if (before != null && !continues(line, before)) {
            boolean _ = tell(before, now);
        }
        return tell(line, now);
    }

    private static boolean continues(LogLine line, LogLine torn) {
        return line.time() <= torn.time()
                && (line.time() < torn.time() || line.text().startsWith(torn.text()));
    }

    private boolean tell(LogLine line, String now) {
        Seam.Verdict verdict = seam.judge(line);
        if (verdict == Seam.Verdict.KNOWN) {
            return false;
        }
        if (verdict == Seam.Verdict.AFTER_GAP) {
            sink.gap(now.equals(toldOf) ? LogSink.Gap.ROTATED : LogSink.Gap.RESTARTED);
        }
        toldOf = now;
        sink.line(line);
        return true;
    }

    private void say(LogState state) {
        if (!state.equals(said)) {
            said = state;
            sink.state(state);
        }
    }

    private static Duration pause(int fruitless) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(fruitless, 10);
        return Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis()));
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
