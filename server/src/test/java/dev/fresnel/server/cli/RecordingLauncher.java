package dev.fresnel.server.cli;

import dev.fresnel.kube.config.KubeconfigSource;
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
    public void demo(int simulatorPort, @Nullable Path kubeconfig, ServeOptions options) throws IOException {
        start("demo " + simulatorPort + " " + kubeconfig, options);
    }

    private void start(String what, ServeOptions with) throws IOException {
        if (failure != null) {
            throw failure;
        }
        started.add(what);
        options = with;
    }
}
