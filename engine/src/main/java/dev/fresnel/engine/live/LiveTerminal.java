package dev.fresnel.engine.live;

import dev.fresnel.engine.terminal.Target;
import dev.fresnel.engine.terminal.TerminalSession;
import dev.fresnel.engine.terminal.Terminals;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TerminalData;
import dev.fresnel.engine.view.TerminalData.Cause;
import dev.fresnel.engine.view.TerminalData.Place;
import dev.fresnel.engine.view.TerminalData.State;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looks at a terminal. Where it is not open yet, the container is chosen and it is opened. Its output is told as fast as the
 * browser says that it has drawn it, so that nothing piles up there.
 */
final class LiveTerminal implements LiveView {

    /** Bytes on their way to the browser that it has not said to have drawn. */
    private static final int WINDOW = 256 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final int LARGEST = 1_000;
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9-]{16,64}");

    private final Surroundings around;
    private final String title;
    private final Runnable changed;
    private final ViewRequest.Terminal request;
    private final LogSubjects subjects;
    private final AtomicBoolean subjectsChanged = new AtomicBoolean(true);
    /** All that follows is guarded by this. */
    private List<Place> places = List.of();

    private State before = new State.Choosing();
    private int columns;
    private int rows;
    private @Nullable TerminalSession session;
    private TerminalSession.@Nullable Watch watch;
    private int replay;
    private long sent;
    private long drawn;
    private @Nullable TerminalData told;
    private boolean closed;

    LiveTerminal(Surroundings around, ViewRequest.Terminal request, String language, Runnable changed) {
        if (!SESSION.matcher(request.session()).matches()) {
            throw new IllegalArgumentException("a terminal's name has 16 to 64 letters and digits");
        }
        checkSize(request.columns(), request.rows());
        this.around = around;
        this.title = new Titles(around.packs(), language)
                .shared(request.mode() == TerminalData.Mode.SHELL ? "Shell" : "Attach");
        this.changed = changed;
        this.request = request;
        this.columns = request.columns();
        this.rows = request.rows();
        this.replay = around.terminals().nextReplay();
        this.subjects = new LogSubjects(around, () -> {
            subjectsChanged.set(true);
            changed.run();
        });
    }

    private static void checkSize(int columns, int rows) {
        if (columns < 1 || columns > LARGEST || rows < 1 || rows > LARGEST) {
            throw new IllegalArgumentException(
                    "a terminal has 1 to " + LARGEST + " columns and rows, not " + columns + " × " + rows);
        }
    }

    @Override
    public boolean prompt() {
        return true;
    }

    @Override
    public synchronized @Nullable Update poll() {
        if (closed) {
            return null;
        }
        LogSubjects.@Nullable Known known =
                subjectsChanged.getAndSet(false) ? subjects.of(List.of(request.ref())) : null;
        if (known != null) {
            places = known.subjects().stream()
                    .map(subject -> new Place(subject.pod(), subject.container(), subject.role(), subject.running()))
                    .toList();
        }
        if (session == null) {
            open(known);
        }
        byte[] bytes = next();
        TerminalData now = data();
        if (!now.equals(told)) {
            told = now;
            if (watch != null && watch.hasMore()) {
                changed.run();
            }
            return new Update.Whole(now);
        }
        if (bytes.length == 0) {
            return null;
        }
        sent += bytes.length;
        changed.run();
        return new Update.Stream(bytes);
    }

    /** What is written next, where the browser has drawn most of what it was sent and knows how the terminal is. */
    private byte[] next() {
        if (watch == null || session == null || !data().equals(told) || sent - drawn >= WINDOW) {
            return new byte[0];
        }
        byte[] bytes = watch.read(PIECE);
        if (bytes != null) {
            return bytes;
        }
        replay = around.terminals().nextReplay();
        sent = 0;
        drawn = 0;
        return new byte[0];
    }

    private TerminalData data() {
        TerminalSession open = session;
        return new TerminalData(
                request.session(),
                replay,
                request.ref(),
                open == null ? request.target() : open.target().pod(),
                open == null ? request.container() : open.target().container(),
                places,
                open == null ? before : open.state());
    }

    private void open(LogSubjects.@Nullable Known known) {
        Terminals terminals = around.terminals();
        TerminalSession there = terminals.find(request.session());
        if (there != null) {
            look(there);
            return;
        }
        if (!request.fresh()) {
            before = new State.Ended(Cause.GONE, Phrase.of("terminal.gone"), null);
            return;
        }
        if (known == null || before instanceof State.Ended) {
            return;
        }
        LogSubject chosen = chosen(known.subjects());
        if (chosen == null) {
            // One that is named may be still to come.
            if (known.all() && request.target() == null) {
                before = new State.Ended(Cause.FAILED, Phrase.of("terminal.nothingRuns"), null);
            }
            return;
        }
        Target target = new Target(
                chosen.connection(), chosen.pod(), chosen.container(), request.mode(), chosen.windows(), () -> {});
        TerminalSession opened = terminals.open(request.session(), target, title, columns, rows);
        if (opened == null) {
            before = new State.Ended(
                    Cause.FAILED, Phrase.of("terminal.tooMany", "max", String.valueOf(Terminals.MOST)), null);
            return;
        }
        look(opened);
    }

    private void look(TerminalSession open) {
        session = open;
        watch = open.watch(changed);
        open.resize(columns, rows);
    }

    /** The container that was asked for, whether it runs or not; else the main one of a pod that runs. */
    private @Nullable LogSubject chosen(List<LogSubject> subjects) {
        ObjectRef pod = request.target();
        return subjects.stream()
                .filter(subject -> pod == null || subject.pod().equals(pod))
                .filter(subject -> request.container().isEmpty()
                        ? subject.running()
                        : subject.container().equals(request.container()))
                .min(Comparator.comparing((LogSubject subject) -> !subject.running())
                        .thenComparing(subject -> !subject.main())
                        .thenComparing(subject -> subject.role() != TerminalData.Role.MAIN)
                        .thenComparing(subject -> subject.pod().name()))
                .orElse(null);
    }

    @Override
    public void receive(byte[] bytes) {
        TerminalSession open;
        synchronized (this) {
            open = session;
        }
        if (open != null) {
            boolean _ = open.type(bytes);
        }
    }

    @Override
    public synchronized void act(ViewAct act) {
        switch (act) {
            case ViewAct.Resize(int newColumns, int newRows) -> {
                checkSize(newColumns, newRows);
                columns = newColumns;
                rows = newRows;
                if (session != null) {
                    session.resize(newColumns, newRows);
                }
            }
            case ViewAct.Took took -> {
                if (took.replay() == replay) {
                    drawn = Math.min(sent, Math.max(drawn, took.bytes()));
                }
            }
            case ViewAct.End _ -> around.terminals().close(request.session());
            default -> throw new IllegalArgumentException("a terminal has a size, an output and an end, nothing else");
        }
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Terminal terminal)
                || !terminal.session().equals(request.session())) {
            throw new IllegalArgumentException("this view is of one terminal");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            subjects.close();
            if (watch != null) {
                watch.close();
            }
        }
    }
}
