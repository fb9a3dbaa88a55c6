package dev.fresnel.server;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.server.cli.FresnelCommand;
import dev.fresnel.server.cli.Launcher;
import dev.fresnel.server.cli.ProblemsOptions;
import dev.fresnel.server.cli.ServeOptions;
import dev.fresnel.server.http.LaunchToken;
import dev.fresnel.server.http.WebServer;
import dev.fresnel.server.memory.HeapKeeper;
import dev.fresnel.server.persistence.Database;
import dev.fresnel.server.persistence.SqlAuditLog;
import dev.fresnel.server.persistence.SqlForwardMemory;
import dev.fresnel.server.persistence.TemporaryFolder;
import dev.fresnel.server.report.ProblemsReport;
import dev.fresnel.server.sources.AddedKubeconfigs;
import dev.fresnel.server.sources.ClusterSources;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: puts its parts together, and takes them down again. */
public final class Main implements Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Longer than it takes to tell browsers and to close connections. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Clock clock = Clock.systemUTC();

    private Main() {}

    /** Runs the command line; the exit status says how it went. */
    public static void main(String[] args) {
        System.exit(FresnelCommand.run(new Main(), args));
    }

    @Override
    public void serve(KubeconfigSource source, boolean usual, ServeOptions options)
            throws IOException, InterruptedException {
        run(options, new Database(options.data()), null, clusters -> {
            ClusterSources sources = new ClusterSources(clusters, source, usual ? AddedKubeconfigs.usual() : null);
            Cluster current = clusters.current();
            if (current != null) {
                current.connect(); // what kubectl would talk to is in use
            }
            return sources;
        });
    }

    @Override
    public void demo(SimulatorOptions simulated, @Nullable Path kubeconfig, ServeOptions options)
            throws IOException, InterruptedException {
        // What is done in clusters that end with the program is forgotten with them.
        TemporaryFolder data = TemporaryFolder.make("fresnel-demo");
        run(options, new Database(data.path()), data, clusters -> {
            ClusterSources sources = new ClusterSources(clusters, null, null);
            Simulator simulator = sources.startDemo(simulated);
            if (kubeconfig != null) {
                Files.writeString(kubeconfig, simulator.kubeconfig());
            }
            return sources;
        });
    }

    @Override
    public int problems(KubeconfigSource source, ProblemsOptions options) throws IOException, InterruptedException {
        Packs packs = new PackLoader().shipped().packs();
        ScheduledExecutorService later = later();
        // Nothing is done, so nothing is written.
        try (TemporaryFolder nothing = TemporaryFolder.make("fresnel-problems");
                Connector connector = new Connector(clock, "fresnel/" + FresnelCommand.VERSION, System.getenv());
                Clusters clusters = new Clusters(new Connections(connector, packs, clock, later), clock)) {
            clusters.update(source.read());
            Cluster current = clusters.current();
            String context = options.context() != null ? options.context() : current == null ? null : current.name();
            if (context == null) {
                throw new IOException("no context is the current one: name one with --context");
            }
            Database unused = new Database(nothing.path());
            Views views = new Views(
                    clusters,
                    packs,
                    clock,
                    later,
                    new SqlAuditLog(unused),
                    new SqlForwardMemory(unused),
                    System.getProperty("user.name"),
                    () -> false);
            ProblemsReport.Report report = new ProblemsReport(views, clock)
                    .look(
                            new ViewRequest.Problems(List.of(context), options.namespaces(), null),
                            options.json(),
                            options.patience());
            report.lines().forEach(Main::print);
            if (report.trouble() != null) {
                complain(report.trouble());
            }
            return report.status();
        } finally {
            later.shutdownNow();
        }
    }

    @Override
    public void simulate(SimulatorOptions simulated, @Nullable Path kubeconfig)
            throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
        try (Simulator simulator = Simulator.start(simulated)) {
            if (kubeconfig == null) {
                print(simulator.kubeconfig());
            } else {
                Files.writeString(kubeconfig, simulator.kubeconfig());
                print(kubeconfig.toString());
            }
            stopped.await();
        }
    }

    /**
     * Serves until the program is asked to stop.
     *
     * @param forgotten goes when all that may write into it has ended; null for nothing
     */
    private void run(ServeOptions options, Database database, @Nullable TemporaryFolder forgotten, Sources from)
            throws IOException, InterruptedException {
        PackLoader loader = new PackLoader().shipped();
        options.packs().forEach(loader::folder);
        Packs packs = loader.packs();
        packs.problems().forEach(problem -> LOG.warn("{}", problem));
        Connector connector = new Connector(clock, "fresnel/" + FresnelCommand.VERSION, System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, connector, ended), "stop"));
        ScheduledExecutorService later = later();
        try (forgotten;
                HeapKeeper _ = HeapKeeper.start();
                Clusters clusters = new Clusters(new Connections(connector, packs, clock, later), clock);
                ClusterSources sources = from.of(clusters);
                Views views = new Views(
                        clusters,
                        packs,
                        clock,
                        later,
                        new SqlAuditLog(database),
                        new SqlForwardMemory(database),
                        System.getProperty("user.name"),
                        () -> !sources.demoRuns());
                WebServer web = WebServer.listen(
                        options.port(),
                        webFolder(),
                        new LaunchToken(clock),
                        views,
                        sources,
                        FresnelCommand.VERSION,
                        clock)) {
            announce(web, options);
            stopped.await();
        } finally {
            later.shutdownNow();
            ended.countDown();
        }
    }

    /** Runs what is due after a time. What is no longer to be done is not kept until it would have been. */
    static ScheduledThreadPoolExecutor later() {
        ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("later").factory());
        later.setRemoveOnCancelPolicy(true);
        return later;
    }

    /**
     * The Java machine waits for this and for nothing else. So login programs are ended here: those who wait for one, or
     * are about to start one, may not get their turn any more.
     */
    private static void stop(CountDownLatch stopped, Connector connector, CountDownLatch ended) {
        connector.close();
        stopped.countDown();
        try {
            if (!ended.await(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("not everything ended in time");
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while ending", e);
        }
    }

    /** Where clusters come from, which follows them once there is something to tell. */
    private interface Sources {
        ClusterSources of(Clusters clusters) throws IOException;
    }

    private static Path webFolder() {
        return Path.of(System.getProperty("fresnel.web", "web/dist"));
    }

    private static void announce(WebServer web, ServeOptions options) {
        print("Fresnel serves this machine at port " + web.port() + ". Ctrl-C stops it; Enter prints a fresh address.");
        print(web.address());
        if (options.opensBrowser()) {
            Browser.open(web.address());
        }
        Thread.ofPlatform().daemon().name("keyboard").start(() -> printAddressOnEnter(web));
    }

    private static void printAddressOnEnter(WebServer web) {
        try (BufferedReader keys = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (keys.readLine() != null) {
                print(web.address());
            }
        } catch (IOException e) {
            LOG.debug("the keyboard is gone", e);
        }
    }

    @SuppressWarnings("SystemOut") // as above
    private static void complain(String line) {
        System.err.println("fresnel: " + line);
    }

    /** Standard output belongs to the person who started the program; the last line is the address. */
    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void print(String line) {
        System.out.println(line);
    }
}
