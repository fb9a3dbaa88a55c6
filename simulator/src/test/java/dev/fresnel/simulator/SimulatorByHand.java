package dev.fresnel.simulator;

import dev.fresnel.simulator.demo.ShopCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves the demo's clusters until it is stopped, to try with kubectl: the argument is the kubeconfig to write. */
final class SimulatorByHand {

    private SimulatorByHand() {}

    public static void main(String[] arguments) throws Exception {
        Simulator simulator = Simulator.start(SimulatorOptions.of(ShopCluster.both()));
        Files.writeString(Path.of(arguments[0]), simulator.kubeconfig());
        new CountDownLatch(1).await();
    }
}
