package dev.fresnel.engine.action;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.TasksData;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All changes that were confirmed since the program was started; of those that ended, the last {@value #KEPT}. Thread-safe. */
public final class Tasks {

    private static final int KEPT = 100;

    private final AuditLog audit;
    private final String person;
    private final Step.Surroundings around;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Newest first; guarded by this. */
    private final Deque<Task> tasks = new ArrayDeque<>();

    private int last;

    /**
     * @param audit keeps what is done
     * @param person who does it
     */
    public Tasks(
            Clusters clusters, Packs packs, Follower follower, InstantSource clock, AuditLog audit, String person) {
        this.audit = audit;
        this.person = person;
        this.around = new Step.Surroundings(new Trial(clusters), follower, new ObjectStatus(packs, clock), clock);
    }

    /**
     * Begins to do what was confirmed; returns at once.
     *
     * @param items as the person saw them
     * @return the task's id
     */
    public int start(Plan plan, List<Item> items) {
        Task task;
        synchronized (this) {
            task = new Task(++last, plan, items, around, audit, person, this::tell);
            tasks.addFirst(task);
            forget();
        }
        task.start();
        tell();
        return task.id();
    }

    private void forget() {
        int left = tasks.size() - KEPT;
        for (Iterator<Task> oldest = tasks.descendingIterator(); left > 0 && oldest.hasNext(); ) {
            if (oldest.next().ended()) {
                oldest.remove();
                left--;
            }
        }
    }

    /** The task of that id begins nothing more. */
    public void stop(int id) {
        Task task = find(id);
        if (task != null) {
            task.stop();
        }
    }

    /** The task of that id is told no longer, if it has ended. */
    public void dismiss(int id) {
        boolean dropped;
        synchronized (this) {
            dropped = tasks.removeIf(task -> task.id() == id && task.ended());
        }
        if (dropped) {
            tell();
        }
    }

    /** What takes the task of that id back; null where nothing does. */
    public @Nullable Plan undo(int id, String title) {
        Task task = find(id);
        return task == null ? null : task.undo(title);
    }

    private synchronized @Nullable Task find(int id) {
        return tasks.stream().filter(task -> task.id() == id).findFirst().orElse(null);
    }

    /** What there is to tell of all of them. */
    public TasksData told() {
        List<Task> all;
        synchronized (this) {
            all = List.copyOf(tasks);
        }
        return new TasksData(all.stream().map(Task::told).toList());
    }

    /** Calls back whenever there is something new to tell, until closed. */
    public Subscription subscribe(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
