package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.controller.AutoscalerController;
import dev.fresnel.simulator.controller.CronJobController;
import dev.fresnel.simulator.controller.DaemonSetController;
import dev.fresnel.simulator.controller.DeploymentController;
import dev.fresnel.simulator.controller.DisruptionController;
import dev.fresnel.simulator.controller.EndpointController;
import dev.fresnel.simulator.controller.EventExpiry;
import dev.fresnel.simulator.controller.GarbageCollector;
import dev.fresnel.simulator.controller.JobController;
import dev.fresnel.simulator.controller.LeaderController;
import dev.fresnel.simulator.controller.LoadBalancerController;
import dev.fresnel.simulator.controller.NamespaceController;
import dev.fresnel.simulator.controller.NodeTaintController;
import dev.fresnel.simulator.controller.QuotaController;
import dev.fresnel.simulator.controller.ReplicaSetController;
import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.controller.StatefulSetController;
import dev.fresnel.simulator.controller.VolumeController;
import dev.fresnel.simulator.http.PodLogs;
import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.kubelet.Containers;
import dev.fresnel.simulator.kubelet.Kubelet;
import dev.fresnel.simulator.kubelet.Logs;
import dev.fresnel.simulator.kubelet.Meters;
import dev.fresnel.simulator.kubelet.NodeHeartbeats;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Loop;
import dev.fresnel.simulator.stream.PodStreams;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A cluster's objects with everything that moves it on: its controllers on one loop, its logs and its meters. */
public final class LivingCluster implements ClusterContent.Life {
    private final Cluster cluster;
    private final Loop loop;
    private final Logs logs;
    private final Meters meters;
    private final Containers containers;

    /** @param voices how the programs' logs read, by name */
    public LivingCluster(Cluster cluster, Programs programs, Map<String, Voice> voices, Clock clock) {
        this.cluster = cluster;
        this.loop = new Loop(cluster.storage(), clock);
        this.logs = new Logs(cluster, programs, voices, clock);
        this.meters = new Meters(cluster, programs);
        this.containers = new Containers(cluster, programs, logs, clock);
        for (Controller controller : List.of(
                new NamespaceController(cluster),
                new Scheduler(cluster),
                new VolumeController(cluster),
                new Kubelet(cluster, programs, containers),
                new NodeHeartbeats(cluster),
                new LeaderController(cluster),
                new DeploymentController(cluster),
                new ReplicaSetController(cluster),
                new StatefulSetController(cluster),
                new DaemonSetController(cluster),
                new CronJobController(cluster),
                new JobController(cluster),
                new EndpointController(cluster),
                new AutoscalerController(cluster, meters),
                new DisruptionController(cluster),
                new QuotaController(cluster),
                new NodeTaintController(cluster),
                new LoadBalancerController(cluster),
                new EventExpiry(cluster),
                new GarbageCollector(cluster))) {
            loop.add(controller);
        }
    }

    /** The loop, for a test that lets time pass by itself instead of calling {@link #start}. */
    public Loop loop() {
        return loop;
    }

    /** Completes what follows from the founded objects, then goes on by itself. */
    public void start() {
        loop.runDue();
        loop.start("simulator " + cluster.name());
    }

    @Override
    public PodLogs logs() {
        return logs;
    }

    @Override
    public PodMetrics metrics() {
        return meters;
    }

    @Override
    public PodStreams streams() {
        return containers;
    }

    @Override
    public void close() {
        loop.close();
    }
}
