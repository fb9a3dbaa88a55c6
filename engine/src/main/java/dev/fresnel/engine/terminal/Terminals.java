package dev.fresnel.engine.terminal;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.engine.view.TerminalData.Cause;
import dev.fresnel.engine.view.TerminalData.State;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All terminals that are open. One at which nobody has looked for ten minutes ends; so do all when Fresnel does. That a terminal was
 * opened is kept in the audit log, what was typed is not. Thread-safe.
 */
public final class Terminals implements AutoCloseable {

    /** Terminals at a time, each with up to 1 MB of what it wrote. */
    public static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    private static final Set<Cause> FAILURES = Set.of(Cause.FAILED, Cause.FORBIDDEN, Cause.NO_SHELL);
    private static final Duration UNWATCHED = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(4);

    private final InstantSource clock;
    private final AuditLog audit;
    private final String person;
    private final Map<String, TerminalSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger replays = new AtomicInteger();
    private final ScheduledExecutorService later;
    private volatile boolean closed;

    /**
     * @param later runs what is due after a time
     * @param audit keeps what is opened
     * @param person who opens it
     */
    public Terminals(InstantSource clock, ScheduledExecutorService later, AuditLog audit, String person) {
        this.clock = clock;
        this.audit = audit;
        this.person = person;
        this.later = later;
    }

    /** The terminal of that name, or null. */
    public @Nullable TerminalSession find(String id) {
        return sessions.get(id);
    }

    /** Another number for each time that a terminal is shown from its beginning. */
    public int nextReplay() {
        return replays.incrementAndGet();
    }

    /**
     * Opens a terminal; returns at once.
     *
     * @param title what is done, in the person's language
     * @return null where there are too many
     */
    public synchronized @Nullable TerminalSession open(String id, Target target, String title, int columns, int rows) {
        TerminalSession there = sessions.get(id);
        if (there != null) {
            return there;
        }
        if (closed || sessions.size() >= MOST) {
            return null;
        }
        Trace kept = new Trace(title, target.pod(), target.container());
        TerminalSession session = new TerminalSession(id, target, columns, rows, clock, kept::end);
        if (sessions.isEmpty()) {
            sweepLater();
        }
        sessions.put(id, session);
        Thread.ofVirtual().name("terminal record").start(() -> {
            try {
                kept.begin();
            } finally {
                session.start();
            }
        });
        return session;
    }

    /** Ends a terminal and forgets it. */
    public void close(String id) {
        TerminalSession session = sessions.remove(id);
        if (session != null) {
            session.leave();
        }
    }

    private void sweepLater() {
        var _ = later.schedule(this::sweep, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends those at which nobody has looked for long. */
    private synchronized void sweep() {
        sessions.forEach((id, session) -> {
            if (session.unwatched().compareTo(UNWATCHED) >= 0) {
                close(id);
            }
        });
        if (!sessions.isEmpty() && !closed) {
            sweepLater();
        }
    }

    /** What the audit log keeps of a terminal. */
    private final class Trace {
        private final String title;
        private final ObjectRef pod;
        private final String container;
        private @Nullable Long entry;

        Trace(String title, ObjectRef pod, String container) {
            this.title = title;
            this.pod = pod;
            this.container = container;
        }

        /** A full disk at night must not keep anybody from looking into a container: what cannot be kept is done all the same. */
        synchronized void begin() {
            try {
                entry = audit.begin(new AuditLog.Beginning(
                        person,
                        clock.millis(),
                        title,
                        "terminal",
                        List.of(new Item(pod, new Outlook.Opened(container)))));
            } catch (IOException e) {
                LOG.warn("\"{}\" is not in the audit log: {}", title, e.getMessage());
            }
        }

        synchronized void end(State state) {
            if (entry == null) {
                return;
            }
            Progress came = state instanceof State.Ended ended && FAILURES.contains(ended.cause())
                    ? new Progress.Failed(ended.message(), ended.detail())
                    : new Progress.Done(null);
            try {
                audit.end(entry, clock.millis(), Map.of(pod, new AuditLog.Outcome(came, null)));
            } catch (IOException e) {
                LOG.warn("the end of \"{}\" is not in the audit log: {}", title, e.getMessage());
            }
        }
    }

    /** Ends all, and waits some seconds until that is done. */
    @Override
    public void close() {
        closed = true;
        List<TerminalSession> all = List.copyOf(sessions.values());
        all.forEach(TerminalSession::leave);
        long until = System.nanoTime() + ENDS_WITHIN.toNanos();
        try {
            for (TerminalSession session : all) {
                session.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.clear();
    }
}
