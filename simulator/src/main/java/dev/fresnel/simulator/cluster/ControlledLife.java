package dev.fresnel.simulator.cluster;

import dev.fresnel.simulator.kubelet.Containers;
import dev.fresnel.simulator.kubelet.Kubelet;
import dev.fresnel.simulator.kubelet.Logs;
import dev.fresnel.simulator.kubelet.Meters;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Loop;
import dev.fresnel.simulator.stream.PodStreams;
import java.time.Clock;
import java.util.Map;

/** A life in which pods run and controllers work on one loop. Which controllers, those say that extend it. */
public abstract class ControlledLife implements ClusterContent.Life {
    private final Cluster cluster;
    private final Loop loop;
    private final Logs logs;
    private final Meters meters;
    private final Containers containers;
    private final Kubelet kubelet;

    /** @param voices how the programs' logs read, by name */
    protected ControlledLife(Cluster cluster, Programs programs, Map<String, Voice> voices, Clock clock) {
        this.cluster = cluster;
        this.loop = new Loop(cluster.storage(), clock);
        this.logs = new Logs(cluster, programs, voices, clock);
        this.meters = new Meters(cluster, programs);
        this.containers = new Containers(cluster, programs, logs, clock);
        this.kubelet = new Kubelet(cluster, programs, containers);
    }

    protected final Cluster cluster() {
        return cluster;
    }

    /** Moves the pods on; it is a controller that is to be added to the loop. */
    protected final Kubelet kubelet() {
        return kubelet;
    }

    /** The loop, for whoever adds controllers, and for a test that lets time pass by itself instead of calling {@code start}. */
    public final Loop loop() {
        return loop;
    }

    @Override
    public final Logs logs() {
        return logs;
    }

    @Override
    public final Meters metrics() {
        return meters;
    }

    @Override
    public final PodStreams streams() {
        return containers;
    }

    @Override
    public final void close() {
        loop.close();
    }
}
