package dev.fresnel.bench;

import dev.fresnel.bench.measure.Measure;
import dev.fresnel.bench.measure.Rig;
import dev.fresnel.bench.rig.Chromium;
import dev.fresnel.bench.rig.FilledTestbed;
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
 */
record Run(Path project, @Nullable Path kubeconfig, int pods, int rounds, Consumer<String> progress) {

    Report report(List<Measure> measures) throws IOException, InterruptedException {
        Instant at = Instant.now();
        double load = Machine.load();
        String noChromium = Chromium.missing(project);
        try (Target target =
                        kubeconfig == null ? new FilledTestbed(project, progress).start(pods) : Target.of(kubeconfig);
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
