package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields that an API server fills in when they are left out, so far as people see them in {@code kubectl describe}
 * or controllers rely on them. Not thread-safe.
 */
final class Defaults {

    /** What the status of a new object is, before anyone has looked at it: Go's zero values. */
    private static final Map<String, Map<String, Object>> STATUS = Map.of(
            "deployments.apps",
            Map.of(),
            "replicasets.apps",
            Tree.of("replicas", 0L),
            "replicationcontrollers",
            Tree.of("replicas", 0L),
            "statefulsets.apps",
            Tree.of("replicas", 0L, "availableReplicas", 0L),
            "daemonsets.apps",
            Tree.of(
                    "currentNumberScheduled",
                    0L,
                    "numberMisscheduled",
                    0L,
                    "desiredNumberScheduled",
                    0L,
                    "numberReady",
                    0L),
            "jobs.batch",
            Map.of(),
            "cronjobs.batch",
            Map.of(),
            "ingresses.networking.k8s.io",
            Tree.of("loadBalancer", Tree.of()),
            "poddisruptionbudgets.policy",
            Tree.of("disruptionsAllowed", 0L, "currentHealthy", 0L, "desiredHealthy", 0L, "expectedPods", 0L),
            "resourcequotas",
            Map.of());

    private final Clock clock;
    private final ServiceAddresses addresses;

    Defaults(Clock clock, long seed) {
        this.clock = clock;
        this.addresses = new ServiceAddresses(seed);
    }

    /** What only a new object gets. */
    void create(ResourceType type, Map<String, Object> object) {
        switch (type.resource()) {
            case "namespaces" -> {
                Tree.putIfAbsent(object, Tree.listOf("kubernetes"), "spec", "finalizers");
                Tree.putIfAbsent(object, "Active", "status", "phase");
                Tree.putIfAbsent(
                        object,
                        Tree.text(object, "metadata", "name"),
                        "metadata",
                        "labels",
                        "kubernetes.io/metadata.name");
            }
            case "pods" -> {
                PodDefaults.applyToNewPod(object);
                Tree.putIfAbsent(object, "Pending", "status", "phase");
                Tree.putIfAbsent(object, PodDefaults.qosClass(object), "status", "qosClass");
            }
            case "persistentvolumeclaims", "persistentvolumes" ->
                Tree.putIfAbsent(object, "Pending", "status", "phase");
            case "jobs.batch" -> jobSelector(object);
            case "daemonsets.apps" ->
                Tree.putIfAbsent(object, "1", "metadata", "annotations", "deprecated.daemonset.template.generation");
            case "customresourcedefinitions.apiextensions.k8s.io" -> establish(object);
            default -> {}
        }
        Map<String, Object> status = STATUS.get(type.resource());
        if (status != null && !object.containsKey("status")) {
            object.put("status", Tree.copy(status));
        }
    }

