package dev.fresnel.server.cli;

import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.scale.Scale;
import dev.fresnel.simulator.scale.ScaledCluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which simulated clusters to start: the demo's, or others of any size. */
final class ClusterOptions {

    private static final int PODS = 10_000;
    private static final int CHURN = 20;
    private static final int MOST_CLUSTERS = 50;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            description = "Port of the first cluster's API server; the others have the next ones. Default: any.")
    private int port;

    @Option(
            names = "--pods",
            paramLabel = "N",
            description =
                    "Instead of the demo's two clusters, one with so many pods, up to some 100,000. Default: 10000 "
                            + "where one of the options below is given.")
    private @Nullable Integer pods;

    @Option(names = "--nodes", paramLabel = "N", description = "Nodes of it. Default: one for every 20 pods.")
    private @Nullable Integer nodes;

    @Option(
            names = "--churn",
            paramLabel = "N",
            description = "Changes in it a second; 0 for none but yours. Default: 20.")
    private @Nullable Integer churn;

    @Option(names = "--clusters", paramLabel = "N", description = "So many clusters of that size. Default: 1.")
    private @Nullable Integer clusters;

    @Option(
            names = "--write-kubeconfig",
            paramLabel = "FILE",
            description = "Write a kubeconfig for the clusters, for kubectl and others.")
    private @Nullable Path kubeconfig;

    ClusterOptions() {}

    /** Where to write the kubeconfig; null for nowhere. */
    @Nullable
    Path kubeconfig() {
        return kubeconfig;
    }

    /** Whether clusters of a size were asked for. */
    private boolean scaled() {
        return pods != null || nodes != null || churn != null || clusters != null;
    }

    SimulatorOptions simulator(CommandSpec command) {
        int count = clusters == null ? 1 : clusters;
        if (count < 1 || count > MOST_CLUSTERS) {
            throw mistake(command, "--clusters " + count + " is not between 1 and " + MOST_CLUSTERS);
        }
        int last = 65536 - (scaled() ? count : 2);
        if (port < 0 || port > last) {
            throw mistake(command, "--simulator-port " + port + " is not between 0 and " + last);
        }
        return (scaled() ? SimulatorOptions.of(ScaledCluster.several(count, scale(command))) : SimulatorOptions.demo())
                .withPort(port);
    }

    private Scale scale(CommandSpec command) {
        int many = pods == null ? PODS : pods;
        try {
            return new Scale(many, nodes == null ? Scale.usualNodes(many) : nodes, churn == null ? CHURN : churn);
        } catch (IllegalArgumentException e) {
            throw mistake(command, String.valueOf(e.getMessage()));
        }
    }

    private static ParameterException mistake(CommandSpec command, String what) {
        return new ParameterException(command.commandLine(), what);
    }
}
