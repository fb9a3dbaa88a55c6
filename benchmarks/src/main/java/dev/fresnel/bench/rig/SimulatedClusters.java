package dev.fresnel.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Simulated clusters of any size, in a process of their own: where no control plane of that size fits on a machine. Ends with
 * {@link #close}, or else with this JVM.
 */
public final class SimulatedClusters implements AutoCloseable {

    private final Process process;
    private final Thread atExit;
    private final Path kubeconfig;

    private SimulatedClusters(Process process, Thread atExit, Path kubeconfig) {
        this.process = process;
        this.atExit = atExit;
        this.kubeconfig = kubeconfig;
    }

    /**
     * Starts them and waits until they are filled.
     *
     * @param project the project's folder, built
     * @param clusters how many, of one size
     * @param pods in each
     * @param churn changes a second in each
     * @throws IOException where they end before; what they said is on standard error
     */
    public static SimulatedClusters start(Path project, int clusters, int pods, int churn) throws IOException {
        Path kubeconfig = Files.createTempFile("fresnel-bench", ".kubeconfig");
        List<String> command = new ArrayList<>();
        command.add(project.resolve("fresnel").toString());
        command.add("simulate");
        command.addAll(List.of("--clusters", Integer.toString(clusters), "--pods", Integer.toString(pods)));
        command.addAll(List.of("--churn", Integer.toString(churn), "--write-kubeconfig", kubeconfig.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FRESNEL_BUILT", "yes"); // ./bench has seen to that
        Process process = builder.start();
        Thread atExit = new Thread(process::destroyForcibly, "simulator-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        if (output.readLine() == null) {
            throw new IOException(String.join(" ", command) + " ended before its clusters were filled");
        }
        return new SimulatedClusters(process, atExit, kubeconfig);
    }

    /** The first of them, which goes with all of them. */
    public Target target(String about) throws IOException {
        return Target.of(kubeconfig, about, this::close);
    }

    /** The file that names them all. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
            Files.deleteIfExists(kubeconfig);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (IllegalStateException | IOException e) {
            process.destroyForcibly(); // this JVM is ending already, or the file is gone
        }
    }
}
