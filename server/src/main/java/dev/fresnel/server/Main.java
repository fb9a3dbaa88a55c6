package dev.fresnel.server;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.live.Views;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.config.KubeconfigWatch;
import dev.fresnel.server.cli.FresnelCommand;
import dev.fresnel.server.cli.Launcher;
import dev.fresnel.server.cli.ServeOptions;
import dev.fresnel.server.http.LaunchToken;
import dev.fresnel.server.http.WebServer;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: puts its parts together, and takes them down again. */
public final class Main implements Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Clock clock = Clock.systemUTC();

    private Main() {}

    /** Runs the command line; the exit status says how it went. */
    public static void main(String[] args) {
        System.exit(FresnelCommand.run(new Main(), args));
    }

    @Override
    public void serve(KubeconfigSource source, ServeOptions options) throws IOException, InterruptedException {
        serve(source, options, false);
    }

    @Override
    public void demo(int simulatorPort, @Nullable Path kubeconfig, ServeOptions options)
            throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start(SimulatorOptions.demo().withPort(simulatorPort))) {
            Path file = kubeconfig == null ? Files.createTempFile("fresnel-demo", ".kubeconfig") : kubeconfig;
            try {
                Files.writeString(file, simulator.kubeconfig());
                serve(KubeconfigSource.of(java.util.List.of(file)), options, true);
            } finally {
                if (kubeconfig == null) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Serves until the program is asked to stop. {@code connect}: all clusters are connected at once. */
    private void serve(KubeconfigSource source, ServeOptions options, boolean connect)
            throws IOException, InterruptedException {
        PackLoader loader = new PackLoader().shipped();
        options.packs().forEach(loader::folder);
        Packs packs = loader.packs();
        packs.problems().forEach(problem -> LOG.warn("{}", problem));
        Connector connector = new Connector(clock, "fresnel/" + FresnelCommand.VERSION, System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
        try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("later").factory());
                Clusters clusters = new Clusters(new Connections(connector, packs, clock, later), clock)) {
            try (KubeconfigWatch watch = KubeconfigWatch.start(source, clusters::update);
                    WebServer web = WebServer.listen(
                            options.port(),
                            webFolder(),
                            new LaunchToken(clock),
                            new Views(clusters, packs, clock, later, false),
                            FresnelCommand.VERSION,
                            clock)) {
                clusters.update(watch.current());
                if (connect) {
                    clusters.all().forEach(cluster -> cluster.connect());
                }
                announce(web, options);
                stopped.await();
            } finally {
                later.shutdownNow();
            }
        }
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

    /** Standard output belongs to the person who started the program; the last line is the address. */
    @SuppressWarnings("SystemOut") // this is where the command line speaks
    private static void print(String line) {
        System.out.println(line);
    }
}