    /** What every object gets, whenever it is written. */
    void apply(ResourceType type, Map<String, Object> object) {
        switch (type.resource()) {
            case "pods" -> PodDefaults.apply(spec(object));
            case "deployments.apps" -> {
                template(object);
                rollout(object, "strategy");
                Tree.putIfAbsent(object, 600L, "spec", "progressDeadlineSeconds");
            }
            case "replicasets.apps", "replicationcontrollers" -> {
                template(object);
                Tree.putIfAbsent(object, 1L, "spec", "replicas");
            }
            case "statefulsets.apps" -> {
                template(object);
                Tree.putIfAbsent(object, 1L, "spec", "replicas");
                Tree.putIfAbsent(object, 10L, "spec", "revisionHistoryLimit");
                Tree.putIfAbsent(object, "OrderedReady", "spec", "podManagementPolicy");
                Tree.putIfAbsent(object, "RollingUpdate", "spec", "updateStrategy", "type");
                if (Tree.text(object, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
                    Tree.putIfAbsent(object, 0L, "spec", "updateStrategy", "rollingUpdate", "partition");
                }
                for (Map<String, Object> claim : Tree.maps(object, "spec", "volumeClaimTemplates")) {
                    claim.putIfAbsent("kind", "PersistentVolumeClaim");
                    claim.putIfAbsent("apiVersion", "v1");
                    Tree.putIfAbsent(claim, "Filesystem", "spec", "volumeMode");
                    Tree.putIfAbsent(claim, "Pending", "status", "phase");
                }
                for (String when : List.of("whenDeleted", "whenScaled")) {
                    Tree.putIfAbsent(object, "Retain", "spec", "persistentVolumeClaimRetentionPolicy", when);
                }
            }
            case "daemonsets.apps" -> {
                template(object);
                Tree.putIfAbsent(object, 10L, "spec", "revisionHistoryLimit");
                Tree.putIfAbsent(object, "RollingUpdate", "spec", "updateStrategy", "type");
                if (Tree.text(object, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
                    Tree.putIfAbsent(object, 0L, "spec", "updateStrategy", "rollingUpdate", "maxSurge");
                    Tree.putIfAbsent(object, 1L, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
                }
            }
            case "jobs.batch" -> job(spec(object));
            case "cronjobs.batch" -> {
                Tree.putIfAbsent(object, "Allow", "spec", "concurrencyPolicy");
                Tree.putIfAbsent(object, false, "spec", "suspend");
                Tree.putIfAbsent(object, 3L, "spec", "successfulJobsHistoryLimit");
                Tree.putIfAbsent(object, 1L, "spec", "failedJobsHistoryLimit");
                Tree.putIfAbsent(object, Tree.of(), "spec", "jobTemplate", "metadata");
                Tree.putIfAbsent(object, Tree.of(), "spec", "jobTemplate", "spec", "template", "metadata");
                PodDefaults.apply(podSpec(Tree.map(object, "spec", "jobTemplate")));
            }
            case "services" -> service(object);
            case "persistentvolumeclaims" -> Tree.putIfAbsent(object, "Filesystem", "spec", "volumeMode");
            case "persistentvolumes" -> {
                Tree.putIfAbsent(object, "Filesystem", "spec", "volumeMode");
                Tree.putIfAbsent(object, "Retain", "spec", "persistentVolumeReclaimPolicy");
            }
            case "storageclasses.storage.k8s.io" -> {
                Tree.putIfAbsent(object, "Delete", "reclaimPolicy");
                Tree.putIfAbsent(object, "Immediate", "volumeBindingMode");
            }
            case "horizontalpodautoscalers.autoscaling" -> Tree.putIfAbsent(object, 1L, "spec", "minReplicas");
            case "networkpolicies.networking.k8s.io" -> networkPolicy(spec(object));
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                subjects(object);
            case "limitranges" -> limitRange(object);
            case "secrets" -> secret(object);
            default -> {}
        }
    }

    private static void rollout(Map<String, Object> object, String strategy) {
        Tree.putIfAbsent(object, 1L, "spec", "replicas");
        Tree.putIfAbsent(object, 10L, "spec", "revisionHistoryLimit");
        Tree.putIfAbsent(object, "RollingUpdate", "spec", strategy, "type");
        if (Tree.text(object, "spec", strategy, "type").equals("RollingUpdate")) {
            Tree.putIfAbsent(object, "25%", "spec", strategy, "rollingUpdate", "maxSurge");
            Tree.putIfAbsent(object, "25%", "spec", strategy, "rollingUpdate", "maxUnavailable");
        }
    }

    private static void job(Map<String, Object> spec) {
        boolean bare = !spec.containsKey("completions") && !spec.containsKey("parallelism");
        if (bare) {
            spec.put("completions", 1L);
        }
        spec.putIfAbsent("parallelism", 1L);
        spec.putIfAbsent("backoffLimit", 6L);
        spec.putIfAbsent("completionMode", "NonIndexed");
        spec.putIfAbsent("suspend", false);
        spec.putIfAbsent("manualSelector", false);
        spec.putIfAbsent("podReplacementPolicy", "TerminatingOrFailed");
        Map<String, Object> podSpec = Tree.map(spec, "template", "spec");
        if (!podSpec.isEmpty()) {
            PodDefaults.apply(podSpec);
        }
    }

    /** A job finds its pods by its own uid, unless it brings a selector. */
    private static void jobSelector(Map<String, Object> job) {
        if (Tree.isTrue(job, "spec", "manualSelector") || Tree.at(job, "spec", "selector") != null) {
            return;
        }
        String uid = Tree.text(job, "metadata", "uid");
        Tree.put(job, uid, "spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid");
        for (String label : List.of("batch.kubernetes.io/controller-uid", "controller-uid")) {
            Tree.put(job, uid, "spec", "template", "metadata", "labels", label);
        }
        for (String label : List.of("batch.kubernetes.io/job-name", "job-name")) {
            Tree.put(job, Tree.text(job, "metadata", "name"), "spec", "template", "metadata", "labels", label);
        }
        Tree.putIfAbsent(job, Tree.copy(Tree.map(job, "spec", "template", "metadata", "labels")), "metadata", "labels");
    }

    private void service(Map<String, Object> service) {
        Map<String, Object> spec = spec(service);
        spec.putIfAbsent("type", "ClusterIP");
        spec.putIfAbsent("sessionAffinity", "None");
        String type = Tree.text(spec, "type");
        if (!type.equals("ExternalName")) {
            addresses.assign(spec);
            spec.putIfAbsent("internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer") || type.equals("NodePort")) {
            spec.putIfAbsent("externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            spec.putIfAbsent("allocateLoadBalancerNodePorts", true);
        }
        for (Map<String, Object> port : Tree.maps(spec, "ports")) {
            port.putIfAbsent("protocol", "TCP");
            if (port.containsKey("port")) {
                port.putIfAbsent("targetPort", port.get("port"));
            }
        }
        service.putIfAbsent("status", Tree.of("loadBalancer", Tree.of()));
    }

    private static void networkPolicy(Map<String, Object> spec) {
        for (String direction : List.of("ingress", "egress")) {
            for (Map<String, Object> rule : Tree.maps(spec, direction)) {
                for (Map<String, Object> port : Tree.maps(rule, "ports")) {
                    port.putIfAbsent("protocol", "TCP");
                }
            }
        }
        List<Object> types = Tree.listOf("Ingress");
        if (!Tree.list(spec, "egress").isEmpty()) {
            types.add("Egress");
        }
        spec.putIfAbsent("policyTypes", types);
    }

    private static void subjects(Map<String, Object> binding) {
        for (Map<String, Object> subject : Tree.maps(binding, "subjects")) {
            if (!Tree.text(subject, "kind").equals("ServiceAccount")) {
                subject.putIfAbsent("apiGroup", "rbac.authorization.k8s.io");
            }
        }
    }

    /** Where only the most is said, it is also what containers get that say nothing. */
    private static void limitRange(Map<String, Object> range) {
        for (Map<String, Object> limit : Tree.maps(range, "spec", "limits")) {
            if (Tree.text(limit, "type").equals("Container")) {
                Tree.map(limit, "max").forEach((name, value) -> Tree.putIfAbsent(limit, value, "default", name));
                Tree.map(limit, "default")
                        .forEach((name, value) -> Tree.putIfAbsent(limit, value, "defaultRequest", name));
            }
        }
    }

    private static void secret(Map<String, Object> secret) {
        secret.putIfAbsent("type", "Opaque");
        Map<String, Object> plain = Tree.map(secret, "stringData");
        if (!plain.isEmpty()) {
            plain.forEach((key, value) -> Tree.put(
                    secret,
                    Base64.getEncoder().encodeToString(value.toString().getBytes(StandardCharsets.UTF_8)),
                    "data",
                    key));
            secret.remove("stringData");
        }
    }

    private void establish(Map<String, Object> definition) {
        Map<String, Object> names = new LinkedHashMap<>(Tree.map(definition, "spec", "names"));
        String kind = Tree.text(names, "kind");
        names.putIfAbsent("listKind", kind + "List");
        names.putIfAbsent("singular", kind.toLowerCase(Locale.ROOT));
        Tree.put(definition, names, "spec", "names");
        Tree.putIfAbsent(definition, "None", "spec", "conversion", "strategy");
        String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        List<Object> stored = new ArrayList<>();
        for (Map<String, Object> version : Tree.maps(definition, "spec", "versions")) {
            if (Tree.isTrue(version, "storage")) {
                stored.add(Tree.text(version, "name"));
            }
        }
        definition.put(
                "status",
                Tree.of(
                        "conditions",
                        Tree.listOf(
                                condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                                condition(
                                        "Established",
                                        "InitialNamesAccepted",
                                        "the initial names have been accepted",
                                        now)),
                        "acceptedNames",
                        Tree.copy(names),
                        "storedVersions",
                        stored));
    }

    private static Map<String, Object> condition(String type, String reason, String message, String now) {
        return Tree.of("type", type, "status", "True", "lastTransitionTime", now, "reason", reason, "message", message);
    }

    private static void template(Map<String, Object> object) {
        PodDefaults.apply(podSpec(object));
    }

    private static Map<String, Object> podSpec(Map<String, Object> object) {
        return Tree.map(object, "spec", "template", "spec");
    }

    private static Map<String, Object> spec(Map<String, Object> object) {
        if (!(object.get("spec") instanceof Map<?, ?>)) {
            object.put("spec", new LinkedHashMap<String, Object>());
        }
        return Tree.map(object, "spec");
    }
}
