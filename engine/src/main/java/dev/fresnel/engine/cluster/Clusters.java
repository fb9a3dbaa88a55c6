package dev.fresnel.engine.cluster;

import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.config.KubeconfigProblem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All clusters of the kubeconfig, as it is now. When the files change, a cluster that is where it was, and asked as whom it
 * was, keeps its connection and everything that was read; one whose entry changed otherwise or went is closed.
 *
 * <p>Thread-safe.
 */
public final class Clusters implements AutoCloseable {

    private final ConnectionFactory factory;
    private final InstantSource clock;
    private final Listeners listeners = new Listeners();
    private volatile Map<String, Cluster> clusters = Map.of();
    private volatile Kubeconfig kubeconfig = new Kubeconfig(List.of(), null, List.of(), List.of());

    /** None yet: {@link #update} brings them. */
    public Clusters(ConnectionFactory factory, InstantSource clock) {
        this.factory = factory;
        this.clock = clock;
    }

    /** What the files say now. */
    public void update(Kubeconfig read) {
        replace(read);
        listeners.tell();
    }

    private synchronized void replace(Kubeconfig read) {
        Map<String, Cluster> before = clusters;
        Map<String, Cluster> after = new LinkedHashMap<>();
        for (Context context : read.contexts()) {
            Cluster kept = before.get(context.name());
            boolean same = kept != null && kept.isNow(context);
            after.put(context.name(), same ? kept : new Cluster(context, factory, clock));
        }
        clusters = after;
        kubeconfig = read;
        before.forEach((name, cluster) -> {
            if (after.get(name) != cluster) {
                cluster.close();
            }
        });
    }

    /** In the order of the files. */
    public List<Cluster> all() {
        return List.copyOf(clusters.values());
    }

    /** The cluster of that name, or null. */
    public @Nullable Cluster find(String name) {
        return clusters.get(name);
    }

    /** The context that kubectl would use, where it is among them. */
    public @Nullable Cluster current() {
        String name = kubeconfig.currentContext();
        return name == null ? null : find(name);
    }

    /** The files, with what is wrong with each, and problems that concern no file. */
    public List<HomeData.File> files() {
        List<HomeData.File> files = new ArrayList<>();
        for (Path file : kubeconfig.files()) {
            List<String> problems = problems(file);
            files.add(new HomeData.File(shortened(file), problems.isEmpty() ? null : String.join(" ", problems)));
        }
        for (String problem : problems(null)) {
            files.add(new HomeData.File("", problem));
        }
        return files;
    }

    /** Contexts that are named and cannot be used: name and what is wrong. */
    public Map<String, String> invalid() {
        Map<String, String> invalid = new LinkedHashMap<>();
        for (KubeconfigProblem problem : kubeconfig.problems()) {
            if (problem.context() != null && find(problem.context()) == null) {
                invalid.merge(problem.context(), problem.message(), (a, b) -> a + " " + b);
            }
        }
        return invalid;
    }

    private List<String> problems(@Nullable Path file) {
        return kubeconfig.problems().stream()
                .filter(problem -> problem.context() == null)
                .filter(problem -> file == null ? problem.file() == null : file.equals(problem.file()))
                .map(KubeconfigProblem::message)
                .toList();
    }

    private static String shortened(Path file) {
        Path home = Path.of(System.getProperty("user.home"));
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }

    /** Calls back when clusters come, go or change their entry, until closed. */
    public Subscription subscribe(Runnable changed) {
        return listeners.add(changed);
    }

    @Override
    public synchronized void close() {
        clusters.values().forEach(Cluster::close);
        clusters = Map.of();
    }
}
