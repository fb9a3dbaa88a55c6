package dev.fresnel.testbed;

import dev.fresnel.testbed.weather.Gate;
import dev.fresnel.testbed.weather.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * A running control plane on loopback: etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kwok, with
 * nodes. What is in its folder:
 *
 * <pre>
 * kubeconfig, kubeconfig-USER   for the administrator, and for others as they are asked for
 * logs/PART.log                 what each part says
 * pod.log                       what every container's log shows
 * credentials/, etcd/           what makes it the same cluster when it is started from the folder again
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ControlPlane implements AutoCloseable {

    private final Options options;
    private final Path state;
    private final Programs programs;
    private final Credentials credentials;
    private final Kubelets kubelets;
    private final Kubectl kubectl;
    private final Commands commands;
    private final Parts parts;
    private final Ports ports = new Ports();
    private final String server;
    private final Thread atExit = new Thread(this::end, "testbed-at-exit");
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger namespaces = new AtomicInteger();
    private Optional<Part> apiServer = Optional.empty();

    private ControlPlane(Options options, Programs programs, Path state) {
        this.options = options;
        this.programs = programs;
        this.state = state;
        int port = options.port() == 0 ? ports.next() : options.port();
        server = "https://127.0.0.1:" + port;
        credentials = Credentials.in(state.resolve("credentials"));
        write(kubeconfig(), credentials.kubeconfig(server, "admin"));
        kubectl = new Kubectl(programs.path("kubectl"), kubeconfig(), makeFolder(state.resolve("scratch")));
        kubelets = new Kubelets(state);
        commands = new Commands(
                programs,
                credentials,
                state.resolve("etcd"),
                kubeconfig(),
                kubelets.configure(programs, credentials, ports.next(), options.exec()),
                port,
                ports.next(),
                ports.next());
        parts = new Parts(state.resolve("logs"));
    }

    /**
     * Finds or builds the programs, starts everything and waits until the nodes are there: some ten seconds once
     * built. It ends with {@link #close}, or else with the JVM.
     *
     * @throws ProgramsMissingException if the programs are not there and cannot be built on this machine
     * @throws UnableToStartException if a part does not come up
     */
    public static ControlPlane start(Options options) {
        Programs programs = Programs.find();
        if (options.port() != 0 && !Ports.isFree(options.port())) {
            throw new UnableToStartException("Port " + options.port() + " on 127.0.0.1 is taken by another program.");
        }
        ControlPlane plane = new ControlPlane(options, programs, stateFolder(options));
        Runtime.getRuntime().addShutdownHook(plane.atExit);
        try {
            plane.startParts();
            return plane;
        } catch (RuntimeException | Error e) {
            plane.close();
            throw e;
        }
    }

    private void startParts() {
        parts.start("etcd", commands.etcd());
        startApiServer();
        parts.start("kube-controller-manager", commands.controllerManager());
        parts.start("kube-scheduler", commands.scheduler());
        parts.start("kwok", commands.kwok());
        setNodes(options.nodes());
        awaitServiceAccount("default");
    }

    /** Where the administrator's kubeconfig is. */
    public Path kubeconfig() {
        return state.resolve("kubeconfig");
    }

    /**
     * Writes a kubeconfig with a token: for {@code admin}, for {@code dev} (group {@code developers}) or for
     * {@code viewer} (group {@code viewers}). The last two may do nothing until a RoleBinding says so.
     */
    public Path kubeconfigFor(String user) {
        return write(state.resolve("kubeconfig-" + user), credentials.kubeconfig(server, user));
    }

    /** Writes the same for an address that leads to the API server by a detour: the port of a {@link Link} or {@link Gate}. */
    public Path kubeconfigThrough(int port, String user) {
        return write(
                state.resolve("kubeconfig-" + user + "-" + port),
                credentials.kubeconfig("https://127.0.0.1:" + port, user));
    }

    /** Bad weather for bytes on their way to the API server. Whoever opens it closes it. */
    public Link link() {
        return Link.to(commands.apiServerPort());
    }

    /** Bad weather for requests on their way to the API server. Whoever opens it closes it. */
    public Gate gate() {
        return Gate.before(commands.apiServerPort(), credentials.asServer(), credentials.trusting());
    }

    /**
     * Writes a kubeconfig with a client certificate, for any user and groups.
     *
     * @param until when the certificate expires; it may have done so already
     */
    public Path kubeconfigByCertificate(String user, Instant until, String... groups) {
        return write(
                state.resolve("kubeconfig-certificate-" + user),
                credentials.kubeconfigByCertificate(server, user, List.of(groups), until));
    }

    /** The API server's address, like {@code https://127.0.0.1:26443}. */
    public String server() {
        return server;
    }

    /** The folder of this control plane. */
    public Path state() {
        return state;
    }

    /** The file that all containers' logs are read from; its lines are {@code TIME stdout|stderr F TEXT}. */
    public Path podLog() {
        return kubelets.podLog();
    }

    /** Completes, with a report, when a part ends that nobody ended. */
    public CompletionStage<String> death() {
        return parts.death();
    }

    /**
     * Runs the kubectl of the API server's version as administrator and returns its standard output.
     *
     * @throws KubectlFailedException if it exits with another code than 0
     */
    public String kubectl(String... arguments) {
        return kubectl.run(List.of(arguments));
    }

    /** {@link #kubectl} with a text as its standard input: {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
    public String kubectlWithInput(String input, String... arguments) {
        return kubectl.run(input, List.of(arguments));
    }

    /** A {@link #kubectl} that goes on, as with {@code --watch}, and prints to its output. Whoever starts it ends it. */
    public Process startKubectl(String... arguments) {
        return kubectl.start(List.of(arguments));
    }

    /** Makes a namespace that nobody else uses, ready for pods, and returns its name. */
    public String newNamespace() {
        String name = "test-" + ProcessHandle.current().pid() + "-" + namespaces.incrementAndGet();
        kubectl("create", "namespace", name);
        awaitServiceAccount(name);
        return name;
    }

    /** Pods cannot be made in a namespace before the controller manager has put this there. */
    private void awaitServiceAccount(String namespace) {
        parts.await(
                "the service account of namespace " + namespace,
                () -> kubectl("get", "serviceaccounts", "--namespace", namespace, "--output", "name")
                        .contains("serviceaccount/default"));
    }

    /** Makes sure that there are so many nodes, besides those from elsewhere. */
    public void setNodes(int count) {
        if (count > 0) {
            kubectlWithInput(Kubelets.nodes(count), "apply", "-f", "-");
        }
    }

    /** Ends the API server as a crash would. Everything else goes on and waits for it. */
    public synchronized void stopApiServer() {
        parts.kill(apiServer.orElseThrow(() -> new IllegalStateException("The API server is not running.")));
        apiServer = Optional.empty();
    }

    /** Starts the API server, on the port it had before, and waits until it is ready. */
    public synchronized void startApiServer() {
        if (apiServer.isPresent()) {
            throw new IllegalStateException("The API server is running.");
        }
        apiServer = Optional.of(parts.start("kube-apiserver", commands.apiServer()));
        parts.await("the API server to be ready", this::isReady);
    }

    private boolean isReady() {
        try {
            return kubectl("get", "--raw", "/readyz").equals("ok");
        } catch (KubectlFailedException e) {
            return false;
        }
    }

    /**
     * Makes etcd forget all but what is there now: lists in pages that are under way can then not be gone on with, and an API
     * server that is started afterwards knows no older versions.
     */
    public void compact() {
        Compaction.now(commands.etcdPort());
    }

    /** Keeps the API server from answering while its connections stay open, as when a network swallows everything. */
    public synchronized void freezeApiServer() {
        apiServer.orElseThrow().freeze();
    }

    /** Undoes {@link #freezeApiServer}. */
    public synchronized void thawApiServer() {
        apiServer.orElseThrow().thaw();
    }

    /**
     * Sees to it that {@code pods} ordinary pods run, with enough nodes, and waits for them. Ten thousand take some
     * minutes.
     *
     * @param progress is told every other second how many run
     */
    public void fill(int pods, IntConsumer progress) {
        setNodes(Math.max(options.nodes(), Math.ceilDiv(pods, Kubelets.PODS_A_NODE)));
        Filling.fill(pods, kubectl, parts, progress);
    }

    /**
     * Puts the objects of {@code testbed/seed} there, some of everything in all states, unless they are; half a minute
     * at most. Afterwards one API group is down, so that namespaces that are deleted stay Terminating.
     */
    public synchronized void seed() {
        new Seed(programs.testbed().resolve("seed"), kubectl).sow();
    }

    /**
     * Serves {@code metrics.k8s.io} by a metrics-server. What the nodes that are there now use is known after some twenty
     * seconds, which this does not wait for.
     */
    public synchronized void serveMetrics() {
        int port = ports.next();
        parts.start("metrics-server", commands.metricsServer(port, makeFolder(state.resolve("metrics-server"))));
        MetricsService.announce(port, kubectl);
    }

    /** Stops all parts, and deletes the folder if it is a temporary one. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already; then the hook has nothing left to do.
        }
    }

    /** Not synchronized: whatever is under way is not waited for. */
    private void end() {
        if (!ended.getAndSet(true)) {
            parts.close();
            kubelets.close();
            if (options.state().isEmpty()) {
                delete(state);
            }
        }
    }

    private static Path stateFolder(Options options) {
        try {
            return options.state().isPresent()
                    ? makeFolder(options.state().get().toAbsolutePath())
                    : Files.createTempDirectory("fresnel-testbed");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder", e);
        }
    }

    private static Path makeFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + folder, e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** What cannot be deleted, because a kubectl still writes there, is left to the system. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The temporary folder " + folder + " stays: " + e.getMessage());
        }
    }
}
