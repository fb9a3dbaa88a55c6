package dev.fresnel.server.sources;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.config.KubeconfigProblem;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.config.KubeconfigWatch;
import dev.fresnel.simulator.Simulator;
import dev.fresnel.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings all sources of clusters together and tells {@link Clusters} whenever one changes. Of contexts with the same name the
 * files' wins, then one that was added, then the demo's.
 *
 * <p>Thread-safe.
 */
public final class ClusterSources implements AutoCloseable {

    private final Clusters clusters;
    private final @Nullable AddedKubeconfigs kept;
    private final @Nullable KubeconfigWatch watch;
    /** Those that are not kept beyond this run. */
    private final List<Kubeconfig> added = new ArrayList<>();

    private @Nullable Simulator demo;

    /**
     * Begins to follow the files.
     *
     * @param source null for none but the demo
     * @param added keeps what is added beyond this run; null to forget it then
     */
    public ClusterSources(Clusters clusters, @Nullable KubeconfigSource source, @Nullable AddedKubeconfigs added) {
        this.clusters = clusters;
        this.kept = added;
        this.watch = source == null
                ? null
                : KubeconfigWatch.start(added == null ? source : source.andFolder(added.folder()), _ -> publish());
        publish();
    }

    /**
     * Takes a kubeconfig that someone pasted or dropped.
     *
     * @return the names of its contexts
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
        if (kept == null) {
            added.add(parsed);
        } else {
            kept.keep(text);
        }
        publish();
        return parsed.contexts().stream().map(Context::name).toList();
    }

    /**
     * Starts the demo's clusters, unless they run.
     *
     * @param port of the first one's API server, 0 for any
     * @throws IOException where a port cannot be had
     */
    public synchronized Simulator startDemo(int port) throws IOException {
        if (demo == null) {
            demo = Simulator.start(SimulatorOptions.demo().withPort(port));
            publish();
            List<Context> contexts = KubeconfigSource.parse(demo.kubeconfig()).contexts();
            contexts.forEach(context -> {
                var cluster = clusters.find(context.name());
                if (cluster != null) {
                    cluster.connect();
                }
            });
        }
        return demo;
    }

    /** Whether the demo's clusters run. */
    public synchronized boolean demoRuns() {
        return demo != null;
    }

    private synchronized void publish() {
        Map<String, Context> contexts = new LinkedHashMap<>();
        List<KubeconfigProblem> problems = new ArrayList<>();
        List<Path> files = List.of();
        String current = null;
        List<Kubeconfig> all = new ArrayList<>();
        if (watch != null) {
            Kubeconfig read = watch.current();
            files = read.files();
            current = read.currentContext();
            all.add(read);
        }
        all.addAll(added);
        if (demo != null) {
            all.add(KubeconfigSource.parse(demo.kubeconfig()));
        }
        for (Kubeconfig kubeconfig : all) {
            kubeconfig.contexts().forEach(context -> contexts.putIfAbsent(context.name(), context));
            problems.addAll(kubeconfig.problems());
        }
        clusters.update(new Kubeconfig(List.copyOf(contexts.values()), current, problems, files));
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
