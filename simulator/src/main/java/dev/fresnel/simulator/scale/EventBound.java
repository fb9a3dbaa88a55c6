package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.Deletion;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forgets the oldest events when there are more than the cluster may hold: at hundreds of changes a second an hour of them
 * would be more than all its other objects.
 */
final class EventBound implements Controller {
    private static final Key ALL = new Key("", "events");

    private final Cluster cluster;
    private final int most;
    private final ArrayDeque<Key> oldestFirst = new ArrayDeque<>();

    EventBound(Cluster cluster, int most) {
        this.cluster = cluster;
        this.most = most;
    }

    @Override
    public void follow(Watches watches) {
        cluster.list(Kinds.EVENT).forEach(event -> added(Key.of(event)));
        watches.onChange(
                Kinds.EVENT,
                change -> change.type() == Change.Type.ADDED && added(Key.of(change.object()))
                        ? List.of(ALL)
                        : List.of());
    }

    /** Whether there are too many now. */
    private synchronized boolean added(Key event) {
        oldestFirst.addLast(event);
        return oldestFirst.size() > most;
    }

    @Override
    public Optional<Instant> reconcile(Key all) {
        for (Key oldest = surplus(); oldest != null; oldest = surplus()) {
            cluster.get(Kinds.EVENT, oldest).ifPresent(event -> cluster.delete(Kinds.EVENT, event, Deletion.NOW));
        }
        return Optional.empty();
    }

    private synchronized @Nullable Key surplus() {
        return oldestFirst.size() > most ? oldestFirst.removeFirst() : null;
    }
}
