package dev.fresnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fresnel simulate}: simulated clusters without Fresnel, for kubectl, tests and benches. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run simulated clusters and nothing else, until you press Ctrl-C; prints their kubeconfig.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "With --write-kubeconfig FILE the kubeconfig goes there instead, and the file's name is printed when the",
            "clusters are filled. With neither --pods nor its like, these are the demo's clusters."
        })
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    /** Picocli puts its own in this place. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Launcher launcher;

    SimulateCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws Exception {
        FresnelCommand.refuseOptionsBefore(spec);
        launcher.simulate(clusters.simulator(spec), clusters.kubeconfig());
        return 0;
    }
}
