package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Tasks;
import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.forward.Forwards;
import dev.fresnel.engine.log.LogRoom;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.terminal.Terminals;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every view needs: the clusters, the packs, the time, a thread for what is due later, what is being done, what was, the
 * room for logs, what is found to be wrong, the terminals that are open, and what is forwarded.
 */
record Surroundings(
        Clusters clusters,
        Packs packs,
        InstantSource clock,
        ScheduledExecutorService later,
        Tasks tasks,
        AuditLog audit,
        LogRoom logs,
        FindingsRoom findings,
        Terminals terminals,
        Forwards forwards) {}
