package dev.fresnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fresnel demo}: look around in living clusters that need nothing. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Look around in two living demo clusters; needs no Kubernetes.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The demo clusters run inside this program and answer kubectl as well: write a kubeconfig for them",
            "with --write-kubeconfig FILE, then try   kubectl --kubeconfig FILE get pods -A",
            "",
            "A large cluster:   fresnel demo --pods 100000 --nodes 5000 --churn 500"
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private ServeOptions serve = new ServeOptions();

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    /** Picocli puts its own in this place. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Launcher launcher;

    DemoCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws Exception {
        FresnelCommand.refuseOptionsBefore(spec);
        FresnelCommand.checkPort(serve, spec);
        launcher.demo(clusters.simulator(spec), clusters.kubeconfig(), serve);
        return 0;
    }
}
