package dev.fresnel.server.cli;

import dev.fresnel.kube.config.KubeconfigSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code fresnel}: see the clusters of your kubeconfig. */
@Command(
        name = "fresnel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "Fresnel " + FresnelCommand.VERSION,
        description = "See a whole Kubernetes cluster, of any size: live, in your browser.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Without a command, Fresnel shows the clusters of your kubeconfig: the files given, else those in",
            "$KUBECONFIG, else ~/.kube/config. It listens on this machine only, acts with your own credentials,",
            "and runs until you press Ctrl-C. Pressing Enter prints a fresh address to open.",
            "",
            "Environment:",
            "  KUBECONFIG    kubeconfig files, merged as kubectl does",
            "  FRESNEL_LOG   how much to say on standard error: ERROR, WARN, INFO (default), DEBUG",
            "",
            "Exit status: 0 stopped by you, 1 could not start, 2 the command line is wrong."
        })
public final class FresnelCommand implements Callable<Integer> {

    /** Version of the program. */
    public static final String VERSION = "0.1.0";

    @Mixin
    private ServeOptions serve = new ServeOptions();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig to use instead of $KUBECONFIG and ~/.kube/config; may be given several times.")
    private List<Path> kubeconfigs = new ArrayList<>();

    /** Picocli puts its own in this place. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Launcher launcher;

    /** The command, and what it starts. */
    public FresnelCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * Runs a command line.
     *
     * @return the program's exit status
     */
    public static int run(Launcher launcher, String... args) {
        return commandLine(launcher).execute(args);
    }

    static CommandLine commandLine(Launcher launcher) {
        return new CommandLine(new FresnelCommand(launcher))
                .addSubcommand(new DemoCommand(launcher))
                .addSubcommand(new ProblemsCommand(launcher))
                .addSubcommand(new SimulateCommand(launcher))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((mistake, _) -> {
                    CommandLine command = mistake.getCommandLine();
                    command.getErr().println("fresnel: " + mistake.getMessage());
                    UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
                    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
                    command.getErr().println("fresnel: " + why);
                    return 1;
                });
    }

    @Override
    public Integer call() throws Exception {
        checkPort(serve, spec);
        launcher.serve(source(kubeconfigs), kubeconfigs.isEmpty(), serve);
        return 0;
    }

    /** The files that are named, or else those in the usual places. */
    static KubeconfigSource source(List<Path> named) {
        return named.isEmpty()
                ? KubeconfigSource.usual(kubeconfigVariable(System.getenv()), Path.of(System.getProperty("user.home")))
                : KubeconfigSource.of(named);
    }

    private static @Nullable String kubeconfigVariable(Map<String, String> environment) {
        return environment.get("KUBECONFIG");
    }

    /** What stands before a command's word belongs to the way to start without one, and would be passed over in silence. */
    static void refuseOptionsBefore(CommandSpec spec) {
        CommandLine parent = spec.commandLine().getParent();
        if (parent != null && !parent.getParseResult().matchedOptions().isEmpty()) {
            String option = parent.getParseResult().matchedOptions().getFirst().longestName();
            String name = spec.name();
            throw new ParameterException(
                    spec.commandLine(),
                    option + " stands before " + name + ": write it after, as in fresnel " + name + " " + option);
        }
    }

    static void checkPort(ServeOptions serve, CommandSpec spec) {
        if (!serve.portIsValid()) {
            throw new ParameterException(spec.commandLine(), "--port " + serve.port() + " is not between 0 and 65535");
        }
    }
}
