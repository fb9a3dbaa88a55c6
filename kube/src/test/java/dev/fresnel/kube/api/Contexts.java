package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.ExecPlugin;
import dev.fresnel.kube.config.Pem;
import dev.fresnel.kube.config.Secret;
import dev.fresnel.kube.config.UserEntry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contexts and connections for tests. */
public final class Contexts {

    private Contexts() {}

    public static ClusterEntry cluster(URI server, @Nullable String authority) {
        Pem pem = authority == null ? null : new Pem.Inline(new Secret(authority));
        return new ClusterEntry("c", server, pem, false, null, null, false, null);
    }

    public static Context context(ClusterEntry cluster, UserEntry user) {
        return new Context("test", cluster, user, "default", null);
    }

    public static Context anonymous(URI server) {
        return context(cluster(server, null), UserEntry.ANONYMOUS);
    }

    public static UserEntry token(String token) {
        return new UserEntry("u", new Secret(token), null, null, null, null, null, null, null, null);
    }

    public static UserEntry certificate(String certificate, String key) {
        Pem chain = new Pem.Inline(new Secret(certificate));
        return new UserEntry("u", null, null, chain, new Pem.Inline(new Secret(key)), null, null, null, null, null);
    }

    public static UserEntry exec(ExecPlugin plugin) {
        return new UserEntry("u", null, null, null, null, null, null, plugin, null, null);
    }

    public static ExecPlugin plugin(String command, String installHint, String... args) {
        return new ExecPlugin(
                "client.authentication.k8s.io/v1",
                command,
                List.of(args),
                Map.of(),
                false,
                installHint,
                ExecPlugin.InteractiveMode.NEVER);
    }

    public static ApiServer connect(Context context) {
        return connect(context, Clock.systemUTC(), Map.of("PATH", "/usr/bin:/bin"));
    }

    public static ApiServer connect(Context context, Clock clock, Map<String, String> environment) {
        return new Connector(clock, "fresnel/test", environment).connect(context);
    }
}
