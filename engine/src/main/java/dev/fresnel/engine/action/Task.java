package dev.fresnel.engine.action;

import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.SelfReview;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A confirmed change that is being done. To each object exactly that is done which was shown: it is tried once more, and
 * where something else would come of it now, it is left alone. Then the object is followed until it is as it should be.
 *
 * <p>Thread-safe.
 */
final class Task {

    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

    /** Objects that are written at the same time: a change of many must not crowd others out of the API server. */
    private static final int AT_ONCE = 4;
    /** How often an object that others write at the same moment is tried again. */
    private static final int ATTEMPTS = 5;
    /** After this, what has not settled is said to be so. */
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);
    /** What is not well for so long after the change is said to be so. */
    private static final Duration FAILED_FOR = Duration.ofSeconds(20);
    /** Steps that are told of a large task. */
    private static final int TOLD = 50;

    private final int id;
    private final Plan plan;
    private final Map<ObjectRef, Outlook> shown = new LinkedHashMap<>();
    private final Map<ObjectRef, Progress> progress = new ConcurrentHashMap<>();
    /** What takes each change back. */
    private final Map<ObjectRef, Write> reverse = new ConcurrentHashMap<>();

    private final Trial trial;
    private final Follower follower;
    private final ObjectStatus status;
    private final InstantSource clock;
    private final AuditLog audit;
    private final String person;
    /** As whom each cluster takes what is done; {@code ""} where it does not say. */
    private final Map<String, String> users = new ConcurrentHashMap<>();

    private final Runnable changed;
    private final long startedAt;
    private final Semaphore writing = new Semaphore(AT_ONCE);
    private volatile @Nullable Long endedAt;
    private volatile @Nullable Phrase problem;
    private volatile boolean stopped;

    /**
     * @param items as the person saw and confirmed them; those that cannot be done are left out
     * @param changed told whenever there is something new to tell
     */
    Task(
            int id,
            Plan plan,
            List<Item> items,
            Trial trial,
            Follower follower,
            ObjectStatus status,
            InstantSource clock,
            AuditLog audit,
            String person,
            Runnable changed) {
        this.id = id;
        this.plan = plan;
        this.trial = trial;
        this.follower = follower;
        this.status = status;
        this.clock = clock;
        this.audit = audit;
        this.person = person;
        this.changed = changed;
        this.startedAt = clock.millis();
        for (Item item : items) {
            if (item.outlook() instanceof Outlook.Changes || item.outlook() instanceof Outlook.Goes) {
                shown.put(item.ref(), item.outlook());
                progress.put(item.ref(), new Progress.Waiting());
            }
        }
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
        List<Thread> steps = new ArrayList<>();
        shown.forEach((ref, outlook) ->
                steps.add(Thread.ofVirtual().name("task-" + id + "-step").start(() -> step(ref, outlook))));
        try {
            for (Thread step : steps) {
                step.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long now = clock.millis();
        if (entry != null) {
            keep(entry, now);
        }
        endedAt = now;
        changed.run();
    }

    /** A full disk at night must not keep anybody from mending a cluster: what cannot be kept is done all the same, and told. */
    private @Nullable Long begun() {
        List<Item> items = new ArrayList<>();
        shown.forEach((ref, outlook) -> items.add(new Item(ref, outlook)));
        try {
            return audit.begin(new AuditLog.Beginning(person, startedAt, plan.title(), plan.icon(), items));
        } catch (IOException e) {
            unkept(e);
            return null;
        }
    }

    private void keep(long entry, long now) {
        Map<ObjectRef, AuditLog.Outcome> outcomes = new LinkedHashMap<>();
        progress.forEach((ref, how) -> {
            String user = users.getOrDefault(ref.cluster(), "");
            outcomes.put(ref, new AuditLog.Outcome(how, user.isEmpty() ? null : user));
        });
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

    private void step(ObjectRef ref, Outlook outlook) {
        try {
            Trial.Attempt attempt;
            writing.acquire();
            try {
                if (stopped) {
                    become(ref, new Progress.Stopped());
                    return;
                }
                become(ref, new Progress.Writing());
                attempt = written(ref, outlook);
            } finally {
                writing.release();
            }
            if (attempt != null) {
                settle(ref, attempt);
            }
        } catch (IOException e) {
            become(ref, new Progress.Failed(Refusals.phrase(e), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            become(ref, new Progress.Failed(Phrase.of("task.broken"), e.toString()));
            throw e;
        }
    }

    /** Does it, if it still comes to what was shown; null where it does not, which has then been said. */
    private Trial.@Nullable Attempt written(ObjectRef ref, Outlook outlook) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Trial.Result result = trial.of(plan, ref);
            Trial.Attempt attempt = result.attempt();
            if (attempt == null || !isAsShown(outlook, result.outlook())) {
                become(ref, otherwise(result.outlook()));
                return null;
            }
            try {
                Writer.Written written = new Writer(attempt.connection().server()).write(attempt.write(), false);
                users.computeIfAbsent(
                        ref.cluster(), _ -> userOf(attempt.connection().server()));
                remember(ref, attempt, WholeObjects.tree(written.answer()));
                return attempt;
            } catch (ApiServerException e) {
                if (e.status() != 409 || i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Of the very version that was shown comes what was shown, but for what the server draws by lot (ports, names). Of another one
     * the same must come, whatever else has become of the object around it.
     */
    private static boolean isAsShown(Outlook shown, Outlook now) {
        if (shown instanceof Outlook.Changes before && now instanceof Outlook.Changes after) {
            return before.version().equals(after.version())
                    || (changedLines(before).equals(changedLines(after))
                            && !before.version().isEmpty()
                            && !after.version().isEmpty());
        }
        return shown.equals(now);
    }

    private static List<Line> changedLines(Outlook.Changes changes) {
        return changes.diff().hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.kind() != LineKind.SAME)
                .toList();
    }

    private static String userOf(ApiServer server) {
        try {
            return new SelfReview(server).user();
        } catch (IOException e) {
            LOG.debug("the cluster does not say as whom it takes this", e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Progress otherwise(Outlook now) {
        return switch (now) {
            case Outlook.Refused refused -> new Progress.Failed(refused.message(), refused.detail());
            case Outlook.Same _ -> new Progress.Done(null);
            case Outlook.Contested _ -> new Progress.Failed(Phrase.of("task.contested"), null);
            default -> new Progress.Failed(Phrase.of("task.changed"), null);
        };
    }

    /** @param after what the server has made of it */
    private void remember(ObjectRef ref, Trial.Attempt attempt, Map<String, Object> after) {
        Write write = attempt.write();
        if (write instanceof Write.Apply || write instanceof Write.Replace) {
            Write back = Reversal.of(write, attempt.before(), after);
            if (back != null) {
                reverse.put(ref, back);
            }
        } else if (write instanceof Write.Patch patch) {
            Map<String, Object> body = WholeObjects.tree(patch.body());
            Map<String, Object> reversed = MergePatch.reverse(body, attempt.before());
            // The version that the change was bound to is nothing to go back to.
            Tree.map(reversed, "metadata").remove("resourceVersion");
            reverse.put(
                    ref,
                    new Write.Patch(
                            patch.kind(),
                            patch.namespace(),
                            patch.name(),
                            patch.subresource(),
                            JsonMapper.shared().valueToTree(reversed)));
        }
    }

    private void settle(ObjectRef ref, Trial.Attempt attempt) throws InterruptedException {
        Settlement settlement = new Settlement(attempt, status);
        Semaphore news = new Semaphore(1);
        long failedSince = Long.MAX_VALUE;
        long until = clock.millis() + SETTLES_WITHIN.toMillis();
        try (Follower.Followed followed = follower.follow(ref, news::release)) {
            while (true) {
                // Looks now and then even without news: what a status says may depend on the time.
                boolean _ = news.tryAcquire(5, TimeUnit.SECONDS);
                news.drainPermits();
                Progress now = settlement.of(followed.now());
                // A status may tell of what was before the change for some seconds more.
                failedSince =
                        !(now instanceof Progress.Failed) ? Long.MAX_VALUE : Math.min(failedSince, clock.millis());
                boolean early = now instanceof Progress.Failed && clock.millis() - failedSince < FAILED_FOR.toMillis();
                if (early) {
                    now = new Progress.Settling(null, null);
                }
                if (!(now instanceof Progress.Settling settling)) {
                    become(ref, now);
                    return;
                }
                if (stopped) {
                    become(ref, new Progress.Done(settling.status()));
                    return;
                }
                if (clock.millis() >= until) {
                    become(ref, new Progress.Failed(Phrase.of("task.unsettled"), null));
                    return;
                }
                become(ref, now);
            }
        }
    }

    private void become(ObjectRef ref, Progress now) {
        if (!now.equals(progress.put(ref, now))) {
            changed.run();
        }
    }

    /** Begins nothing more, and looks no longer at what it has done. */
    void stop() {
        stopped = true;
    }

    boolean ended() {
        return endedAt != null;
    }

    /** The taking back of what was done, to those objects to which it was; null where there is nothing to take back. */
    @Nullable
    Plan undo(String title) {
        if (reverse.isEmpty() || !ended()) {
            return null;
        }
        Map<ObjectRef, Write> writes = Map.copyOf(reverse);
        List<ObjectRef> objects =
                shown.keySet().stream().filter(writes::containsKey).toList();
        return new Plan(title, "undo", objects, (_, ref, _, _) -> Objects.requireNonNull(writes.get(ref)));
    }

    /** What there is to tell of it. */
    TasksData.Task told() {
        List<TasksData.Step> steps = shown.keySet().stream()
                .map(ref -> new TasksData.Step(ref, progress.getOrDefault(ref, new Progress.Waiting())))
                .toList();
        return new TasksData.Task(
                id,
                plan.title(),
                plan.icon(),
                startedAt,
                endedAt,
                count(steps, Progress.Done.class),
                count(steps, Progress.Failed.class),
                steps.size(),
                steps.stream()
                        .sorted(Comparator.comparingInt(step -> rank(step.progress())))
                        .limit(TOLD)
                        .toList(),
                ended() && !reverse.isEmpty(),
                problem);
    }

    private static int count(List<TasksData.Step> steps, Class<? extends Progress> of) {
        return (int)
                steps.stream().filter(step -> of.isInstance(step.progress())).count();
    }

    private static int rank(Progress progress) {
        return switch (progress) {
            case Progress.Failed _ -> 0;
            case Progress.Writing _, Progress.Settling _ -> 1;
            case Progress.Waiting _ -> 2;
            case Progress.Stopped _ -> 3;
            case Progress.Done _ -> 4;
        };
    }
}
