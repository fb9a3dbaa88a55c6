package dev.fresnel.engine.action;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.caller.Write;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A confirmed change that is being done: by its plan's course, kept in the audit log as it begins and as it ends.
 *
 * <p>Thread-safe.
 */
final class Task {

    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

    /** Steps that are told of a large task. */
    private static final int TOLD = 50;

    private final int id;
    private final Plan plan;
    private final Steps steps;
    private final AuditLog audit;
    private final String person;
    private final Runnable changed;
    private final long startedAt;
    private volatile @Nullable Long endedAt;
    private volatile @Nullable Phrase problem;

    /**
     * @param items as the person saw and confirmed them; those that cannot be done are left out
     * @param changed told whenever there is something new to tell
     */
    Task(
            int id,
            Plan plan,
            List<Item> items,
            Step.Surroundings around,
            AuditLog audit,
            String person,
            Runnable changed) {
        this.id = id;
        this.plan = plan;
        this.steps = new Steps(plan, items, around, changed);
        this.audit = audit;
        this.person = person;
        this.changed = changed;
        this.startedAt = steps.now();
    }

    int id() {
        return id;
    }

    /** Begins; returns at once. */
    void start() {
        Thread.ofVirtual().name("task-" + id).start(this::run);
    }

    private void run() {
        Long entry = begun();
        try {
            plan.course().run(steps);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long now = steps.now();
        if (entry != null) {
            keep(entry, now);
        }
        endedAt = now;
        changed.run();
    }

    /** A full disk at night must not keep anybody from mending a cluster: what cannot be kept is done all the same, and told. */
    private @Nullable Long begun() {
        List<Item> items = steps.refs().stream()
                .map(ref -> new Item(ref, steps.shown(ref)))
                .toList();
        try {
            return audit.begin(new AuditLog.Beginning(person, startedAt, plan.title(), plan.icon(), items));
        } catch (IOException e) {
            unkept(e);
            return null;
        }
    }

    private void keep(long entry, long now) {
        Map<ObjectRef, AuditLog.Outcome> outcomes = new LinkedHashMap<>();
        steps.refs().forEach(ref -> outcomes.put(ref, new AuditLog.Outcome(steps.progress(ref), steps.user(ref))));
        try {
            audit.end(entry, now, outcomes);
        } catch (IOException e) {
            unkept(e);
        }
    }

    private void unkept(IOException why) {
        LOG.warn("the change \"{}\" is not in the audit log: {}", plan.title(), why.getMessage());
        problem = Phrase.of("task.notKept", "why", String.valueOf(why.getMessage()));
        changed.run();
    }

    /** Begins nothing more, and looks no longer at what it has done. */
    void stop() {
        steps.stop();
    }

    boolean ended() {
        return endedAt != null;
    }

    /** The taking back of what was done, to those objects to which it was; null where there is nothing to take back. */
    @Nullable
    Plan undo(String title) {
        Map<ObjectRef, Write> writes = steps.reverse();
        if (writes.isEmpty() || !ended()) {
            return null;
        }
        List<ObjectRef> objects =
                steps.refs().stream().filter(writes::containsKey).toList();
        return new Plan(title, "undo", objects, (_, ref, _, _) -> Objects.requireNonNull(writes.get(ref)));
    }

    /** What there is to tell of it. */
    TasksData.Task told() {
        List<TasksData.Step> all = steps.refs().stream()
                .map(ref -> new TasksData.Step(ref, steps.progress(ref)))
                .toList();
        return new TasksData.Task(
                id,
                plan.title(),
                plan.icon(),
                startedAt,
                endedAt,
                count(all, Progress.Done.class),
                count(all, Progress.Failed.class),
                all.size(),
                all.stream()
                        .sorted(Comparator.comparingInt(step -> rank(step.progress())))
                        .limit(TOLD)
                        .toList(),
                ended() && !steps.reverse().isEmpty(),
                problem);
    }

    private static int count(List<TasksData.Step> steps, Class<? extends Progress> of) {
        return (int)
                steps.stream().filter(step -> of.isInstance(step.progress())).count();
    }

    private static int rank(Progress progress) {
        return switch (progress) {
            case Progress.Failed _ -> 0;
            case Progress.Held _, Progress.Writing _, Progress.Settling _ -> 1;
            case Progress.Waiting _ -> 2;
            case Progress.Stopped _, Progress.Skipped _ -> 3;
            case Progress.Done _ -> 4;
        };
    }
}
