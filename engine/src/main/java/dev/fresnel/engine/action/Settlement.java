package dev.fresnel.engine.action;

import dev.fresnel.engine.details.ObjectStatus;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.caller.Write;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from an object whether the cluster has made of it what was asked. Immutable. */
final class Settlement {

    private final Trial.Attempt attempt;
    private final ObjectStatus status;

    Settlement(Trial.Attempt attempt, ObjectStatus status) {
        this.attempt = attempt;
        this.status = status;
    }

    /** How far it is, from how the object is seen. */
    Progress of(Follower.Sight sight) {
        Map<String, Object> tree = sight.tree();
        // What was being deleted already goes when nothing holds it any more.
        boolean goes = attempt.write() instanceof Write.Delete
                || (attempt.write() instanceof Write.Create create
                        && !create.subresource().isEmpty())
                || Tree.at(attempt.before(), "metadata", "deletionTimestamp") != null;
        boolean made = attempt.before().isEmpty();
        // What has just been made may not have been seen yet.
        boolean gone = !made && (sight.gone() || (tree != null && isAnother(tree)));
        if (gone) {
            return goes ? new Progress.Done(null) : new Progress.Failed(Phrase.of("task.gone"), null);
        }
        if (tree == null || sight.gone() || isOld(tree)) {
            return new Progress.Settling(null, null);
        }
        Cell.Status word = status.of(attempt.kind(), tree, attempt.connection().kinds());
        if (goes) {
            return new Progress.Settling(word, finalizers(tree));
        }
        if (isUnobserved(tree)) {
            return new Progress.Settling(word, null);
        }
        Severity severity = word == null ? Severity.HEALTHY : word.severity();
        return switch (severity) {
            case PROGRESSING -> new Progress.Settling(word, null);
            case FAILED ->
                new Progress.Failed(Phrase.of("task.unwell", "status", word == null ? "" : word.text()), null);
            default -> new Progress.Done(word);
        };
    }

    /** One that was made anew under the same name. */
    private boolean isAnother(Map<String, Object> tree) {
        return !Tree.text(tree, "metadata", "uid").equals(Tree.text(attempt.before(), "metadata", "uid"));
    }

    /** Still the version from before the change: the watch has not brought another one. */
    private boolean isOld(Map<String, Object> tree) {
        return Tree.text(tree, "metadata", "resourceVersion")
                .equals(Tree.text(attempt.before(), "metadata", "resourceVersion"));
    }

    /** The controller has not looked at it since. */
    private static boolean isUnobserved(Map<String, Object> tree) {
        return Tree.at(tree, "status", "observedGeneration") != null
                && Tree.whole(0, tree, "status", "observedGeneration") < Tree.whole(0, tree, "metadata", "generation");
    }

    /** What a deletion waits for, where it is known. */
    static @Nullable Phrase finalizers(Map<String, Object> tree) {
        List<Object> finalizers = Tree.list(tree, "metadata", "finalizers");
        return finalizers.isEmpty() || Tree.at(tree, "metadata", "deletionTimestamp") == null
                ? null
                : Phrase.of("task.finalizers", "finalizers", Tree.brief(finalizers));
    }
}
