package dev.fresnel.engine.live;

import dev.fresnel.engine.log.Inbox;
import dev.fresnel.engine.view.LogData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.log.LogRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The containers that a view reads. Those whose pods are gone are read to their end and stay, with what they wrote; those that
 * come are read from their beginning. For one thread at a time.
 */
final class LogStreams implements AutoCloseable {

    /** So many are read at a time: each is a stream of its own from an API server. */
    static final int MOST = 100;

    private final ViewRequest.LogSource which;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Runnable changed;
    private final AtomicLong ids = new AtomicLong();
    private final Map<LogSubject.Id, LogStream> streams = new LinkedHashMap<>();
    private final Map<Integer, LogStream> byId = new LinkedHashMap<>();
    private final Map<String, Integer> hues = new LinkedHashMap<>();
    private @Nullable Instant since;
    private boolean complete;
    private int omitted;

    LogStreams(ViewRequest.LogSource which, InstantSource clock, Inbox inbox, Runnable changed) {
        this.which = which;
        this.clock = clock;
        this.inbox = inbox;
        this.changed = changed;
    }

    /** Reads these from now on. */
    void follow(LogSubjects.Known known) {
        if (since == null) {
            Instant now = clock.instant();
            since = which.since() == null ? Instant.EPOCH : now.minusSeconds(which.since());
        }
        Map<LogSubject.Id, LogSubject> wanted = new LinkedHashMap<>();
        omitted = 0;
        for (LogSubject subject : known.subjects()) {
            boolean named = which.containers().isEmpty() || which.containers().contains(subject.container());
            if (named && wanted.size() < MOST) {
                wanted.put(subject.id(), subject);
            } else if (named) {
                omitted++;
            }
        }
        wanted.forEach(
                (id, subject) -> streams.computeIfAbsent(id, _ -> open(subject)).follow(subject, request(subject)));
        if (known.all()) {
            streams.forEach((id, stream) -> {
                if (!wanted.containsKey(id)) {
                    stream.finish();
                }
            });
            complete = true;
        }
    }

    private LogStream open(LogSubject subject) {
        int hue = hues.computeIfAbsent(subject.uid(), _ -> hues.size() % 8);
        LogStream stream = new LogStream(byId.size(), hue, subject, inbox, ids, changed);
        byId.put(stream.id(), stream);
        return stream;
    }

    /** Those that come after all were known have written nothing before: their beginning is not left out. */
    private LogRequest request(LogSubject subject) {
        Instant from = which.since() == null ? null : since;
        return subject.asked(which.previous(), from, complete ? null : which.tail());
    }

    @Nullable
    LogStream stream(int id) {
        return byId.get(id);
    }

    /** How many more there are than are read. */
    int omitted() {
        return omitted;
    }

    List<LogData.Source> told() {
        return streams.values().stream()
                .map(LogStream::told)
                .sorted(Comparator.comparing(
                                (LogData.Source source) -> source.ref().cluster())
                        .thenComparing(source -> String.valueOf(source.ref().namespace()))
                        .thenComparing(source -> source.ref().name())
                        .thenComparing(LogData.Source::container))
                .toList();
    }

    @Override
    public void close() {
        streams.values().forEach(LogStream::close);
    }
}
