package dev.fresnel.simulator.patch;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the lists of built-in types are merged, from the {@code patchMergeKey} and {@code listMapKey} marks in
 * Kubernetes' API types. What is not here is atomic.
 */
public final class BuiltInLists implements ListType.Finder {

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private static final Map<String, ListType> IN_POD_SPEC = Map.of(
            "containers", ListType.mapBy("name"),
            "initContainers", ListType.mapBy("name"),
            "ephemeralContainers", ListType.mapBy("name"),
            "volumes", ListType.mapBy("name"),
            "imagePullSecrets", ListType.mapBy("name"),
            "hostAliases", ListType.mapBy("ip"),
            "topologySpreadConstraints", ListType.mapBy("topologyKey", "whenUnsatisfiable"),
            "schedulingGates", ListType.mapBy("name"),
            "resourceClaims", ListType.mapBy("name"));

    private static final Map<String, ListType> IN_CONTAINER = Map.of(
            "env", ListType.mapBy("name"),
            "ports", ListType.mapBy("containerPort", "protocol"),
            "volumeMounts", ListType.mapBy("mountPath"),
            "volumeDevices", ListType.mapBy("devicePath"));

    private static final Map<List<String>, ListType> ELSEWHERE = Map.of(
            List.of("metadata", "ownerReferences"), ListType.mapBy("uid"),
            List.of("metadata", "finalizers"), ListType.SET,
            List.of("status", "conditions"), ListType.mapBy("type"),
            List.of("status", "addresses"), ListType.mapBy("type"),
            List.of("status", "podIPs"), ListType.mapBy("ip"),
            List.of("status", "hostIPs"), ListType.mapBy("ip"),
            List.of("spec", "podCIDRs"), ListType.SET,
            List.of("secrets"), ListType.mapBy("name"),
            List.of("webhooks"), ListType.mapBy("name"));

    /** Fields whose types in Kubernetes are marked {@code +structType=atomic} or {@code +mapType=atomic}. */
    private static final Set<String> ATOMIC_MAPS = Set.of(
            "selector",
            "nodeSelector",
            "labelSelector",
            "namespaceSelector",
            "podSelector",
            "roleRef",
            "scaleTargetRef",
            "targetRef",
            "involvedObject",
            "configMapKeyRef",
            "secretKeyRef",
            "fieldRef",
            "resourceFieldRef");

    private final boolean isService;

    /** @param kind of the objects */
    public BuiltInLists(String kind) {
        this.isService = kind.equals("Service");
    }

    @Override
    public boolean isAtomicMap(List<String> path) {
        return ATOMIC_MAPS.contains(path.getLast());
    }

    @Override
    public ListType at(List<String> path) {
        String field = path.getLast();
        String parent = path.size() < 2 ? "" : path.get(path.size() - 2);
        if (CONTAINERS.contains(parent) && path.contains("spec")) {
            return IN_CONTAINER.getOrDefault(field, ListType.ATOMIC);
        }
        if (isService && path.equals(List.of("spec", "ports"))) {
            return ListType.mapBy("port", "protocol");
        }
        ListType elsewhere = ELSEWHERE.get(path);
        if (elsewhere != null) {
            return elsewhere;
        }
        return parent.equals("spec") ? IN_POD_SPEC.getOrDefault(field, ListType.ATOMIC) : ListType.ATOMIC;
    }
}
