package dev.fresnel.bench.soak;

import dev.fresnel.bench.Machine;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.bench.rig.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code ./bench --soak}. */
@Command(
        name = "bench --soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets people work with Fresnel for a long time over a cluster that changes, and says whether it grows.",
        footer = {
            "",
            "The cluster is a simulated one in another process. What is measured in a browser needs Chromium and Node.",
            "Exit status: 0 where no row was lost and nothing was left behind when all had closed their tabs; else 1."
        })
public final class Soak implements Callable<Integer> {

    /** How long the server may take to notice that all have gone: idle connections end after half a minute. */
    private static final Duration NOTICES_WITHIN = Duration.ofSeconds(45);

    @Option(names = "--minutes", paramLabel = "N", description = "How long. Default: ${DEFAULT-VALUE}.")
    private double minutes = 60;

    @Option(names = "--pods", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int pods = 3_000;

    @Option(names = "--churn", paramLabel = "N", description = "Changes a second. Default: ${DEFAULT-VALUE}.")
    private int churn = 200;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "Besides the one in Chromium. Default: ${DEFAULT-VALUE}.")
    private int people = 6;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Write table and chart into this page of the documentation.")
    private @Nullable Path page;

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("soak: " + failure);
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path project = Path.of(System.getProperty("fresnel.project", ".")).toAbsolutePath();
        SoakReport report = run(project);
        print(report.markdown());
        if (page != null) {
            report.write(page);
        }
        return report.sound() ? 0 : 1;
    }

    private SoakReport run(Path project) throws IOException, InterruptedException {
        progress("starting a cluster with " + pods + " pods");
        try (SoakCluster cluster = SoakCluster.start();
                Target target = cluster.target();
                Churn changes = Churn.start(target, pods, churn);
                ServerProcess server = ServerProcess.start(
                        project,
                        List.of("--kubeconfig", target.kubeconfig().toString()),
                        Map.of("JDK_JAVA_OPTIONS", "-XX:NativeMemoryTracking=summary"))) {
            String cookie = Tab.cookie(server);
            Vitals vitals = new Vitals(server);
            try (Witness witness = new Witness(Tab.open(server, cookie), target.name())) {
                witness.listen(Duration.ofSeconds(5));
                var _ = vitals.now(); // to look makes the JVM listen for those who look
                Map<Vital, Double> alone = vitals.handles();
                // One round of everything, so that what is made once and kept is there before it is counted.
                try (Crowd first = Crowd.at(server, cookie, target.name(), people, null)) {
                    witness.listen(Duration.ofSeconds(10));
                    first.check();
                }
                Map<Vital, Double> before = settled(vitals, witness, alone);
                List<String> threadsBefore = vitals.threads();
                Map<Vital, List<Trend.Sample>> samples = new EnumMap<>(Vital.class);
                Instant began = Instant.now();
                long changesBefore = changes.changes();
                List<String> facts = new ArrayList<>();
                String missing = Chromium.missing(project);
                try (Crowd crowd = Crowd.at(server, cookie, target.name(), people, missing == null ? project : null)) {
                    sample(vitals, witness, crowd, samples, began);
                    facts.add(String.format(
                            Locale.ROOT,
                            "%,d things done by %d people in tabs%s, %,d changes (%.0f a second), %d refused by the API server.",
                            crowd.acts(),
                            people,
                            missing == null ? " and one in Chromium" : "; no browser: " + missing,
                            changes.changes() - changesBefore,
                            (changes.changes() - changesBefore)
                                    / (double) began.until(Instant.now(), ChronoUnit.SECONDS),
                            changes.refused()));
                }
                changes.rest();
                Map<String, String> there = changes.listed();
                List<String> lost = witness.differences(there);
                facts.add(there.size() + " pods compared at the end, name by name with their states, by a tab that was "
                        + "open all the time.");
                Map<Vital, Double> after = settled(vitals, witness, before);
                List<String> left = left(before, after);
                if (!left.isEmpty()) {
                    facts.add("Threads before: " + threadsBefore + "; after: " + vitals.threads() + ".");
                }
                return new SoakReport(about(began), samples, left, lost, facts);
            }
        }
    }

    private String about(Instant began) {
        return String.format(
                Locale.ROOT,
                "%.0f minutes on %s, %d pods, %d changes a second, %d people; %s.",
                minutes,
                began.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace("T", " ")
                        .replace(":00Z", " UTC"),
                pods,
                churn,
                people + 1,
                Machine.here());
    }

    private void sample(
            Vitals vitals, Witness witness, Crowd crowd, Map<Vital, List<Trend.Sample>> samples, Instant began)
            throws IOException, InterruptedException {
        Duration between = Duration.ofMillis((long) Math.clamp(minutes * 60_000 / 60, 5_000, 60_000));
        while (true) {
            witness.listen(between);
            crowd.check();
            double at = Duration.between(began, Instant.now()).toMillis() / 60_000.0;
            Map<Vital, Double> now = vitals.now();
            Double browser = crowd.browserHeap();
            if (browser != null) {
                now.put(Vital.BROWSER, browser);
            }
            now.forEach((vital, value) ->
                    samples.computeIfAbsent(vital, _ -> new ArrayList<>()).add(new Trend.Sample(at, value)));
            progress(String.format(Locale.ROOT, "%.1f min: %s", at, now));
            if (at >= minutes) {
                return;
            }
        }
    }

    /** Waits until there is no more than was wanted, or long enough. */
    private static Map<Vital, Double> settled(Vitals vitals, Witness witness, Map<Vital, Double> wanted)
            throws IOException, InterruptedException {
        Instant until = Instant.now().plus(NOTICES_WITHIN);
        Map<Vital, Double> now = vitals.handles();
        while (Instant.now().isBefore(until) && !left(wanted, now).isEmpty()) {
            witness.listen(Duration.ofSeconds(2));
            now = vitals.handles();
        }
        return now;
    }

    private static List<String> left(Map<Vital, Double> before, Map<Vital, Double> after) {
        List<String> left = new ArrayList<>();
        before.forEach((vital, was) -> {
            double is = after.getOrDefault(vital, was);
            if (is > was) {
                left.add(String.format(Locale.ROOT, "%s %.0f, before %.0f", vital.title, is, was));
            }
        });
        return left;
    }

    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void print(String text) {
        System.out.println(text);
    }

    @SuppressWarnings("SystemOut") // this is where the command line speaks
    static void progress(String sentence) {
        System.err.println("soak: " + sentence);
    }
}
