package dev.fresnel.bench.rig;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.config.KubeconfigSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The cluster that is measured: the current context of a kubeconfig.
 *
 * @param kubeconfig the file
 * @param context its current context
 * @param about which cluster it is, for the report
 * @param end takes it down again where the bench has put it up
 */
public record Target(Path kubeconfig, Context context, String about, Runnable end) implements AutoCloseable {

    /** A cluster that is there already. */
    public static Target of(Path kubeconfig) throws IOException {
        return of(kubeconfig, "The cluster of " + kubeconfig.getFileName(), () -> {});
    }

    static Target of(Path kubeconfig, String about, Runnable end) throws IOException {
        Kubeconfig read = KubeconfigSource.of(List.of(kubeconfig)).read();
        String current = read.currentContext();
        Context context = current == null ? null : read.context(current).orElse(null);
        if (context == null) {
            throw new IOException(kubeconfig + " has no current context that can be used: " + read.problems());
        }
        return new Target(kubeconfig, context, about, end);
    }

    /** The name that Fresnel gives the cluster. */
    public String name() {
        return context.name();
    }

    /** A new connection; nothing has been sent yet. */
    public ApiServer connect() {
        return new Connector(Clock.systemUTC(), "fresnel-bench", System.getenv()).connect(context);
    }

    @Override
    public void close() {
        end.run();
    }
}
