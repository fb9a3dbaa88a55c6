package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forgets events an hour after they were last seen, as the API server does. */
public final class EventExpiry implements Controller {
    private final Cluster cluster;

    public EventExpiry(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.EVENT, event -> List.of(Key.of(event)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> event = cluster.get(Kinds.EVENT, key);
        if (event.isEmpty()) {
            return Optional.empty();
        }
        Instant expires = EventRecorder.last(event.get()).plus(EventRecorder.KEPT);
        if (expires.isAfter(cluster.now())) {
            return Optional.of(expires);
        }
        cluster.delete(Kinds.EVENT, event.get(), Deletion.NOW);
        return Optional.empty();
    }
}
