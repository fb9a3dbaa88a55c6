package dev.fresnel.simulator;

import dev.fresnel.simulator.cluster.EmptyCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Serves two empty clusters until it is stopped, to try with kubectl: the argument is the kubeconfig to write. */
final class SimulatorByHand {

    private SimulatorByHand() {}

    public static void main(String[] arguments) throws Exception {
        Simulator simulator = Simulator.start(
                SimulatorOptions.of(Map.of("demo-eu", new EmptyCluster(), "demo-us", new EmptyCluster())));
        Files.writeString(Path.of(arguments[0]), simulator.kubeconfig());
        new CountDownLatch(1).await();
    }
}
