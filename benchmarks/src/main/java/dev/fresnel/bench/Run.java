package dev.fresnel.bench;

import dev.fresnel.bench.measure.Measure;
import dev.fresnel.bench.measure.Rig;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.FilledTestbed;
import dev.fresnel.bench.rig.SimulatedClusters;
import dev.fresnel.bench.rig.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: finds a cluster and a browser, and measures one thing after another. What fails is left out with its reason; the
 * rest is measured all the same.
 *
 * @param kubeconfig of the cluster to measure, or null for one of the bench's own
 * @param pods in that one
 * @param churn changes a second in that one, besides the bench's; null to have none, and a real API server where there is one
 *     of so many pods
 */
record Run(
        Path project,
        @Nullable Path kubeconfig,
        int pods,
        @Nullable Integer churn,
        int rounds,
        Consumer<String> progress) {

    /** So many pods fit on one machine with a real API server and its etcd. */
    private static final int REAL = 10_000;

    private Target target() throws IOException {
        if (kubeconfig != null) {
            return Target.of(kubeconfig);
        }
        if (pods <= REAL && churn == null) {
            return new FilledTestbed(project, progress).start(pods);
        }
        int changes = churn == null ? 0 : churn;
        progress.accept("starting a simulated cluster of " + pods + " pods");
        return SimulatedClusters.start(project, 1, pods, changes)
                .target("Simulated API server in a process of its own, " + changes + " changes a second,");
    }

    Report report(List<Measure> measures) throws IOException, InterruptedException {
        Instant at = Instant.now();
        double load = Machine.load();
        String noChromium = Chromium.missing(project);
        try (Target target = target();
                Chromium chromium = noChromium == null ? Chromium.start(project) : null) {
            Rig rig = new Rig(project, target, chromium, noChromium == null ? "" : noChromium, rounds, progress);
            List<Result> results = new ArrayList<>();
            for (Measure measure : measures) {
                progress.accept(measure.what());
                try {
                    results.addAll(measure.run(rig));
                } catch (IOException | RuntimeException e) {
                    progress.accept(measure.what() + " could not be measured: " + e);
                    measure.budgets()
                            .forEach(budget -> results.add(Result.missing(budget, "", String.valueOf(e.getMessage()))));
                }
            }
            return new Report(at, Machine.here(), load, target.about(), rig.countPods(), results);
        }
    }
}
