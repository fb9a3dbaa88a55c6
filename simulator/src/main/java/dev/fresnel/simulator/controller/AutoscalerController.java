package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Scales Deployments and StatefulSets by the CPU that their pods use, every fifteen seconds. */
public final class AutoscalerController implements Controller {
    private static final Source SOURCE = Source.of("horizontal-pod-autoscaler");
    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final Cluster cluster;
    private final PodMetrics metrics;
    private final Map<Key, Deque<Autoscaling.Proposal>> proposals = new HashMap<>();

    public AutoscalerController(Cluster cluster, PodMetrics metrics) {
        this.cluster = cluster;
        this.metrics = metrics;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.AUTOSCALER, autoscaler -> List.of(Key.of(autoscaler)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.AUTOSCALER, key);
        if (found.isEmpty()) {
            proposals.remove(key);
            return Optional.empty();
        }
        Map<String, Object> autoscaler = found.get();
        Instant now = cluster.now();
        Deque<Autoscaling.Proposal> known = Autoscaling.proposals(proposals.get(key));
        proposals.put(key, known);
        if (!known.isEmpty() && known.getLast().at().plus(PERIOD).isAfter(now)) {
            return Optional.of(known.getLast().at().plus(PERIOD));
        }
        ResourceType type =
                Tree.text(autoscaler, "spec", "scaleTargetRef", "kind").equals("StatefulSet")
                        ? Kinds.STATEFUL_SET
                        : Kinds.DEPLOYMENT;
        String name = Tree.text(autoscaler, "spec", "scaleTargetRef", "name");
        Optional<Map<String, Object>> target = cluster.get(type, key.namespace(), name);
        if (target.isEmpty()) {
            complain(
                    autoscaler,
                    "AbleToScale",
                    "FailedGetScale",
                    "the HPA controller was unable to get the target's current scale: " + type.resource() + " \"" + name
                            + "\" not found");
            return Optional.of(now.plus(PERIOD));
        }
        OptionalLong utilisation = utilisation(pods(target.get()));
        if (utilisation.isEmpty()) {
            complain(
                    autoscaler,
                    "ScalingActive",
                    "FailedGetResourceMetric",
                    "the HPA was unable to compute the replica count: failed to get cpu utilization: no metrics returned"
                            + " from resource metrics API");
            return Optional.of(now.plus(PERIOD));
        }
        scale(autoscaler, type, target.get(), utilisation.getAsLong(), known, now);
        return Optional.of(now.plus(PERIOD));
    }

    private void scale(
            Map<String, Object> autoscaler,
            ResourceType type,
            Map<String, Object> target,
            long utilisation,
            Deque<Autoscaling.Proposal> known,
            Instant now) {
        long current = Tree.number(target, 1, "spec", "replicas");
        long goal = goal(autoscaler);
        long proposed = Autoscaling.proposed(current, utilisation, goal);
        long wanted = Autoscaling.wanted(autoscaler, current, proposed, known, now);
        if (wanted != current) {
            cluster.change(type, target, tree -> Tree.put(tree, wanted, "spec", "replicas"));
            cluster.events()
                    .record(
                            SOURCE,
                            autoscaler,
                            "Normal",
                            "SuccessfulRescale",
                            "New size: " + wanted + "; reason: "
                                    + (wanted > current
                                            ? "cpu resource utilization (percentage of request) above target"
                                            : "All metrics below target"));
        }
        long use = utilisation;
        cluster.changeStatus(Kinds.AUTOSCALER, autoscaler, tree -> {
            if (wanted != current) {
                Tree.put(tree, Times.seconds(now), "status", "lastScaleTime");
            }
            Tree.put(tree, current, "status", "currentReplicas");
            Tree.put(tree, wanted, "status", "desiredReplicas");
            Tree.put(
                    tree,
                    Tree.listOf(Tree.of(
                            "type",
                            "Resource",
                            "resource",
                            Tree.of(
                                    "name",
                                    "cpu",
                                    "current",
                                    Tree.of(
                                            "averageUtilization",
                                            use,
                                            "averageValue",
                                            averageRequest(pods(target)) * use / 100 + "m")))),
                    "status",
                    "currentMetrics");
            judge(tree, current, proposed, wanted, now);
        });
    }

    private static void judge(Map<String, Object> tree, long current, long proposed, long wanted, Instant now) {
        boolean held = proposed < current && wanted == current;
        Conditions.set(
                tree,
                "AbleToScale",
                true,
                wanted != current ? "SucceededRescale" : held ? "ScaleDownStabilized" : "ReadyForNewScale",
                wanted != current
                        ? "the HPA controller was able to update the target scale to " + wanted
                        : held
                                ? "recent recommendations were higher than current one, applying the highest recent"
                                        + " recommendation"
                                : "recommended size matches current size",
                now);
        Conditions.set(
                tree,
                "ScalingActive",
                true,
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of"
                        + " request)",
                now);
        boolean tooMany = proposed > Tree.number(tree, 10, "spec", "maxReplicas");
        boolean tooFew = proposed < Autoscaling.least(tree);
        Conditions.set(
                tree,
                "ScalingLimited",
                tooMany || tooFew,
                tooMany ? "TooManyReplicas" : tooFew ? "TooFewReplicas" : "DesiredWithinRange",
                tooMany
                        ? "the desired replica count is more than the maximum replica count"
                        : tooFew
                                ? "the desired replica count is less than the minimum replica count"
                                : "the desired count is within the acceptable range",
                now);
    }

    private void complain(Map<String, Object> autoscaler, String condition, String reason, String message) {
        cluster.changeStatus(
                Kinds.AUTOSCALER,
                autoscaler,
                tree -> Conditions.set(tree, condition, false, reason, message, cluster.now()));
        cluster.events().record(SOURCE, autoscaler, "Warning", reason, message);
    }

    private static long goal(Map<String, Object> autoscaler) {
        return Tree.maps(autoscaler, "spec", "metrics").stream()
                .mapToLong(metric -> Tree.number(metric, 0, "resource", "target", "averageUtilization"))
                .filter(percent -> percent > 0)
                .findFirst()
                .orElse(80);
    }

    private List<Map<String, Object>> pods(Map<String, Object> target) {
        List<Map<String, Object>> pods = Tree.text(target, "kind").equals("Deployment")
                ? cluster.replicaSetsOf(target).stream()
                        .flatMap(set -> cluster.podsOf(set).stream())
                        .toList()
                : cluster.podsOf(target);
        return pods.stream()
                .filter(pod -> Pods.isActive(pod) && Pods.isReady(pod))
                .toList();
    }

    /** What the pods use of the CPU that they ask for, in percent; none if nothing is known. */
    private OptionalLong utilisation(List<Map<String, Object>> pods) {
        long used = 0;
        for (Map<String, Object> pod : pods) {
            for (PodMetrics.Usage usage :
                    metrics.ofPod(Meta.namespace(pod), Meta.name(pod)).values()) {
                used += usage.cpuNanocores() / 1_000_000;
            }
        }
        long asked = pods.stream().mapToLong(AutoscalerController::request).sum();
        return asked == 0 ? OptionalLong.empty() : OptionalLong.of(used * 100 / asked);
    }

    private static long averageRequest(List<Map<String, Object>> pods) {
        return pods.isEmpty()
                ? 0
                : pods.stream().mapToLong(AutoscalerController::request).sum() / pods.size();
    }

    private static long request(Map<String, Object> pod) {
        return Tree.maps(pod, "spec", "containers").stream()
                .mapToLong(container -> Quantity.milli(Tree.text(container, "resources", "requests", "cpu")))
                .sum();
    }
}
