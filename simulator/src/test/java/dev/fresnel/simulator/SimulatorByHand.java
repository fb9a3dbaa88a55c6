package dev.fresnel.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Serves the demo until it is stopped, to try with kubectl: the argument is the kubeconfig to write. */
final class SimulatorByHand {

    private SimulatorByHand() {}

    public static void main(String[] arguments) throws Exception {
        Simulator simulator = Simulator.start(SimulatorOptions.demo());
        Files.writeString(Path.of(arguments[0]), simulator.kubeconfig());
        System.out.println("Started after "
                + ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toMillis)
                        .orElse(0L)
                + " ms of CPU.");
        new CountDownLatch(1).await();
    }
}
