package dev.fresnel.engine.pack;

import dev.fresnel.kube.discovery.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster that serves every kind; those named at the start live outside namespaces. */
public final class TestKinds implements ClusterKinds {

    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Node",
            "NodeMetrics",
            "Namespace",
            "PersistentVolume",
            "StorageClass",
            "PriorityClass",
            "RuntimeClass",
            "IngressClass",
            "ClusterRole",
            "ClusterRoleBinding",
            "CSIDriver",
            "CSINode",
            "GatewayClass",
            "DeviceClass");

    @Override
    public String cluster() {
        return "test";
    }

    @Override
    public @Nullable Kind find(String group, String name) {
        return name.equals("Nowhere") ? null : kind(group, name);
    }

    public static Kind kind(String group, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plural = lower.endsWith("s")
                ? lower + "es"
                : lower.endsWith("y") && !lower.endsWith("ay") ? lower.replaceAll("y$", "ies") : lower + "s";
        boolean namespaced = !CLUSTER_WIDE.contains(name);
        return new Kind(group, "v1", name, plural, lower, List.of(), List.of(), namespaced, Set.of("list"), Set.of());
    }
}
