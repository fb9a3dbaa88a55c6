package dev.fresnel.engine.action;

import dev.fresnel.engine.action.Budgets.Budget;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod that leaves its node. Its eviction is asked for until the API server takes it, and the pod is followed until it is gone;
 * while a budget keeps it, that budget is watched. For one thread.
 */
final class Leaving {

    /** As kubectl: after so long one asks again, whatever is known of budgets. */
    private static final Duration ASKS_AGAIN = Duration.ofSeconds(5);

    private final Steps steps;
    private final Connection connection;
    private final NodePods.Found pod;
    private final DrainOptions options;
    private final long until;
    private final Kind kind;
    private final Write eviction;
    private final Waiting waiting;
    private final Follower.Followed seen;
    private Follower.@Nullable Followed budget;
    private @Nullable ObjectRef budgetRef;

    private Leaving(
            Steps steps,
            Connection connection,
            NodePods.Found pod,
            DrainOptions options,
            long until,
            Kind kind,
            Waiting waiting) {
        this.steps = steps;
        this.connection = connection;
        this.pod = pod;
        this.options = options;
        this.until = until;
        this.kind = kind;
        this.waiting = waiting;
        this.eviction = Eviction.of(kind, pod.ref().namespace(), pod.ref().name(), pod.uid(), options.grace());
        this.seen = waiting.on(pod.ref());
    }

    /** @param until when no more is waited for, milliseconds since 1970 */
    static void of(Steps steps, Connection connection, NodePods.Found pod, DrainOptions options, long until)
            throws IOException, InterruptedException {
        Kind kind = Errand.kind(connection, pod.ref().resource());
        try (Waiting waiting = steps.waiting()) {
            Leaving leaving = new Leaving(steps, connection, pod, options, until, kind, waiting);
            steps.become(pod.ref(), leaving.end());
        }
    }

    private Progress end() throws IOException, InterruptedException {
        while (!isGone(seen.now())) {
            if (steps.stopped()) {
                return new Progress.Stopped(null);
            }
            if (steps.now() >= until) {
                return late();
            }
            try {
                if (steps.progress(pod.ref()) instanceof Progress.Waiting) {
                    steps.become(pod.ref(), new Progress.Writing());
                }
                steps.inTurn(() -> steps.write(pod.ref(), connection.server(), eviction));
                return gone();
            } catch (ApiServerException e) {
                if (e.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return new Progress.Done(null);
                }
                if (!Eviction.isForNow(e)) {
                    throw e;
                }
                hold(Eviction.words(e));
            } catch (IOException e) {
                // The server is away: whether it took it is not known, and to ask again for this very pod does no harm.
                hold(Phrase.of("drain.held", "words", String.valueOf(e.getMessage())));
            }
        }
        return new Progress.Done(null);
    }

    /** Says what keeps it, and waits until that may have changed. */
    private void hold(Phrase said) throws InterruptedException {
        Budget by = budget().orElse(null);
        if (by != null && !by.ref().equals(budgetRef)) {
            budgetRef = by.ref();
            budget = waiting.on(by.ref());
        }
        steps.become(pod.ref(), new Progress.Held(by == null ? said : by.words()));
        long again = Math.min(until, steps.now() + ASKS_AGAIN.toMillis());
        while (!steps.stopped() && steps.now() < again && !isGone(seen.now()) && !letsGo()) {
            waiting.forNews(seconds(again));
        }
    }

    private Optional<Budget> budget() throws InterruptedException {
        try {
            return Budgets.read(connection, pod.ref().cluster(), pod.ref().namespace())
                    .holding(pod);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the budget that kept it is seen to let one go; tells what else is seen of it. */
    private boolean letsGo() {
        Map<String, Object> tree = budget == null ? null : budget.now().tree();
        if (tree == null || budgetRef == null) {
            return false;
        }
        Budget now = Budget.of(budgetRef, tree);
        if (now.allowed() <= 0) {
            steps.become(pod.ref(), new Progress.Held(now.words()));
        }
        return now.allowed() > 0;
    }

    private Progress gone() throws InterruptedException {
        ObjectStatus status = steps.status();
        while (true) {
            Follower.Sight sight = seen.now();
            if (isGone(sight)) {
                return new Progress.Done(null);
            }
            Map<String, Object> tree = sight.tree();
            Cell.Status word = tree == null ? null : status.of(kind, tree, connection.kinds());
            boolean enough =
                    tree != null && options.givesUp(Tree.time(tree, "metadata", "deletionTimestamp"), steps.now());
            if (enough || steps.stopped()) {
                return new Progress.Done(word);
            }
            if (steps.now() >= until) {
                return late();
            }
            Phrase finalizers = tree == null ? null : Settlement.finalizers(tree);
            steps.become(pod.ref(), new Progress.Settling(word, finalizers));
            waiting.forNews(seconds(until));
        }
    }

    private static Progress late() {
        return new Progress.Failed(Phrase.of("drain.timeout"), null);
    }

    /** Until then, but looking again now and then. */
    private long seconds(long then) {
        return Math.clamp((then - steps.now()) / 1000, 1, ASKS_AGAIN.toSeconds());
    }

    private boolean isGone(Follower.Sight sight) {
        Map<String, Object> tree = sight.tree();
        return sight.gone()
                || (tree != null && !Tree.text(tree, "metadata", "uid").equals(pod.uid()));
    }
}
