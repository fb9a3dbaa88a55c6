package dev.fresnel.engine.live;

import dev.fresnel.engine.log.Entry;
import dev.fresnel.engine.log.Inbox;
import dev.fresnel.engine.log.Reading;
import dev.fresnel.engine.view.LogData;
import dev.fresnel.engine.view.LogData.Level;
import dev.fresnel.kube.log.ContainerLog;
import dev.fresnel.kube.log.LogLine;
import dev.fresnel.kube.log.LogRequest;
import dev.fresnel.kube.log.LogSink;
import dev.fresnel.kube.log.LogState;
import dev.fresnel.kube.watch.Timing;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The log of one container on its way into a view's inbox. Thread-safe. */
final class LogStream implements LogSink, AutoCloseable {

    private final int id;
    private final Inbox inbox;
    private final AtomicLong ids;
    private final Runnable changed;
    private final int hue;
    private volatile LogSubject subject;
    private volatile LogState state = new LogState.Connecting();
    private volatile LogData.@Nullable Gap gap;
    private @Nullable ContainerLog log;

    /** @param ids counts the lines of all containers of the view */
    LogStream(int id, int hue, LogSubject subject, Inbox inbox, AtomicLong ids, Runnable changed) {
        this.id = id;
        this.hue = hue;
        this.subject = subject;
        this.inbox = inbox;
        this.ids = ids;
        this.changed = changed;
    }

    /** The container is as it now is; begins to read once there is something. */
    synchronized void follow(LogSubject now, LogRequest request) {
        boolean another = !now.equals(subject);
        subject = now;
        if (log == null) {
            if (now.wrote(request.previous())) {
                log = new ContainerLog(now.connection().server(), request, () -> subject.run(), this, Timing.system());
                log.start();
                if (now.over()) {
                    log.finish();
                }
            }
        } else if (now.over()) {
            log.finish();
        } else if (another) {
            log.nudge();
        }
    }

    /** The pod is gone: what there is is read to its end. */
    synchronized void finish() {
        if (log != null) {
            log.finish();
        }
    }

    LogSubject subject() {
        return subject;
    }

    int id() {
        return id;
    }

    @Override
    public void line(LogLine line) {
        LogData.Gap before = gap;
        if (before != null) {
            gap = null;
            inbox.add(new Entry(ids.incrementAndGet(), line.time(), id, Level.NONE, "", before, 0));
        }
        Level level = Reading.of(line.text()).level();
        inbox.add(new Entry(ids.incrementAndGet(), line.time(), id, level, line.text(), null, line.cut()));
    }

    @Override
    public void gap(Gap why) {
        gap = switch (why) {
            case ROTATED -> LogData.Gap.ROTATED;
            case RESTARTED -> LogData.Gap.RESTARTED;
        };
    }

    @Override
    public void state(LogState now) {
        state = now;
        changed.run();
    }

    /** As a person is told of it. */
    synchronized LogData.Source told() {
        LogData.Reading reading = log == null
                ? LogData.Reading.NOT_BEGUN
                : switch (state) {
                    case LogState.Connecting _ -> LogData.Reading.CONNECTING;
                    case LogState.Following _ -> LogData.Reading.FOLLOWING;
                    case LogState.Ended _ -> LogData.Reading.ENDED;
                    case LogState.Waiting _ -> LogData.Reading.WAITING;
                    case LogState.Forbidden _ -> LogData.Reading.FORBIDDEN;
                };
        String words = switch (state) {
            case LogState.Waiting waiting -> waiting.words();
            case LogState.Forbidden forbidden -> forbidden.words();
            case LogState.Connecting _, LogState.Following _, LogState.Ended _ -> null;
        };
        return new LogData.Source(id, subject.pod(), subject.container(), hue, reading, words);
    }

    @Override
    public synchronized void close() {
        if (log != null) {
            log.close();
        }
    }
}
