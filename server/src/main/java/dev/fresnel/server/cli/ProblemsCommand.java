package dev.fresnel.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fresnel problems}: what is wrong, told once, without a browser. */
@Command(
        name = "problems",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Print what is wrong in a cluster, by cause, and end: for scripts, and for a quick look.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit status: 0 nothing has failed (there may be warnings), 1 something has, 2 the command line is wrong,",
            "3 the cluster could not be looked at, or not wholly within the time."
        })
final class ProblemsCommand implements Callable<Integer> {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig to use instead of $KUBECONFIG and ~/.kube/config; may be given several times.")
    private List<Path> kubeconfigs = new ArrayList<>();

    @Option(names = "--context", paramLabel = "NAME", description = "Context to use instead of the current one.")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "Only of this namespace; may be given several times. Default: all, and what is in none.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table or json. Default: table.")
    private String output = "table";

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to look. Default: 60.")
    private int timeout = 60;

    /** Picocli puts its own in this place. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Launcher launcher;

    ProblemsCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws Exception {
        FresnelCommand.refuseOptionsBefore(spec);
        if (!output.equals("table") && !output.equals("json")) {
            throw new ParameterException(spec.commandLine(), "-o " + output + " is neither table nor json");
        }
        if (timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout " + timeout + " is less than a second");
        }
        ProblemsOptions options = new ProblemsOptions(
                context, List.copyOf(namespaces), output.equals("json"), Duration.ofSeconds(timeout));
        return launcher.problems(FresnelCommand.source(kubeconfigs), options);
    }
}
