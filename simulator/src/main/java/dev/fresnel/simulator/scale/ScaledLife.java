package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.cluster.ControlledLife;
import dev.fresnel.simulator.controller.DeploymentController;
import dev.fresnel.simulator.controller.EndpointController;
import dev.fresnel.simulator.controller.GarbageCollector;
import dev.fresnel.simulator.controller.NamespaceController;
import dev.fresnel.simulator.controller.Pods;
import dev.fresnel.simulator.controller.ReplicaSetController;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What lives in a cluster of any size. Its controllers look at nothing until it changes, because it is founded as they would
 * leave it; so with no churn nothing happens but what clients do, and what follows from that.
 */
final class ScaledLife extends ControlledLife {
    private static final int PODS_FOR_AN_EVENT = 5;
    private static final int FEWEST_EVENTS = 1_000;
    private static final int MOST_EVENTS = 20_000;
    /** Pods that are not well go on by themselves, but no more of them than a fifth of the churn has room for. */
    private static final int RESTLESS_FOR_A_WRITE = 5;

    private static final int WITHIN_SECONDS = 300;

    private final Scale scale;
    private final Random random;

    ScaledLife(Cluster cluster, Programs programs, Map<String, Voice> voices, Clock clock, Scale scale, long seed) {
        super(cluster, programs, voices, clock);
        this.scale = scale;
        this.random = new Random(seed);
        List<Controller> controllers = List.of(
                new NamespaceController(cluster),
                new Placement(cluster, random),
                kubelet(),
                new DeploymentController(cluster),
                new ReplicaSetController(cluster),
                new EndpointController(cluster),
                new GarbageCollector(cluster),
                new EventBound(cluster, Math.clamp(scale.pods() / PODS_FOR_AN_EVENT, FEWEST_EVENTS, MOST_EVENTS)));
        controllers.forEach(loop()::addAtRest);
    }

    void start() {
        if (scale.churn() > 0) {
            beginUnrest();
        }
        loop().start("simulator " + cluster().name());
    }

    /** Lets things happen from now on. */
    void beginUnrest() {
        Unrest unrest = new Unrest(cluster(), scale, random);
        loop().addAtRest(unrest);
        loop().wake(unrest, Unrest.BEGIN, cluster().now());
        cluster().list(Kinds.POD).stream()
                .filter(pod -> !Pods.isReady(pod))
                .limit((long) scale.churn() * RESTLESS_FOR_A_WRITE)
                .forEach(pod -> loop().wake(
                                kubelet(), Key.of(pod), cluster().now().plusSeconds(random.nextInt(WITHIN_SECONDS))));
    }
}
