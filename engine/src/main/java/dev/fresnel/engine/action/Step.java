package dev.fresnel.engine.action;

import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The change of an object. Exactly that is done which was shown: it is tried once more, and where something else would come of it
 * now, it is left alone. Then the object is followed until it is as it should be.
 *
 * <p>Thread-safe.
 */
final class Step {

    /** How often an object that others write at the same moment is tried again. */
    private static final int ATTEMPTS = 5;
    /** After this, what has not settled is said to be so. */
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);
    /** So long after they were made, objects that others need are there. */
    private static final Duration NEEDED_WITHIN = Duration.ofSeconds(30);
    /** What is not well for so long after the change is said to be so. */
    private static final Duration FAILED_FOR = Duration.ofSeconds(20);
    /** Even without news one looks again: what a status says may depend on the time. */
    private static final long LOOKS_EVERY = 5;

    private final Plan plan;
    private final Surroundings around;
    private final Steps steps;

    /** What every step needs. */
    record Surroundings(Trial trial, Follower follower, ObjectStatus status, InstantSource clock) {}

    Step(Plan plan, Surroundings around, Steps steps) {
        this.plan = plan;
        this.around = around;
        this.steps = steps;
    }

    /** Makes the change, if it still comes to what was shown; empty where nothing was done, which has then been said. */
    Optional<Trial.Attempt> begin(ObjectRef ref) throws IOException, InterruptedException {
        return steps.inTurn(() -> begun(ref));
    }

    /** Follows an object that was changed to its end. */
    void finish(ObjectRef ref, Trial.Attempt attempt) throws IOException, InterruptedException {
        Progress end = settled(ref, attempt);
        Write next = attempt.next();
        if (next != null && end instanceof Progress.Done) {
            steps.become(ref, new Progress.Writing());
            steps.inTurn(() -> steps.write(ref, attempt.connection().server(), next));
            end = settled(ref, new Trial.Attempt(attempt.connection(), attempt.kind(), next, Map.of(), null));
        }
        steps.become(ref, end);
    }

    private Optional<Trial.Attempt> begun(ObjectRef ref) throws IOException, InterruptedException {
        if (steps.stopped()) {
            steps.become(ref, new Progress.Stopped(null));
            return Optional.empty();
        }
        steps.become(ref, new Progress.Writing());
        return written(ref);
    }

    /** Does it, if it still comes to what was shown; empty where it does not, which has then been said. */
    private Optional<Trial.Attempt> written(ObjectRef ref) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Trial.Result result = tried(ref);
            Trial.Attempt attempt = result.attempt();
            if (attempt == null || !isAsShown(steps.shown(ref), result.outlook())) {
                steps.become(ref, otherwise(result.outlook()));
                return Optional.empty();
            }
            try {
                Writer.Written written = steps.write(ref, attempt.connection().server(), attempt.write());
                remember(ref, attempt, WholeObjects.tree(written.answer()));
                return Optional.of(attempt);
            } catch (ApiServerException e) {
                if (e.status() != 409 || i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Of what needs others: these were written before, and are there some moments later. */
    private Trial.Result tried(ObjectRef ref) throws InterruptedException {
        long until = steps.now() + NEEDED_WITHIN.toMillis();
        while (true) {
            Trial.Result result = around.trial().of(plan, ref);
            if (!(result.outlook() instanceof Outlook.Later) || steps.stopped() || steps.now() >= until) {
                return result;
            }
            TimeUnit.MILLISECONDS.sleep(200);
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
        if (shown instanceof Outlook.Remade before && now instanceof Outlook.Remade after) {
            return before.version().equals(after.version());
        }
        if (shown instanceof Outlook.Later && now instanceof Outlook.Changes after) {
            return after.version().isEmpty(); // nobody has made it meanwhile
        }
        return shown.equals(now);
    }

    private static List<Line> changedLines(Outlook.Changes changes) {
        return changes.diff().hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.kind() != LineKind.SAME)
                .toList();
    }

    private static Progress otherwise(Outlook now) {
        return switch (now) {
            case Outlook.Refused refused -> new Progress.Failed(refused.message(), refused.detail());
            case Outlook.Same _ -> new Progress.Done(null);
            case Outlook.Later _ -> new Progress.Failed(Phrase.of("task.needs"), null);
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
                steps.remember(ref, back);
            }
        } else if (write instanceof Write.Patch patch && !patch.subresource().equals(Debugging.SUBRESOURCE)) {
            Map<String, Object> body = WholeObjects.tree(patch.body());
            Map<String, Object> reversed = MergePatch.reverse(body, attempt.before());
            // The version that the change was bound to is nothing to go back to.
            Tree.map(reversed, "metadata").remove("resourceVersion");
            steps.remember(
                    ref,
                    new Write.Patch(
                            patch.kind(),
                            patch.namespace(),
                            patch.name(),
                            patch.subresource(),
                            JsonMapper.shared().valueToTree(reversed)));
        }
    }

    /** Tells how it goes until it has come to its end, which is the answer. */
    private Progress settled(ObjectRef ref, Trial.Attempt attempt) throws InterruptedException {
        Settlement settlement = new Settlement(attempt, around.status());
        long failedSince = Long.MAX_VALUE;
        long until = steps.now() + SETTLES_WITHIN.toMillis();
        try (Waiting waiting = steps.waiting()) {
            Follower.Followed followed = waiting.on(ref);
            while (true) {
                waiting.forNews(LOOKS_EVERY);
                Progress now = settlement.of(followed.now());
                // A status may tell of what was before the change for some seconds more.
                failedSince = now instanceof Progress.Failed ? Math.min(failedSince, steps.now()) : Long.MAX_VALUE;
                boolean early = now instanceof Progress.Failed && steps.now() - failedSince < FAILED_FOR.toMillis();
                if (early) {
                    now = new Progress.Settling(null, null);
                }
                if (!(now instanceof Progress.Settling settling)) {
                    return now;
                }
                if (steps.stopped()) {
                    return new Progress.Done(settling.status());
                }
                if (steps.now() >= until) {
                    return new Progress.Failed(Phrase.of("task.unsettled"), null);
                }
                steps.become(ref, now);
            }
        }
    }
}
