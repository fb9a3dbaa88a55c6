package dev.fresnel.engine.forward;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ForwardsData;
import dev.fresnel.engine.view.TasksData.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All ports of this machine that lead into clusters, and those that once did. What is remembered is not opened by itself: nothing is
 * sent to a cluster before somebody wants it. Thread-safe.
 */
public final class Forwards implements AutoCloseable {

    /** Forwards that are kept, open or not. */
    public static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);

    private final Targets.Finder finder;
    private final ForwardMemory memory;
    private final InstantSource clock;
    private final AuditLog audit;
    private final String person;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by this, as what follows. */
    private final List<Forward> forwards = new ArrayList<>();

    private boolean read;
    private int last;
    private @Nullable String problem;

    /**
     * @param audit keeps what is opened
     * @param person who opens it
     */
    public Forwards(Targets.Finder finder, ForwardMemory memory, InstantSource clock, AuditLog audit, String person) {
        this.finder = finder;
        this.memory = memory;
        this.clock = clock;
        this.audit = audit;
        this.person = person;
    }

    /**
     * Opens a port; where the same is forwarded already, that one.
     *
     * @param title what is done, in the person's language
     * @throws IllegalArgumentException where there are too many
     */
    public void open(ForwardSpec spec, String title) {
        Forward forward;
        synchronized (this) {
            recall();
            forward = forwards.stream()
                    .filter(each -> each.spec().ref().equals(spec.ref())
                            && each.spec().port() == spec.port()
                            && (spec.localPort() == 0 || each.spec().localPort() == spec.localPort()))
                    .findFirst()
                    .orElse(null);
            if (forward == null) {
                if (forwards.size() >= MOST) {
                    throw new IllegalArgumentException("there are " + MOST + " forwards already; forget one first");
                }
                forward = new Forward(++last, spec, finder, this::tell);
                forwards.add(forward);
            }
        }
        start(forward, title);
    }

    /** Opens one that is remembered, again. */
    public void start(int id, String title) {
        Forward forward = find(id);
        if (forward != null) {
            start(forward, title);
        }
    }

    private void start(Forward forward, String title) {
        forward.start();
        keep();
        record(forward, title);
        tell();
    }

    /** Ends one, and remembers it. */
    public void stop(int id) {
        Forward forward = find(id);
        if (forward != null) {
            forward.stop();
        }
    }

    /** Ends one, and remembers it no longer. */
    public void forget(int id) {
        Forward forward = find(id);
        if (forward != null) {
            synchronized (this) {
                forwards.remove(forward);
            }
            forward.stop();
            keep();
            tell();
        }
    }

    private synchronized @Nullable Forward find(int id) {
        recall();
        return forwards.stream()
                .filter(forward -> forward.id() == id)
                .findFirst()
                .orElse(null);
    }

    /** Reads what is remembered, once. */
    private synchronized void recall() {
        if (read) {
            return;
        }
        read = true;
        try {
            for (ForwardSpec spec : memory.all()) {
                forwards.add(new Forward(++last, spec, finder, this::tell));
            }
        } catch (IOException e) {
            LOG.warn("what was forwarded cannot be read: {}", e.getMessage());
            problem = e.getMessage();
        }
    }

    private synchronized void keep() {
        try {
            memory.keep(forwards.stream().map(Forward::spec).toList());
            problem = null;
        } catch (IOException e) {
            LOG.warn("what is forwarded cannot be kept: {}", e.getMessage());
            problem = e.getMessage();
        }
    }

    private void record(Forward forward, String title) {
        ForwardsData.Forward told = forward.told();
        try {
            long entry = audit.begin(new AuditLog.Beginning(
                    person,
                    clock.millis(),
                    title,
                    "plug",
                    List.of(new Item(told.ref(), new Outlook.Opened(told.localPort() + " → " + told.port())))));
            Progress came = told.problem() != null
                    ? new Progress.Failed(told.problem(), told.detail())
                    : new Progress.Done(null);
            audit.end(entry, clock.millis(), Map.of(told.ref(), new AuditLog.Outcome(came, null)));
        } catch (IOException e) {
            LOG.warn("\"{}\" is not in the audit log: {}", title, e.getMessage());
        }
    }

    /** What there is to tell of all of them. */
    public ForwardsData told() {
        List<Forward> all;
        String why;
        synchronized (this) {
            recall();
            all = List.copyOf(forwards);
            why = problem;
        }
        return new ForwardsData(all.stream().map(Forward::told).toList(), why);
    }

    /** Calls back whenever there is something new to tell, until closed. */
    public Subscription subscribe(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Ends all; they stay remembered. */
    @Override
    public void close() {
        List<Forward> all;
        synchronized (this) {
            all = List.copyOf(forwards);
        }
        all.forEach(Forward::stop);
    }
}
