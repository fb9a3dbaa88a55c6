package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims, volumes and storage classes, and how they find each other. */
public final class Volumes {
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String ZONE = "topology.kubernetes.io/zone";

    private Volumes() {}

    static List<String> claimsOf(Map<String, Object> pod) {
        return Tree.maps(pod, "spec", "volumes").stream()
                .map(volume -> Tree.text(volume, "persistentVolumeClaim", "claimName"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static boolean isBound(Map<String, Object> claim) {
        return Tree.text(claim, "status", "phase").equals("Bound");
    }

    static Optional<Map<String, Object>> storageClass(Cluster cluster, Map<String, Object> claim) {
        return cluster.get(Kinds.STORAGE_CLASS, "", Tree.text(claim, "spec", "storageClassName"));
    }

    /** Whether the claim's volume is made only once a pod that uses it has a node. */
    static boolean waitsForPod(Cluster cluster, Map<String, Object> claim) {
        return storageClass(cluster, claim)
                .filter(sc -> Tree.text(sc, "volumeBindingMode").equals("WaitForFirstConsumer"))
                .isPresent();
    }

    /** The one zone that the volume can be used in, or an empty text. */
    static String zone(Map<String, Object> volume) {
        return Tree.maps(volume, "spec", "nodeAffinity", "required", "nodeSelectorTerms").stream()
                .flatMap(term -> Tree.maps(term, "matchExpressions").stream())
                .filter(expression -> Tree.text(expression, "key").equals(ZONE))
                .flatMap(expression -> Tree.texts(expression, "values").stream())
                .findFirst()
                .orElse("");
    }

    /** The volume that a provisioner makes for a claim; bound to it, in the zone if there is one. */
    public static Map<String, Object> provision(
            Map<String, Object> claim, Map<String, Object> storageClass, String zone) {
        String provisioner = Tree.text(storageClass, "provisioner");
        Map<String, Object> volume = Tree.of("apiVersion", "v1", "kind", "PersistentVolume");
        String name = "pvc-" + Meta.uid(claim);
        Tree.put(volume, name, "metadata", "name");
        Tree.put(volume, provisioner, "metadata", "annotations", "pv.kubernetes.io/provisioned-by");
        Tree.put(volume, Tree.listOf("kubernetes.io/pv-protection"), "metadata", "finalizers");
        Map<String, Object> spec = Tree.of(
                "capacity",
                Tree.of("storage", Tree.text(claim, "spec", "resources", "requests", "storage")),
                "csi",
                Tree.of(
                        "driver",
                        provisioner,
                        "fsType",
                        "ext4",
                        "volumeHandle",
                        "vol-" + Meta.uid(claim).replace("-", "").substring(0, 17)),
                "accessModes",
                Tree.copyOf(Tree.list(claim, "spec", "accessModes")),
                "claimRef",
                Tree.of(
                        "kind", "PersistentVolumeClaim",
                        "namespace", Meta.namespace(claim),
                        "name", Meta.name(claim),
                        "uid", Meta.uid(claim),
                        "apiVersion", "v1"),
                "persistentVolumeReclaimPolicy",
                Tree.text(storageClass, "reclaimPolicy"),
                "storageClassName",
                Meta.name(storageClass),
                "volumeMode",
                "Filesystem");
        volume.put("spec", spec);
        if (!zone.isEmpty()) {
            Tree.put(
                    volume,
                    Tree.listOf(Tree.of(
                            "matchExpressions",
                            Tree.listOf(Tree.of("key", ZONE, "operator", "In", "values", Tree.listOf(zone))))),
                    "spec",
                    "nodeAffinity",
                    "required",
                    "nodeSelectorTerms");
        }
        volume.put("status", Tree.of("phase", "Bound"));
        return volume;
    }

    /** What binding writes into the claim. */
    public static void bind(Map<String, Object> claim, Map<String, Object> volume) {
        Tree.put(claim, Meta.name(volume), "spec", "volumeName");
        Tree.put(claim, "yes", "metadata", "annotations", "pv.kubernetes.io/bind-completed");
        Tree.put(claim, "yes", "metadata", "annotations", "pv.kubernetes.io/bound-by-controller");
        Tree.put(claim, "Bound", "status", "phase");
        Tree.put(claim, Tree.copyOf(Tree.list(volume, "spec", "accessModes")), "status", "accessModes");
        Tree.put(claim, Tree.copyOf(Tree.map(volume, "spec", "capacity")), "status", "capacity");
    }
}
