package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.rule.Rules;
import dev.fresnel.engine.relation.KindName;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The findings of each cluster, found once for all who look, and only while somebody does. Thread-safe. */
final class FindingsRoom {

    private final InstantSource clock;
    private final ScheduledExecutorService later;
    private final Map<Topic, ClusterFindings> running = new HashMap<>();

    /**
     * What somebody looks for.
     *
     * @param kind of the objects that may have problems; null for all kinds
     */
    record Topic(Connection connection, @Nullable KindName kind) {

        private List<Rule> rules() {
            return kind == null
                    ? Rules.ALL
                    : Rules.ALL.stream()
                            .filter(rule -> rule.kind().equals(kind))
                            .toList();
        }
    }

    FindingsRoom(InstantSource clock, ScheduledExecutorService later) {
        this.clock = clock;
        this.later = later;
    }

    /** The findings of a topic, until the answer is given back. */
    synchronized ClusterFindings enter(Topic topic, Runnable changed) {
        ClusterFindings findings = running.computeIfAbsent(
                topic, _ -> new ClusterFindings(topic.connection(), topic.rules(), clock, later));
        findings.enter(changed);
        return findings;
    }

    /** Gives back what {@link #enter} gave. */
    synchronized void leave(Topic topic, Runnable changed) {
        ClusterFindings findings = running.get(topic);
        if (findings != null && findings.leave(changed)) {
            running.remove(topic);
            findings.close();
        }
    }
}
