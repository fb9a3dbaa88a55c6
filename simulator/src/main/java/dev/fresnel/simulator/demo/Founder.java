package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.kubelet.Meters;
import dev.fresnel.simulator.kubelet.Past;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Founds a cluster from manifests: every object is created once, with the age and in the state that its {@code demo} block
 * asks for. Controllers that start afterwards find nothing to do but what goes on.
 */
final class Founder {
    /** What must be there before what; kinds that are not named come where {@code *} is. */
    private static final List<String> ORDER = List.of(
            "Namespace",
            "CustomResourceDefinition",
            "PriorityClass",
            "StorageClass",
            "Node",
            "*",
            "PersistentVolumeClaim",
            "DaemonSet",
            "StatefulSet",
            "Deployment",
            "CronJob",
            "Job",
            "Pod");

    private final Cluster cluster;
    private final Programs programs;
    private final PodPast pods;
    private final DeploymentPast deployments;
    private final StatefulPast stateful;
    private final JobPast jobs;
    private final Map<String, Duration> ageOfNamespaces = new HashMap<>();

    Founder(Cluster cluster, Programs programs, Scheduler scheduler) {
        this.cluster = cluster;
        this.programs = programs;
        this.pods = new PodPast(cluster, scheduler, new Past(cluster, programs));
        this.deployments = new DeploymentPast(cluster, pods);
        this.stateful = new StatefulPast(cluster, pods);
        this.jobs = new JobPast(cluster, pods);
    }

    void found(List<Map<String, Object>> manifests) {
        for (Map<String, Object> manifest : manifests) {
            if (Tree.text(manifest, "kind").equals("Namespace")) {
                ageOfNamespaces.put(
                        Meta.name(manifest), History.duration(Tree.map(manifest, "demo"), "age", Duration.ofDays(100)));
            }
        }
        manifests.stream()
                .filter(manifest -> Tree.text(manifest, "kind").equals("HorizontalPodAutoscaler"))
                .forEach(autoscaler -> settle(autoscaler, manifests));
        cluster.events().beginPast();
        manifests.stream().sorted(Comparator.comparingInt(Founder::order)).forEach(this::found);
        cluster.events().endPast();
    }

    /** Gives the autoscaler's target as many replicas as the load of now asks for, so that it has nothing to do at once. */
    private void settle(Map<String, Object> autoscaler, List<Map<String, Object>> manifests) {
        for (Map<String, Object> target : manifests) {
            if (!Tree.text(target, "kind").equals(Tree.text(autoscaler, "spec", "scaleTargetRef", "kind"))
                    || !Meta.name(target).equals(Tree.text(autoscaler, "spec", "scaleTargetRef", "name"))
                    || !Meta.namespace(target).equals(Meta.namespace(autoscaler))) {
                continue;
            }
            Map<String, Object> container =
                    Tree.maps(target, "spec", "template", "spec", "containers").getFirst();
            long settled = Meters.settledReplicas(
                    programs.of(Tree.text(container, "image")),
                    Quantity.milli(Tree.text(container, "resources", "requests", "cpu")),
                    Tree.maps(autoscaler, "spec", "metrics").stream()
                            .mapToLong(metric -> Tree.number(metric, 80, "resource", "target", "averageUtilization"))
                            .findFirst()
                            .orElse(80),
                    cluster.now());
            long least = Tree.number(autoscaler, 1, "spec", "minReplicas");
            long most = Tree.number(autoscaler, 10, "spec", "maxReplicas");
            Tree.put(target, Math.clamp(settled, least, most), "spec", "replicas");
        }
    }

    private static int order(Map<String, Object> manifest) {
        int order = ORDER.indexOf(Tree.text(manifest, "kind"));
        return order < 0 ? ORDER.indexOf("*") : order;
    }

    private void found(Map<String, Object> manifest) {
        Duration oldest = ageOfNamespaces.getOrDefault(Meta.namespace(manifest), Duration.ofDays(214));
        History history = History.of(manifest, oldest);
        manifest.remove("demo");
        Instant created = cluster.now().minus(history.age());
        Tree.putIfAbsent(manifest, Times.seconds(created), "metadata", "creationTimestamp");
        switch (Tree.text(manifest, "kind")) {
            case "Deployment" -> deployments.found(manifest, history);
            case "StatefulSet" -> stateful.foundStatefulSet(manifest, history);
            case "DaemonSet" -> stateful.foundDaemonSet(manifest, history);
            case "CronJob" -> jobs.foundCronJob(manifest);
            case "Job" -> jobs.foundJob(manifest);
            case "Pod" -> {
                if (history.deleted().isZero()) {
                    pods.found(manifest, created, true);
                } else {
                    pods.foundDeleted(manifest, created, cluster.now().minus(history.deleted()));
                }
            }
            case "PersistentVolumeClaim" -> stateful.foundClaim(manifest, created, 'a');
            default -> create(manifest);
        }
        history.events().forEach(event -> say(manifest, event));
    }

    private void create(Map<String, Object> manifest) {
        String apiVersion = Tree.text(manifest, "apiVersion");
        String kind = Tree.text(manifest, "kind");
        ResourceType type = cluster.storage()
                .types()
                .ofObject(apiVersion, kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The demo has a " + kind + " of " + apiVersion + ", which the simulator does not serve."));
        if (!type.namespaced()) {
            Tree.remove(manifest, "metadata", "namespace");
        }
        try {
            cluster.create(type, manifest);
        } catch (StatusException e) {
            if (e.code() != 409) {
                throw e;
            }
            // every cluster has some namespaces before it is founded; the manifest adds to them
            cluster.change(
                    type,
                    manifest,
                    tree -> Tree.map(manifest, "metadata", "labels")
                            .forEach((label, value) -> Tree.put(tree, value, "metadata", "labels", label)));
        }
    }

    /** An event from a manifest: {@code {type, reason, message, from, host, ago, first, count}}. */
    private void say(Map<String, Object> manifest, Map<String, Object> event) {
        ResourceType type = cluster.storage()
                .types()
                .ofObject(Tree.text(manifest, "apiVersion"), Tree.text(manifest, "kind"))
                .orElseThrow();
        Map<String, Object> object =
                cluster.get(type, Meta.namespace(manifest), Meta.name(manifest)).orElse(manifest);
        Duration last = History.duration(event, "ago", Duration.ofMinutes(5));
        Duration first = History.duration(event, "first", last);
        long count = Tree.number(event, 1, "count");
        for (long i = 0; i < count; i++) {
            Duration ago = count == 1
                    ? last
                    : first.minus(first.minus(last).multipliedBy(i).dividedBy(count - 1));
            cluster.events()
                    .record(
                            new Source(Tree.text(event, "from"), Tree.text(event, "host"), ""),
                            object,
                            "",
                            Tree.text(event, "type"),
                            Tree.text(event, "reason"),
                            Tree.text(event, "message"),
                            cluster.now().minus(ago),
                            1);
        }
    }
}
