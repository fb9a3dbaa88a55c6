package dev.fresnel.kube.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that prints credentials, as {@code aws eks get-token}, {@code gke-gcloud-auth-plugin} or {@code kubelogin}.
 *
 * @param apiVersion {@code client.authentication.k8s.io/v1} or {@code …/v1beta1}
 * @param command its name, found on the PATH, or its path
 * @param args arguments, each as it is: no shell sees them
 * @param env variables in addition to Fresnel's own
 * @param provideClusterInfo whether it is told which cluster it is for
 * @param installHint what the kubeconfig says on how to install it; {@code ""} for nothing
 * @param interactiveMode whether it wants a terminal, which Fresnel cannot give
 */
public record ExecPlugin(
        String apiVersion,
        String command,
        List<String> args,
        Map<String, Secret> env,
        boolean provideClusterInfo,
        String installHint,
        InteractiveMode interactiveMode) {

    /** Whether a plugin wants to ask the person something on a terminal. */
    public enum InteractiveMode {
        NEVER,
        IF_AVAILABLE,
        ALWAYS
    }

    public ExecPlugin {
        args = List.copyOf(args);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** Without the arguments, which may hold a client secret. */
    @Override
    public String toString() {
        return "ExecPlugin[" + apiVersion + ", " + command + ", " + args.size() + " arguments, environment "
                + env.keySet() + "]";
    }
}
