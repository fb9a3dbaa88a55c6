package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Pods as controllers see them: counting them, choosing which to delete, and making them from a template. */
public final class Pods {
    private Pods() {}

    /** Whether the pod still counts: neither finished nor on its way out. */
    public static boolean isActive(Map<String, Object> pod) {
        return !Meta.isBeingDeleted(pod) && !isFinished(pod);
    }

    static boolean isFinished(Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether the pod is ready to serve. */
    public static boolean isReady(Map<String, Object> pod) {
        return Conditions.isTrue(pod, "Ready");
    }

    /** Whether the pod has been ready for at least {@code minReadySeconds}. */
    static boolean isAvailable(Map<String, Object> pod, long minReadySeconds, Instant now) {
        return Conditions.find(pod, "Ready")
                .filter(condition -> Tree.text(condition, "status").equals("True"))
                .filter(condition -> minReadySeconds == 0
                        || !Times.at(condition, now, "lastTransitionTime")
                                .plus(Duration.ofSeconds(minReadySeconds))
                                .isAfter(now))
                .isPresent();
    }

    /** The pods that would be missed least come first, as in Kubernetes' {@code ActivePodsWithRanks}. */
    static List<Map<String, Object>> leastMissedFirst(List<Map<String, Object>> pods) {
        return pods.stream()
                .sorted(Comparator.<Map<String, Object>>comparingInt(
                                pod -> Tree.text(pod, "spec", "nodeName").isEmpty() ? 0 : 1)
                        .thenComparingInt(
                                pod -> Tree.text(pod, "status", "phase").equals("Pending") ? 0 : 1)
                        .thenComparingInt(pod -> isReady(pod) ? 1 : 0)
                        .thenComparing(Meta::created, Comparator.reverseOrder())
                        .thenComparing(Meta::name))
                .toList();
    }

    /** A pod of the template, owned by the controller, complete as admission would have made it. */
    public static Map<String, Object> fromTemplate(
            Cluster cluster, Map<String, Object> template, Map<String, Object> owner, String name) {
        Map<String, Object> pod = Tree.of("apiVersion", "v1", "kind", "Pod");
        Tree.put(pod, name, "metadata", "name");
        Tree.put(pod, Meta.namespace(owner), "metadata", "namespace");
        for (String part : List.of("labels", "annotations", "finalizers")) {
            Object value = Tree.at(template, "metadata", part);
            if (value != null) {
                Tree.put(pod, Tree.copyOf(value), "metadata", part);
            }
        }
        Tree.put(pod, Tree.listOf(Cluster.ownerReference(owner)), "metadata", "ownerReferences");
        Map<String, Object> spec = Tree.copy(Tree.map(template, "spec"));
        pod.put("spec", spec);
        String priorityClass = Tree.text(spec, "priorityClassName");
        if (!priorityClass.isEmpty()) {
            cluster.get(Kinds.PRIORITY_CLASS, "", priorityClass)
                    .ifPresent(found -> spec.put("priority", Tree.number(found, 0, "value")));
        }
        mountToken(pod, name);
        return pod;
    }

    /** The volume that gives containers their service account's token. */
    private static void mountToken(Map<String, Object> pod, String name) {
        Map<String, Object> spec = Tree.map(pod, "spec");
        if (Boolean.FALSE.equals(Tree.at(spec, "automountServiceAccountToken"))) {
            return;
        }
        String volume = "kube-api-access-" + Names.suffix(new java.util.Random(Names.fnv(name)), 5);
        Tree.putIfAbsent(spec, Tree.listOf(), "volumes");
        Tree.list(spec, "volumes")
                .add(Tree.of(
                        "name",
                        volume,
                        "projected",
                        Tree.of(
                                "sources",
                                Tree.listOf(
                                        Tree.of(
                                                "serviceAccountToken",
                                                Tree.of("expirationSeconds", 3607L, "path", "token")),
                                        Tree.of(
                                                "configMap",
                                                Tree.of(
                                                        "name",
                                                        "kube-root-ca.crt",
                                                        "items",
                                                        Tree.listOf(Tree.of("key", "ca.crt", "path", "ca.crt")))),
                                        Tree.of(
                                                "downwardAPI",
                                                Tree.of(
                                                        "items",
                                                        Tree.listOf(Tree.of(
                                                                "path",
                                                                "namespace",
                                                                "fieldRef",
                                                                Tree.of(
                                                                        "apiVersion",
                                                                        "v1",
                                                                        "fieldPath",
                                                                        "metadata.namespace")))))))));
        for (String group : List.of("initContainers", "containers")) {
            for (Map<String, Object> container : Tree.maps(spec, group)) {
                Tree.putIfAbsent(container, Tree.listOf(), "volumeMounts");
                Tree.list(container, "volumeMounts")
                        .add(Tree.of(
                                "name",
                                volume,
                                "readOnly",
                                true,
                                "mountPath",
                                "/var/run/secrets/kubernetes.io/serviceaccount"));
            }
        }
    }
}
