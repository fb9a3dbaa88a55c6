package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.cluster.ControlledLife;
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
import dev.fresnel.simulator.kubelet.NodeHeartbeats;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A cluster's objects with everything that moves it on: its controllers on one loop, its logs and its meters. */
public final class LivingCluster extends ControlledLife {

    /** @param voices how the programs' logs read, by name */
    public LivingCluster(Cluster cluster, Programs programs, Map<String, Voice> voices, Clock clock) {
        super(cluster, programs, voices, clock);
        for (Controller controller : List.of(
                new NamespaceController(cluster),
                new Scheduler(cluster),
                new VolumeController(cluster),
                kubelet(),
                new NodeHeartbeats(cluster),
                new LeaderController(cluster),
                new DeploymentController(cluster),
                new ReplicaSetController(cluster),
                new StatefulSetController(cluster),
                new DaemonSetController(cluster),
                new CronJobController(cluster),
                new JobController(cluster),
                new EndpointController(cluster),
                new AutoscalerController(cluster, metrics()),
                new DisruptionController(cluster),
                new QuotaController(cluster),
                new NodeTaintController(cluster),
                new LoadBalancerController(cluster),
                new EventExpiry(cluster),
                new GarbageCollector(cluster))) {
            loop().add(controller);
        }
    }

    /** Completes what follows from the founded objects, then goes on by itself. */
    public void start() {
        loop().runDue();
        loop().start("simulator " + cluster().name());
    }
}
