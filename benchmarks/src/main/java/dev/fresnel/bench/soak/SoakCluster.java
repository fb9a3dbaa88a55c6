package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.Target;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.cluster.EmptyCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An empty simulated cluster in a process of its own, so that what it takes is not counted as Fresnel's. */
final class SoakCluster implements AutoCloseable {

    private final Process process;
    private final Path kubeconfig;

    private SoakCluster(Process process, Path kubeconfig) {
        this.process = process;
        this.kubeconfig = kubeconfig;
    }

    /** The other process: serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (Simulator simulator = Simulator.start(SimulatorOptions.of(Map.of("soak", new EmptyCluster())))) {
            Files.writeString(Path.of(arguments[0]), simulator.kubeconfig());
            System.out.println("ready");
            int _ = System.in.read();
        }
    }

    static SoakCluster start() throws IOException {
        Path kubeconfig = Files.createTempFile("fresnel-soak", ".yaml");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakCluster.class.getName(),
                        kubeconfig.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        @SuppressWarnings("resource") // ends with the process
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the simulator ended before it served");
            }
        }
        return new SoakCluster(process, kubeconfig);
    }

    Target target() throws IOException {
        return Target.of(kubeconfig);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(kubeconfig);
    }
}
