package dev.fresnel.bench.logs;

import dev.fresnel.bench.Machine;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.ServerProcess;
import dev.fresnel.bench.rig.Tab;
import dev.fresnel.engine.view.ObjectRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command line of {@code ./bench --logs}. */
@Command(
        name = "bench --logs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets the pods of a Deployment write many lines, and says what becomes of them and what it costs.",
        footer = {
            "",
            "The cluster is a simulated one in another process; with --real a control plane of testbed/, whose pods all show",
            "one file. What is measured in a browser needs Chromium and Node.",
            "Exit status: 0 where no line was lost, told twice or out of order; else 1."
        })
public final class LogsBench implements Callable<Integer> {

    /** So many lines of that length are kept while nobody follows; what is compared must fit. */
    private static final int FITS = 130_000;

    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(30);

    @Option(names = "--pods", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int pods = 20;

    @Option(names = "--rate", paramLabel = "N", description = "Lines a second in all. Default: ${DEFAULT-VALUE}.")
    private int rate = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each thing is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--real", description = "Behind a real API server.")
    private boolean real;

    private final List<String> rows = new ArrayList<>();
    private boolean sound = true;

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LogsBench())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("logs: " + failure);
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path project = Path.of(System.getProperty("fresnel.project", ".")).toAbsolutePath();
        progress("starting " + pods + " pods");
        try (LoudPods loud = real ? RealLoudPods.start(pods, rate / pods) : SimulatedLoudPods.start(pods, rate / pods);
                ServerProcess server = ServerProcess.start(
                        project,
                        List.of("--kubeconfig", loud.target().kubeconfig().toString()))) {
            ObjectRef subject =
                    new ObjectRef(loud.target().name(), "deployments.apps", LoudPods.NAMESPACE, LoudPods.NAME);
            String cookie = Tab.cookie(server);
            measure(project, loud, server, cookie, subject);
        }
        print(String.format(
                Locale.ENGLISH,
                "%s UTC, %s. %d pods, %,d lines a second in all, %s.%n%n| what | measured |%n| --- | --- |%n%s",
                Instant.now()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace("T", " ")
                        .replace(":00Z", ""),
                Machine.here(),
                pods,
                rate,
                real ? "a real API server" : "a simulated API server in a process of its own",
                String.join("", rows)));
        return sound ? 0 : 1;
    }

    private void measure(Path project, LoudPods loud, ServerProcess server, String cookie, ObjectRef subject)
            throws IOException, InterruptedException {
        try (Tab tab = Tab.open(server, cookie);
                LogWindow window = new LogWindow(tab, subject)) {
            window.awaitSources(pods);
            loud.begin();
            progress("reading, then looking at every line");
            int compared = Math.min(seconds, FITS / rate);
            listen(window, Duration.ofSeconds(compared));
            Ledger shown = window.readAll();
            sound &= shown.sound() && shown.sources() == pods && window.dropped() == 0;
            row("every line of the first %d s, looked at in windows of 500".formatted(compared), shown.toString());
            window.follow();
            listen(window, Duration.ofSeconds(5));
            progress("following in one tab");
            double cores = server.processor();
            Heard heard = listen(window, Duration.ofSeconds(seconds));
            cores = (server.processor() - cores) / Duration.ofSeconds(seconds).toMillis();
            row("from written to told, a tab that follows", heard.age().spread("ms"));
            row(
                    "told to that tab",
                    "%.0f KB a second in %.1f messages"
                            .formatted(heard.bytes() / 1e3 / seconds, (double) heard.messages() / seconds));
            row("the server's processor, one tab", "%.2f cores".formatted(cores));
            inBrowser(project, server, window, subject);
            row("the server's live heap, two views", "%.0f MB".formatted(server.liveHeap() / 1e6));
            finish(loud, server, cookie, window, subject);
        }
    }

    private record Heard(Samples age, long bytes, long messages) {}

    private static Heard listen(LogWindow window, Duration time) throws IOException, InterruptedException {
        Samples age = new Samples();
        long bytes = 0;
        long messages = 0;
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LogWindow.Told told = window.listen(Duration.ofNanos(left));
            if (told != null) {
                messages++;
                bytes += told.heard().bytes();
                if (told.newest() != null) {
                    age.add(told.heard().epochMillis() - told.newest() / 1e6);
                }
            }
        }
        return new Heard(age, bytes, messages);
    }

    private void inBrowser(Path project, ServerProcess server, LogWindow window, ObjectRef subject)
            throws IOException, InterruptedException {
        String missing = Chromium.missing(project);
        if (missing != null) {
            row("in a browser", "not measured: " + missing);
            return;
        }
        progress("following in Chromium");
        try (Chromium chromium = Chromium.start(project)) {
            String url = server.base() + "logs?of="
                    + String.join(
                            "/",
                            subject.cluster(),
                            subject.resource(),
                            String.valueOf(subject.namespace()),
                            subject.name());
            chromium.ask("openLogs", "launch", server.address(), "url", url);
            double first = heap(chromium);
            double before = server.processor();
            JsonNode following = chromium.ask("frames", "millis", seconds * 1000);
            double cores = (server.processor() - before) / (seconds * 1000.0);
            row("frames while following", frames(following));
            row("the server's processor, this page and the tab", "%.2f cores".formatted(cores));
            JsonNode scrolling = chromium.ask("scrollLogs", "millis", seconds * 1000);
            row("frames while scrolling through what was written, while more is", frames(scrolling));
            chromium.ask("followLogs");
            chromium.ask("frames", "millis", seconds * 1000);
            row(
                    "browser heap, after collection",
                    "%.1f MB at first, %.1f MB after %,d lines more"
                            .formatted(first, heap(chromium), 3L * seconds * rate));
            // What came for the other view meanwhile.
            listen(window, Duration.ofMillis(1));
        }
    }

    private static double heap(Chromium chromium) throws IOException {
        return chromium.ask("heap").path("used").asDouble() / 1e6;
    }

    private static String frames(JsonNode told) {
        Samples frames = new Samples();
        told.path("frames").forEach(frame -> frames.add(frame.asDouble()));
        return frames.spread("ms");
    }

    private void finish(LoudPods loud, ServerProcess server, String cookie, LogWindow window, ObjectRef subject)
            throws IOException, InterruptedException {
        progress("waiting for the last line, then saving all of them as text");
        long each = loud.end();
        long until = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (window.all() + window.dropped() < each * pods && System.nanoTime() < until) {
            window.listen(Duration.ofMillis(500));
        }
        long counted = window.all() + window.dropped();
        sound &= counted == each * pods;
        row(
                "lines counted at the end beside those written",
                "%,d of %,d; the newest %,d kept".formatted(counted, each * pods, window.all()));
        long began = System.nanoTime();
        Saved saved = save(server, cookie, subject);
        sound &= saved.ledger().sound() && saved.ledger().lines() == each * pods;
        row(
                "all of them saved as text",
                "%s; %.0f MB in %.1f s"
                        .formatted(saved.ledger(), saved.bytes() / 1e6, (System.nanoTime() - began) / 1e9));
    }

    private record Saved(Ledger ledger, long bytes) {}

    private static Saved save(ServerProcess server, String cookie, ObjectRef subject)
            throws IOException, InterruptedException {
        String of = """
                {"objects": [{"cluster": "%s", "resource": "%s", "namespace": "%s", "name": "%s"}],
                 "which": {"containers": [], "previous": false, "since": null, "tail": null}}""".formatted(subject.cluster(), subject.resource(), subject.namespace(), subject.name());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.base() + "api/logs?of=" + URLEncoder.encode(of, StandardCharsets.UTF_8)))
                .header("Cookie", cookie)
                .build();
        Ledger ledger = new Ledger();
        long bytes = 0;
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                bytes += line.length() + 1;
                String[] parts = line.split(" ", 4); // TIME POD CONTAINER TEXT
                Instant time = Instant.parse(parts[0]);
                ledger.line(
                        parts[1], LoudLine.number(parts[3]), time.getEpochSecond() * 1_000_000_000L + time.getNano());
            }
        }
        return new Saved(ledger, bytes);
    }

    private void row(String what, String measured) {
        progress(what + ": " + measured);
        rows.add("| " + what + " | " + measured + " |\n");
    }

    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void print(String text) {
        System.out.println(text);
    }

    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void progress(String sentence) {
        System.err.println("logs: " + sentence);
    }
}
