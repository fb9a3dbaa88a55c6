package dev.fresnel.engine.terminal;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TerminalData.Cause;
import dev.fresnel.engine.view.TerminalData.Mode;
import dev.fresnel.engine.view.TerminalData.State;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.stream.CommandRequest;
import dev.fresnel.kube.stream.CommandStream;
import dev.fresnel.kube.stream.Ending;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command in a container and what it wrote last, whoever looks.
 *
 * <pre>
 *   container ─► reader thread ─► OutputFilter ─► Scrollback ─► watches, each at its own place
 *   container ◄─ writer thread ◄─ typed
 * </pre>
 *
 * What it writes faster than those who look take it, it writes more slowly: the reader waits for them. Where they take nothing for
 * some seconds it waits no longer, and they are told all anew when they come back. Where nobody looks nothing waits.
 *
 * <p>Thread-safe.
 */
public final class TerminalSession {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalSession.class);

    /** Bytes that may wait for those who look. */
    private static final int AHEAD = Scrollback.ROOM / 2;
    /** Bytes that may wait for the container; what is typed beyond that is lost. */
    private static final int TYPED = 1 << 20;
    /** How long those who look may take nothing. Shorter than a silent connection lives. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private final String id;
    private final Target target;
    private final InstantSource clock;
    private final Consumer<State> onEnded;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition typedSomething = lock.newCondition();
    private final Condition stateChanged = lock.newCondition();
    /** All that follows is guarded by {@link #lock}. */
    private final Scrollback scrollback = new Scrollback();

    private final List<Watch> watches = new ArrayList<>();
    private final Deque<byte[]> typed = new ArrayDeque<>();
    private int typedBytes;
    private State state = new State.Opening(null, null);
    private int columns;
    private int rows;
    private @Nullable CommandStream stream;
    private @Nullable String process;
    private boolean begun;
    private boolean leaving;
    private boolean left;
    /** Milliseconds since 1970. */
    private long unwatchedSince;

    /** @param onEnded called once, by a thread of its own */
    TerminalSession(String id, Target target, int columns, int rows, InstantSource clock, Consumer<State> onEnded) {
        this.id = id;
        this.target = target;
        this.columns = columns;
        this.rows = rows;
        this.clock = clock;
        this.unwatchedSince = clock.millis();
        this.onEnded = onEnded;
    }

    /** Somebody who looks at a session: how far they have read. */
    public final class Watch implements AutoCloseable {
        private final Runnable changed;
        private long position;
        private boolean behind;

        private Watch(Runnable changed) {
            this.changed = changed;
            this.position = scrollback.beginning();
        }

        /**
         * What comes next.
         *
         * @return null where what comes next is forgotten: all that is kept is then read anew
         */
        public byte @Nullable [] read(int most) {
            lock.lock();
            try {
                if (position < scrollback.start()) {
                    position = scrollback.beginning();
                    behind = false;
                    return null;
                }
                byte[] bytes = scrollback.read(position, most);
                position += bytes.length;
                behind &= position < scrollback.end();
                if (bytes.length > 0) {
                    taken.signalAll();
                }
                return bytes;
            } finally {
                lock.unlock();
            }
        }

        /** Whether there is more to read. */
        public boolean hasMore() {
            lock.lock();
            try {
                return position < scrollback.end();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                watches.remove(this);
                if (watches.isEmpty()) {
                    unwatchedSince = clock.millis();
                }
                taken.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    public String id() {
        return id;
    }

    public Target target() {
        return target;
    }

    /** How it is. */
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody looks, from what is kept on. */
    public Watch watch(Runnable changed) {
        lock.lock();
        try {
            Watch watch = new Watch(changed);
            watches.add(watch);
            return watch;
        } finally {
            lock.unlock();
        }
    }

    /** For how long nobody has looked; nothing while somebody does. */
    Duration unwatched() {
        lock.lock();
        try {
            return watches.isEmpty() ? Duration.ofMillis(clock.millis() - unwatchedSince) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /** Begins; returns at once. */
    void start() {
        Thread.ofVirtual().name("terminal " + target.pod().name()).start(this::run);
    }

    /** Something was typed. Returns at once; false where the container has not taken what was typed before. */
    public boolean type(byte[] bytes) {
        lock.lock();
        try {
            if (typedBytes + bytes.length > TYPED || state instanceof State.Ended) {
                return false;
            }
            typed.add(bytes);
            typedBytes += bytes.length;
            typedSomething.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The terminal has another size now. */
    public void resize(int newColumns, int newRows) {
        lock.lock();
        try {
            if (columns == newColumns && rows == newRows) {
                return;
            }
            columns = newColumns;
            rows = newRows;
            typed.add(new byte[0]); // the writer tells the size
            typedSomething.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it and what runs in it; returns at once. */
    public void leave() {
        lock.lock();
        try {
            if (leaving || state instanceof State.Ended) {
                return;
            }
            leaving = true;
            stateChanged.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("terminal end").start(this::hangUp);
    }

    /** Waits for its end, for so long at most. */
    void awaitEnd(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!left && nanos > 0) {
                nanos = stateChanged.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        State.Ended ended;
        try {
            Entrance entrance = new Entrance(target);
            State.Ended refused = entrance.refusal();
            ended = refused != null ? refused : awaitContainer(entrance);
            if (ended == null) {
                ended = converse();
            }
        } catch (ApiServerException e) {
            Cause cause = e.status() == HttpURLConnection.HTTP_FORBIDDEN ? Cause.FORBIDDEN : Cause.FAILED;
            ended = new State.Ended(cause, Phrase.of("terminal.refused"), e.getMessage());
        } catch (IOException e) {
            ended = new State.Ended(Cause.FAILED, Phrase.of("terminal.failed"), e.getMessage());
        } catch (InterruptedException e) {
            ended = new State.Ended(Cause.LEFT, Phrase.of("terminal.left"), null);
        } catch (RuntimeException e) {
            LOG.error("a terminal failed", e);
            ended = new State.Ended(Cause.FAILED, Phrase.of("task.broken"), e.toString());
        }
        boolean byPerson;
        lock.lock();
        try {
            byPerson = leaving;
        } finally {
            lock.unlock();
        }
        become(byPerson ? new State.Ended(Cause.LEFT, Phrase.of("terminal.left"), null) : ended);
        try {
            target.ending().run();
        } finally {
            lock.lock();
            try {
                left = true;
                stateChanged.signalAll();
            } finally {
                lock.unlock();
            }
            onEnded.accept(state());
        }
    }

    /** Waits until the container runs; why it never will, or null when it does. */
    private State.@Nullable Ended awaitContainer(Entrance entrance) throws IOException, InterruptedException {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!isLeaving()) {
            State seen = entrance.look();
            if (seen instanceof State.Ended never) {
                return never;
            }
            if (!(seen instanceof State.Opening opening)) {
                return null;
            }
            if (System.nanoTime() - until > 0) {
                return new State.Ended(Cause.FAILED, Phrase.of("terminal.neverStarted"), opening.detail());
            }
            become(opening);
            pause();
        }
        return new State.Ended(Cause.LEFT, Phrase.of("terminal.left"), null);
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            long left = LOOK.toNanos();
            while (!leaving && left > 0) {
                left = stateChanged.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is to run, until it ends. */
    private State.Ended converse() throws IOException, InterruptedException {
        if (target.mode() == Mode.ATTACH) {
            return ended(once(List.of(), ""));
        }
        String mark = UUID.randomUUID() + ";";
        Ending ending = new Ending.Failed("");
        for (List<String> command : Shells.of(target.windows(), mark)) {
            ending = once(command, mark);
            if (isLeaving() || hasBegun() || !Shells.isMissing(ending)) {
                return ended(ending);
            }
        }
        String words = ending instanceof Ending.Failed(String said) ? said : null;
        return new State.Ended(Cause.NO_SHELL, Phrase.of("terminal.noShell"), words);
    }

    private static State.Ended ended(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) ->
                new State.Ended(Cause.EXITED, Phrase.of("terminal.exited", "code", String.valueOf(code)), null);
            case Ending.Failed(String words) -> new State.Ended(Cause.FAILED, Phrase.of("terminal.failed"), words);
            case Ending.Lost(String words) -> new State.Ended(Cause.FAILED, Phrase.of("terminal.lost"), words);
        };
    }

    private Ending once(List<String> command, String mark) throws IOException, InterruptedException {
        CommandRequest request = new CommandRequest(
                String.valueOf(target.pod().namespace()), target.pod().name(), target.container(), command, true, true);
        try (CommandStream opened = CommandStream.open(target.connection().server(), request)) {
            if (!begin(opened)) {
                return new Ending.Lost("");
            }
            Thread writer = Thread.ofVirtual().name("terminal input").start(() -> write(opened));
            try {
                OutputFilter filter = new OutputFilter(mark);
                for (CommandStream.Output output = opened.next(); output != null; output = opened.next()) {
                    become(new State.Running());
                    keep(filter.pass(output.bytes()), filter.noted());
                }
            } finally {
                writer.interrupt();
            }
            Ending ending = opened.ending();
            return ending == null ? new Ending.Lost("") : ending;
        }
    }

    private boolean begin(CommandStream opened) {
        lock.lock();
        try {
            if (leaving) {
                return false;
            }
            stream = opened;
            process = null;
            if (target.mode() == Mode.ATTACH) {
                state = new State.Running();
            }
            typed.addFirst(new byte[0]); // the size first
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeaving() {
        lock.lock();
        try {
            return leaving;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a shell has said that it is there. */
    private boolean hasBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what was written, and waits while those who look have too much before them. */
    private void keep(byte[] bytes, @Nullable String noted) throws InterruptedException {
        List<Watch> told;
        lock.lock();
        try {
            if (noted != null) {
                begun = true;
                process = noted.matches("\\d{1,10}") ? noted : null;
            }
            if (bytes.length == 0) {
                return;
            }
            scrollback.append(bytes);
            told = List.copyOf(watches);
        } finally {
            lock.unlock();
        }
        told.forEach(watch -> watch.changed.run());
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (!leaving && slowest() < scrollback.end() - AHEAD) {
                if (left <= 0) {
                    watches.forEach(watch -> watch.behind |= watch.position < scrollback.end() - AHEAD);
                } else {
                    left = taken.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How far the slowest of those has read for whom one waits. */
    private long slowest() {
        return watches.stream()
                .filter(watch -> !watch.behind)
                .mapToLong(watch -> watch.position)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Sends what is typed, as fast as the container takes it. */
    private void write(CommandStream opened) {
        int toldColumns = 0;
        int toldRows = 0;
        try {
            while (true) {
                byte[] next;
                int wantedColumns;
                int wantedRows;
                lock.lock();
                try {
                    while (typed.isEmpty()) {
                        typedSomething.await();
                    }
                    next = typed.removeFirst();
                    typedBytes -= next.length;
                    wantedColumns = columns;
                    wantedRows = rows;
                } finally {
                    lock.unlock();
                }
                if (wantedColumns != toldColumns || wantedRows != toldRows) {
                    opened.resize(wantedColumns, wantedRows);
                    toldColumns = wantedColumns;
                    toldRows = wantedRows;
                }
                opened.write(next, 0, next.length);
            }
        } catch (IOException e) {
            LOG.debug("a terminal takes no more: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp() {
        CommandStream open;
        String shell;
        lock.lock();
        try {
            open = stream;
            shell = process;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            new HangUp(target).end(open, shell);
        }
    }

    private void become(State next) {
        List<Watch> told;
        lock.lock();
        try {
            if (next.equals(state) || state instanceof State.Ended) {
                return;
            }
            state = next;
            told = List.copyOf(watches);
        } finally {
            lock.unlock();
        }
        told.forEach(watch -> watch.changed.run());
    }
}
