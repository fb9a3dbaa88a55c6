package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to delete an object: the part of Kubernetes' {@code DeleteOptions} that matters here.
 *
 * @param gracePeriodSeconds seconds that a pod gets to stop; null for what its spec says
 * @param propagation what becomes of the objects it owns
 * @param uid only if the object has this uid; null for any
 * @param resourceVersion only if the object has this version; null for any
 */
public record Deletion(
        @Nullable Long gracePeriodSeconds,
        Propagation propagation,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    /** Delete as kubectl does by default: the dependents follow. */
    public static final Deletion BACKGROUND = new Deletion(null, Propagation.BACKGROUND, null, null);

    /** Delete at once: what a kubelet does with a pod that has stopped. */
    public static final Deletion NOW = new Deletion(0L, Propagation.BACKGROUND, null, null);

    /** What becomes of the objects that have the deleted one as owner; the garbage collector sees to it. */
    public enum Propagation {
        /** They are deleted after it. */
        BACKGROUND,
        /** They are deleted before it: it keeps the finalizer {@code foregroundDeletion} until then. */
        FOREGROUND,
        /** They stay and lose their owner: it keeps the finalizer {@code orphan} until then. */
        ORPHAN
    }

    void check(ResourceType type, Map<String, Object> object) {
        String name = Tree.text(object, "metadata", "name");
        check(type, name, "UID", uid, Tree.text(object, "metadata", "uid"));
        check(type, name, "ResourceVersion", resourceVersion, Tree.text(object, "metadata", "resourceVersion"));
    }

    private static void check(ResourceType type, String name, String what, @Nullable String wanted, String actual) {
        if (wanted != null && !wanted.equals(actual)) {
            throw new StatusException(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on " + type.kind() + " \"" + name + "\": the " + what
                            + " in the precondition (" + wanted + ") does not match the " + what + " in record ("
                            + actual + "). The object might have been "
                            + (what.equals("UID") ? "deleted and then recreated" : "modified"),
                    Tree.of("name", name, "kind", type.kind()));
        }
    }

    /** Writes into a fresh copy of an object that it is to be deleted. */
    void mark(ResourceType type, Map<String, Object> object, ObjectMeta meta) {
        if (propagation != Propagation.BACKGROUND) {
            addFinalizer(object, propagation == Propagation.ORPHAN ? "orphan" : "foregroundDeletion");
        }
        long grace = type.kind().equals("Pod") ? podGrace(object) : 0;
        boolean marked = Tree.at(object, "metadata", "deletionTimestamp") != null;
        if (!marked || grace < Tree.number(object, 0, "metadata", "deletionGracePeriodSeconds")) {
            Tree.put(object, meta.later(grace), "metadata", "deletionTimestamp");
            Tree.put(object, grace, "metadata", "deletionGracePeriodSeconds");
            long generation = Tree.number(object, 0, "metadata", "generation");
            if (!marked && generation > 0) {
                Tree.put(object, generation + 1, "metadata", "generation");
            }
        }
        if (type.kind().equals("Namespace")) {
            Tree.put(object, "Terminating", "status", "phase");
        }
    }

    /** A pod that runs nowhere needs no time to stop. */
    private long podGrace(Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        if (Tree.text(pod, "spec", "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        return gracePeriodSeconds != null
                ? Math.max(0, gracePeriodSeconds)
                : Tree.number(pod, 30, "spec", "terminationGracePeriodSeconds");
    }

    private static void addFinalizer(Map<String, Object> object, String finalizer) {
        List<Object> finalizers = new ArrayList<>(Tree.list(object, "metadata", "finalizers"));
        if (!finalizers.contains(finalizer)) {
            finalizers.add(finalizer);
            Tree.put(object, finalizers, "metadata", "finalizers");
        }
    }
}
