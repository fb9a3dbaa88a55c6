package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** The findings of each cluster, found once for all who look, and only while somebody does. Thread-safe. */
final class FindingsRoom {

    private final InstantSource clock;
    private final ScheduledExecutorService later;
    private final Map<Connection, ClusterFindings> running = new HashMap<>();

    FindingsRoom(InstantSource clock, ScheduledExecutorService later) {
        this.clock = clock;
        this.later = later;
    }

    /** The findings of a cluster, until the answer is given back. */
    synchronized ClusterFindings enter(Connection connection, Runnable changed) {
        ClusterFindings findings =
                running.computeIfAbsent(connection, _ -> new ClusterFindings(connection, clock, later));
        findings.enter(changed);
        return findings;
    }

    /** Gives back what {@link #enter} gave. */
    synchronized void leave(Connection connection, Runnable changed) {
        ClusterFindings findings = running.get(connection);
        if (findings != null && findings.leave(changed)) {
            running.remove(connection);
            findings.close();
        }
    }
}
