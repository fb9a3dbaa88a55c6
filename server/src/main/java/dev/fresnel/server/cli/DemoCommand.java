package dev.fresnel.server.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            "with --write-kubeconfig FILE, then try   kubectl --kubeconfig FILE get pods -A"
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private ServeOptions serve = new ServeOptions();

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            description = "Port of the first demo cluster's API server; the second one's is the next. Default: any.")
    private int simulatorPort;

    @Option(
            names = "--write-kubeconfig",
            paramLabel = "FILE",
            description = "Write a kubeconfig for the demo clusters, for kubectl and others.")
    private @Nullable Path kubeconfig;

    /** Picocli puts its own in this place. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Launcher launcher;

    DemoCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws Exception {
        refuseOptionsBefore();
        FresnelCommand.checkPort(serve, spec);
        if (simulatorPort < 0 || simulatorPort > 65534) {
            throw new ParameterException(
                    spec.commandLine(), "--simulator-port " + simulatorPort + " is not between 0 and 65534");
        }
        launcher.demo(simulatorPort, kubeconfig, serve);
        return 0;
    }

    /** What stands before the word "demo" belongs to the other way to start, and would be passed over in silence. */
    private void refuseOptionsBefore() {
        CommandLine parent = spec.commandLine().getParent();
        if (parent != null && !parent.getParseResult().matchedOptions().isEmpty()) {
            String option = parent.getParseResult().matchedOptions().getFirst().longestName();
            throw new ParameterException(
                    spec.commandLine(), option + " stands before demo: write it after, as in fresnel demo " + option);
        }
    }
}
