package dev.fresnel.bench.logs;

import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.Tab.Heard;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tab that looks at the logs of the loud pods, as the browser does. For one thread. */
final class LogWindow implements AutoCloseable {

    private static final int MOST = 500;
    /** As many as a browser asks for. */
    private static final int USUAL = 100;

    private final Tab tab;
    private final ObjectRef subject;
    private final int view;
    private int sources;
    private int following;
    private long all;
    private long matched;
    private long dropped;

    /**
     * What one message told.
     *
     * @param heard the message
     * @param newest nanoseconds since 1970 of the last line in it; null where there is none
     */
    record Told(Heard heard, @Nullable Long newest) {}

    LogWindow(Tab tab, ObjectRef subject) {
        this.tab = tab;
        this.subject = subject;
        this.view = tab.open(asked(true, 0, USUAL));
    }

    private ViewRequest.Logs asked(boolean follow, int offset, int limit) {
        return new ViewRequest.Logs(
                List.of(subject),
                new ViewRequest.LogSource(List.of(), false, null, null),
                "",
                List.of(),
                null,
                null,
                "",
                List.of(),
                follow,
                offset,
                limit,
                null);
    }

    /** Waits until so many containers are read. */
    void awaitSources(int count) throws IOException, InterruptedException {
        while (sources < count || following < count) {
            hear(tab.await(this::isOurs));
        }
    }

    /** The next message, null where none comes in time. */
    @Nullable
    Told listen(Duration atMost) throws IOException, InterruptedException {
        Heard heard = tab.poll(atMost);
        if (heard == null || !isOurs(heard)) {
            return null;
        }
        return hear(heard);
    }

    private boolean isOurs(Heard heard) {
        return heard.id() == view;
    }

    private Told hear(Heard heard) throws IOException {
        if (heard.type().equals("failure") || heard.type().equals("closed")) {
            throw new IOException("the server refused: " + heard.data());
        }
        JsonNode head = heard.data().path("head");
        if (head.isObject()) {
            sources = head.path("sources").size();
            following = (int) head.path("sources")
                    .valueStream()
                    .filter(source -> source.path("state").asString("").equals("following"))
                    .count();
            all = head.path("totals").path("all").asLong();
            matched = head.path("totals").path("matched").asLong();
            dropped = head.path("totals").path("dropped").asLong();
        }
        JsonNode lines = heard.data().path("lines");
        return new Told(heard, lines.isEmpty() ? null : time(lines.get(lines.size() - 1)));
    }

    private static long time(JsonNode line) {
        return Long.parseLong(line.path("at").asString("0"));
    }

    /** Lines that came so far and were put in order. */
    long all() {
        return all;
    }

    /** Those that are no longer kept. */
    long dropped() {
        return dropped;
    }

    /** Stops following, and reads all that is kept, one window after another, from the first line on. */
    Ledger readAll() throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        long read = 0;
        do {
            // Near the end the server begins earlier, so that the window is full; lines that were told are not told
            // again.
            long from = Math.min(read, Math.max(0, matched - MOST));
            tab.adjust(view, asked(false, (int) read, MOST));
            Heard answer = tab.await(heard -> isOurs(heard)
                    && heard.data().path("offset").asLong(-1) == from
                    && !heard.data().path("lines").isEmpty());
            hear(answer);
            for (JsonNode line : answer.data().path("lines")) {
                read++;
                if (line.path("gap").isNull()) {
                    ledger.line(
                            line.path("source").asString(""),
                            LoudLine.number(line.path("text").asString("")),
                            time(line));
                }
            }
        } while (read < matched);
        return ledger;
    }

    /** Follows again. */
    void follow() {
        tab.adjust(view, asked(true, 0, USUAL));
    }

    @Override
    public void close() {
        tab.close(view);
    }
}
