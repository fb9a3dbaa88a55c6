package dev.fresnel.server.sources;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.config.KubeconfigProblem;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.config.KubeconfigWatch;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings all sources of clusters together and tells {@link Clusters} whenever one changes. Of contexts with the same name the
 * files' wins, then one that was added, then the demo's.
 *
 * <p>Thread-safe.
 */
public final class ClusterSources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterSources.class);

    private final Clusters clusters;
    private final @Nullable AddedKubeconfigs kept;
    private final @Nullable KubeconfigSource source;
    private final @Nullable KubeconfigWatch watch;
    /** Those that are not kept beyond this run. */
    private final List<Kubeconfig> added = new ArrayList<>();

    private List<KubeconfigProblem> told = List.of();

    /** The files as last read. */
    private @Nullable Kubeconfig read;

    private volatile @Nullable Simulator demo;

    /**
     * Begins to follow the files.
     *
     * @param source null for none but the demo
     * @param added keeps what is added beyond this run; null to forget it then
     */
    public ClusterSources(Clusters clusters, @Nullable KubeconfigSource source, @Nullable AddedKubeconfigs added) {
        this.clusters = clusters;
        this.kept = added;
        this.source = source == null || added == null ? source : source.andFolder(added.folder());
        this.watch = this.source == null ? null : KubeconfigWatch.start(this.source, this::publish);
        publish(watch == null ? null : watch.current());
    }

    /**
     * Takes a kubeconfig that someone pasted or dropped.
     *
     * @return the names of the clusters that it brought
     * @throws UnusableKubeconfigException where nothing in it can be used; the message says what is wrong and where
     * @throws IOException where it cannot be kept
     */
    public synchronized List<String> add(String text) throws IOException, UnusableKubeconfigException {
        Kubeconfig parsed = KubeconfigSource.parse(text);
        if (parsed.contexts().isEmpty()) {
            String problems =
                    parsed.problems().stream().map(KubeconfigProblem::message).collect(Collectors.joining(" "));
            throw new UnusableKubeconfigException(
                    problems.isEmpty()
                            ? "There is no context in it. A kubeconfig names one for each cluster."
                            : problems);
        }
        List<String> names = parsed.contexts().stream().map(Context::name).toList();
        List<String> brought =
                names.stream().filter(name -> clusters.find(name) == null).toList();
        if (brought.isEmpty()) {
            throw new UnusableKubeconfigException("There is already a cluster named " + String.join(", ", names)
                    + ". Give the context in this kubeconfig another name and add it again.");
        }
        if (kept == null || source == null) {
            added.add(parsed);
            publish(read);
        } else {
            kept.keep(text);
            publish(source.read()); // now: the watch may take two seconds to see it
        }
        return brought;
    }

    /**
     * Starts the demo's clusters, unless they run. They connect as soon as they are filled, which goes on by itself.
     *
     * @param simulated which they are
     * @throws IOException where a port cannot be had
     */
    public synchronized Simulator startDemo(SimulatorOptions simulated) throws IOException {
        Simulator running = demo;
        if (running == null) {
            running = Simulator.begin(simulated);
            demo = running;
            publish(read);
            for (Simulator.Cluster started : running.clusters()) {
                Cluster cluster = clusters.find(started.name());
                if (cluster != null) {
                    cluster.connect();
                }
            }
        }
        return running;
    }

    /** Whether the demo's clusters run. Never waits. */
    public boolean demoRuns() {
        return demo != null;
    }

    private synchronized void publish(@Nullable Kubeconfig files) {
        read = files;
        List<Kubeconfig> all = new ArrayList<>(added);
        if (files != null) {
            all.addFirst(files);
        }
        if (demo != null) {
            all.add(KubeconfigSource.parse(demo.kubeconfig()));
        }
        Map<String, Context> contexts = new LinkedHashMap<>();
        List<KubeconfigProblem> problems = new ArrayList<>();
        for (Kubeconfig kubeconfig : all) {
            kubeconfig.contexts().forEach(context -> contexts.putIfAbsent(context.name(), context));
            problems.addAll(kubeconfig.problems());
        }
        tell(problems);
        clusters.update(new Kubeconfig(
                List.copyOf(contexts.values()),
                files == null ? null : files.currentContext(),
                problems,
                files == null ? List.of() : files.files()));
    }

    /** Each once: the home page has them all, but whoever started the program looks at the terminal first. */
    private void tell(List<KubeconfigProblem> problems) {
        problems.stream()
                .filter(problem -> !told.contains(problem))
                .forEach(problem -> LOG.warn("{}", problem.message()));
        told = List.copyOf(problems);
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.close();
        }
        if (demo != null) {
            demo.close();
        }
    }
}
