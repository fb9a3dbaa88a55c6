package dev.fresnel.server.cli;

import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.simulator.SimulatorOptions;
import dev.fresnel.simulator.scale.Scale;
import dev.fresnel.simulator.scale.ScaledCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts nothing and remembers what was asked. */
final class RecordingLauncher implements Launcher {

    final List<String> started = new ArrayList<>();

    @Nullable
    ServeOptions options;

    @Nullable
    IOException failure;

    @Override
    public void serve(KubeconfigSource source, boolean usual, ServeOptions options) throws IOException {
        start("serve " + (usual ? "usual" : source.toString()), options);
    }

    @Override
    public void demo(SimulatorOptions simulator, @Nullable Path kubeconfig, ServeOptions options) throws IOException {
        start("demo " + simulator.port() + " " + kubeconfig + clusters(simulator), options);
    }

    @Override
    public int problems(KubeconfigSource source, ProblemsOptions options) {
        started.add("problems " + options);
        return 0;
    }

    @Override
    public void simulate(SimulatorOptions simulator, @Nullable Path kubeconfig) throws IOException {
        start("simulate " + simulator.port() + " " + kubeconfig + clusters(simulator), null);
    }

    /** Those of a chosen size, as they were asked for. */
    private static String clusters(SimulatorOptions simulator) {
        StringBuilder clusters = new StringBuilder();
        simulator.clusters().forEach((name, content) -> {
            if (content instanceof ScaledCluster scaled) {
                Scale scale = scaled.scale();
                clusters.append(" %s %d/%d/%d".formatted(name, scale.pods(), scale.nodes(), scale.churn()));
            }
        });
        return clusters.toString();
    }

    private void start(String what, @Nullable ServeOptions with) throws IOException {
        if (failure != null) {
            throw failure;
        }
        started.add(what);
        options = with;
    }
}
