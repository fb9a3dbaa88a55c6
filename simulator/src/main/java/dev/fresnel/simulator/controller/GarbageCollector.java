package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what has lost its owners, and serves the finalizers {@code foregroundDeletion} and {@code orphan}. Looks at types
 * that were served when it started. Keys are owners: their uid as name.
 */
public final class GarbageCollector implements Controller {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Map<String, Owner> owners = new HashMap<>();

    /** An owner that is going or gone. */
    private record Owner(ResourceType type, Key key) {}

    private record Dependent(ResourceType type, Map<String, Object> object) {}

    public GarbageCollector(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        for (ResourceType type : cluster.storage().types().all()) {
            if (type.verbs().contains("watch") && !type.kind().equals("Event")) {
                watches.onChange(type, change -> goingOwner(type, change));
            }
        }
    }

    private synchronized List<Key> goingOwner(ResourceType type, Change change) {
        if (change.type() != Change.Type.DELETED && !Meta.isBeingDeleted(change.object())) {
            return List.of();
        }
        String uid = Meta.uid(change.object());
        owners.put(uid, new Owner(type, Key.of(change.object())));
        return List.of(new Key("", uid));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Owner owner = owner(key.name());
        if (owner == null) {
            return Optional.empty();
        }
        Optional<Map<String, Object>> present = cluster.get(owner.type(), owner.key())
                .filter(object -> Meta.uid(object).equals(key.name()));
        if (present.isEmpty()) {
            dependents(key.name(), owner).forEach(dependent -> loseOwner(dependent, key.name()));
            forget(key.name());
            return Optional.empty();
        }
        List<String> finalizers = Tree.texts(present.get(), "metadata", "finalizers");
        if (finalizers.contains("orphan")) {
            dependents(key.name(), owner).forEach(dependent -> orphan(dependent, key.name()));
            removeFinalizer(owner, present.get(), "orphan");
        } else if (finalizers.contains("foregroundDeletion")) {
            List<Dependent> left = dependents(key.name(), owner);
            left.stream()
                    .filter(dependent -> !Meta.isBeingDeleted(dependent.object()))
                    .forEach(dependent -> cluster.delete(dependent.type(), dependent.object(), foreground()));
            if (left.isEmpty()) {
                removeFinalizer(owner, present.get(), "foregroundDeletion");
            } else {
                return Optional.of(cluster.now().plus(LOOK_AGAIN));
            }
        }
        return Optional.empty();
    }

    private static Deletion foreground() {
        return new Deletion(null, Deletion.Propagation.FOREGROUND, null, null);
    }

    /** Objects that name the owner; those of a namespaced owner are in its namespace. */
    private List<Dependent> dependents(String uid, Owner owner) {
        String namespace = owner.key().namespace();
        List<Dependent> dependents = new ArrayList<>();
        for (ResourceType type : cluster.storage().types().all()) {
            if (!type.verbs().contains("delete") || (!namespace.isEmpty() && !type.namespaced())) {
                continue;
            }
            List<Map<String, Object>> candidates =
                    namespace.isEmpty() ? cluster.list(type) : cluster.list(type, namespace);
            candidates.stream()
                    .filter(object -> Tree.maps(object, "metadata", "ownerReferences").stream()
                            .anyMatch(reference -> Tree.text(reference, "uid").equals(uid)))
                    .forEach(object -> dependents.add(new Dependent(type, object)));
        }
        return dependents;
    }

    /** With its last owner gone the object goes too; with others left it only loses the reference. */
    private void loseOwner(Dependent dependent, String uid) {
        if (Tree.maps(dependent.object(), "metadata", "ownerReferences").size() > 1) {
            orphan(dependent, uid);
        } else {
            cluster.delete(dependent.type(), dependent.object(), Deletion.BACKGROUND);
        }
    }

    private void orphan(Dependent dependent, String uid) {
        cluster.change(
                dependent.type(),
                dependent.object(),
                tree -> Tree.list(tree, "metadata", "ownerReferences")
                        .removeIf(reference -> Tree.text(reference, "uid").equals(uid)));
    }

    private void removeFinalizer(Owner owner, Map<String, Object> object, String finalizer) {
        cluster.change(owner.type(), object, tree -> Meta.removeFinalizer(tree, finalizer));
    }

    private synchronized @org.jspecify.annotations.Nullable Owner owner(String uid) {
        return owners.get(uid);
    }

    private synchronized void forget(String uid) {
        owners.remove(uid);
    }
}
