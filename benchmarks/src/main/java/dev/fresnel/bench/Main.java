package dev.fresnel.bench;

import dev.fresnel.bench.growth.Growth;
import dev.fresnel.bench.measure.ColdStart;
import dev.fresnel.bench.measure.Demo;
import dev.fresnel.bench.measure.Events;
import dev.fresnel.bench.measure.Generated;
import dev.fresnel.bench.measure.Measure;
import dev.fresnel.bench.measure.PodsPage;
import dev.fresnel.bench.measure.WarmConnect;
import dev.fresnel.bench.measure.WarmTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code ./bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Fresnel and prints each budget of its architecture beside what was measured.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Without --kubeconfig it starts a real control plane on this machine (testbed/; needs Go) with 10,000",
            "pods; making them takes some minutes the first time, then they are kept in the cache. In a cluster of",
            "your own it makes a namespace fresnel-bench-… with pods that never run, and deletes it at the end.",
            "What is measured in a browser needs Chromium (on the PATH or named by $CHROMIUM) and Node.",
            "",
            "A quiet machine and several runs give figures that mean something. Exit status: 0 whatever was",
            "measured, 1 where nothing could be."
        })
public final class Main implements Callable<Integer> {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Measure the current context of this kubeconfig.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--pods",
            paramLabel = "N",
            description = "Pods in the cluster of ours: up to 10,000 behind a real API server, more in a simulator. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int pods = 10_000;

    @Option(
            names = "--churn",
            paramLabel = "N",
            description = "Changes a second in it, besides the bench's; only a simulator makes them.")
    private @Nullable Integer churn;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often to repeat what is slow, like a start. Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these measurements: cold, warm, page, events, connect, generated, demo.")
    private @Nullable List<String> only;

    @Option(
            names = "--growth",
            description =
                    "Instead: what it costs as rows, changes, people and clusters become more, in simulated clusters, as "
                            + "a table, and as a picture in docs/growth.svg. Some ten minutes.")
    private boolean growth;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, for programs.")
    private @Nullable Path json;

    @Option(names = "--markdown", description = "Print the results as the table of docs/performance.md.")
    private boolean markdown;

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("bench: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path project = Path.of(System.getProperty("fresnel.project", ".")).toAbsolutePath();
        if (growth) {
            Growth grown = Growth.measure(project, Main::progress);
            print(grown.markdown());
            Files.writeString(project.resolve("docs").resolve("growth.svg"), grown.svg(), StandardCharsets.UTF_8);
            return 0;
        }
        Run run = new Run(project, kubeconfig, pods, churn, Math.max(1, rounds), Main::progress);
        List<Measure> measures = List.of(
                        named("cold", new ColdStart()),
                        named("warm", new WarmTable()),
                        named("page", new PodsPage()),
                        named("events", new Events()),
                        named("connect", new WarmConnect()),
                        named("generated", new Generated()),
                        named("demo", new Demo()))
                .stream()
                .filter(each -> only == null || only.contains(each.name()))
                .map(Named::measure)
                .toList();
        Report report = run.report(measures);
        print(markdown ? report.markdown() : report.text());
        if (json != null) {
            Files.writeString(json, report.json() + "\n", StandardCharsets.UTF_8);
        }
        return report.results().stream().anyMatch(result -> result.value() != null) ? 0 : 1;
    }

    private record Named(String name, Measure measure) {}

    private static Named named(String name, Measure measure) {
        return new Named(name, measure);
    }

    /** Standard output is for the results, standard error for how it goes. */
    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void print(String text) {
        System.out.println(text);
    }

    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void progress(String sentence) {
        System.err.println("bench: " + sentence);
    }
}
