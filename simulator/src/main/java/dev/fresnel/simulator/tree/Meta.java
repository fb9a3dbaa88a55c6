package dev.fresnel.simulator.tree;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What one reads from an object's metadata; absent texts are {@code ""}. */
public final class Meta {
    private Meta() {}

    public static String name(Map<String, Object> object) {
        return Tree.text(object, "metadata", "name");
    }

    /** The namespace, {@code ""} for objects of the cluster. */
    public static String namespace(Map<String, Object> object) {
        return Tree.text(object, "metadata", "namespace");
    }

    public static String uid(Map<String, Object> object) {
        return Tree.text(object, "metadata", "uid");
    }

    public static Map<String, Object> labels(Map<String, Object> object) {
        return Tree.map(object, "metadata", "labels");
    }

    public static String label(Map<String, Object> object, String key) {
        return Tree.text(object, "metadata", "labels", key);
    }

    public static String annotation(Map<String, Object> object, String key) {
        return Tree.text(object, "metadata", "annotations", key);
    }

    /** When the object was created; the beginning of time for one that was not. */
    public static Instant created(Map<String, Object> object) {
        return Times.at(object, Instant.EPOCH, "metadata", "creationTimestamp");
    }

    /** Whether a deletion was asked for, so that the object only waits for its finalizers or its kubelet. */
    public static boolean isBeingDeleted(Map<String, Object> object) {
        return Tree.at(object, "metadata", "deletionTimestamp") != null;
    }

    /** Takes a finalizer from an object that may be changed. */
    public static void removeFinalizer(Map<String, Object> object, String finalizer) {
        if (Tree.texts(object, "metadata", "finalizers").contains(finalizer)) {
            Tree.list(object, "metadata", "finalizers").remove(finalizer);
        }
    }

    /** The owner that manages the object, as its owner reference. */
    public static Optional<Map<String, Object>> controller(Map<String, Object> object) {
        return Tree.maps(object, "metadata", "ownerReferences").stream()
                .filter(owner -> Tree.isTrue(owner, "controller"))
                .findFirst();
    }

    /** Whether the object is managed by the owner with this uid. */
    public static boolean isControlledBy(Map<String, Object> object, String uid) {
        return controller(object)
                .filter(owner -> Tree.text(owner, "uid").equals(uid))
                .isPresent();
    }
}
