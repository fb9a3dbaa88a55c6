package dev.fresnel.server.cli;

import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the command line can start. Each method returns when the program is to end. */
public interface Launcher {

    /**
     * Serves the clusters of a kubeconfig.
     *
     * @param usual whether these are the usual places, so that what is added in the browser is kept beside them
     * @throws IOException where it cannot start; the message is for the person
     */
    void serve(KubeconfigSource source, boolean usual, ServeOptions options) throws IOException, InterruptedException;

    /**
     * Starts simulated clusters and serves them.
     *
     * @param kubeconfig where to write a kubeconfig for them, or null
     * @throws IOException where it cannot start; the message is for the person
     */
    void demo(SimulatorOptions simulator, @Nullable Path kubeconfig, ServeOptions options)
            throws IOException, InterruptedException;

    /**
     * Prints what is wrong in a cluster.
     *
     * @return the program's exit status
     * @throws IOException where it cannot start; the message is for the person
     */
    int problems(KubeconfigSource source, ProblemsOptions options) throws IOException, InterruptedException;

    /**
     * Starts simulated clusters and nothing else.
     *
     * @param kubeconfig where to write a kubeconfig for them; null to print it
     * @throws IOException where it cannot start; the message is for the person
     */
    void simulate(SimulatorOptions simulator, @Nullable Path kubeconfig) throws IOException, InterruptedException;
}
