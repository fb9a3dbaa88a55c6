package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What pods take from the quotas of their namespace. */
final class Quotas {
    private final Cluster cluster;

    Quotas(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Why a new pod may not be created, as the API server words it; empty if it may. */
    Optional<String> refusal(Map<String, Object> pod) {
        for (Map<String, Object> quota : cluster.list(Kinds.QUOTA, Meta.namespace(pod))) {
            if (!counts(quota, pod)) {
                continue;
            }
            Map<String, Object> hard = Tree.map(quota, "spec", "hard");
            Map<String, Long> used = used(quota);
            Map<String, Long> asked = new LinkedHashMap<>();
            hard.keySet().forEach(resource -> asked.put(resource, takes(pod, resource)));
            List<String> exceeded = new ArrayList<>();
            hard.forEach((resource, limit) -> {
                if (asked.getOrDefault(resource, 0L) > 0
                        && used.getOrDefault(resource, 0L) + asked.getOrDefault(resource, 0L)
                                > Quantity.milli(limit.toString())) {
                    exceeded.add(resource);
                }
            });
            if (!exceeded.isEmpty()) {
                return Optional.of("pods \"" + Meta.name(pod) + "\" is forbidden: exceeded quota: " + Meta.name(quota)
                        + ", requested: " + spell(exceeded, asked) + ", used: " + spell(exceeded, used) + ", limited: "
                        + exceeded.stream()
                                .map(resource -> resource + "=" + hard.get(resource))
                                .collect(Collectors.joining(",")));
            }
        }
        return Optional.empty();
    }

    /** What is used of each limited resource that pods take, in thousandths. */
    Map<String, Long> used(Map<String, Object> quota) {
        Map<String, Long> used = new LinkedHashMap<>();
        List<Map<String, Object>> pods = cluster.list(Kinds.POD, Meta.namespace(quota)).stream()
                .filter(pod -> !Pods.isFinished(pod) && counts(quota, pod))
                .toList();
        for (String resource : Tree.map(quota, "spec", "hard").keySet()) {
            used.put(
                    resource,
                    pods.stream().mapToLong(pod -> takes(pod, resource)).sum());
        }
        return used;
    }

    /** Pods with a deadline are {@code Terminating} in the sense of a quota's scopes. */
    private static boolean counts(Map<String, Object> quota, Map<String, Object> pod) {
        boolean deadline = Tree.at(pod, "spec", "activeDeadlineSeconds") != null;
        return Tree.texts(quota, "spec", "scopes").stream().allMatch(scope -> switch (scope) {
            case "Terminating" -> deadline;
            case "NotTerminating" -> !deadline;
            default -> true;
        });
    }

    /** The amount, in thousandths, in the unit that its resource is usually written in. */
    static String spell(String resource, long milli) {
        return resource.contains("memory") || resource.contains("storage")
                ? Quantity.ofBytes(milli / 1000)
                : Quantity.ofMilli(milli);
    }

    private static String spell(List<String> resources, Map<String, Long> amounts) {
        return resources.stream()
                .map(resource -> resource + "=" + spell(resource, amounts.getOrDefault(resource, 0L)))
                .collect(Collectors.joining(","));
    }

    private static long takes(Map<String, Object> pod, String resource) {
        return switch (resource) {
            case "pods", "count/pods" -> 1000;
            case "cpu", "requests.cpu" -> sum(pod, "requests", "cpu");
            case "memory", "requests.memory" -> sum(pod, "requests", "memory");
            case "limits.cpu" -> sum(pod, "limits", "cpu");
            case "limits.memory" -> sum(pod, "limits", "memory");
            default -> 0;
        };
    }

    private static long sum(Map<String, Object> pod, String what, String resource) {
        return Tree.maps(pod, "spec", "containers").stream()
                .mapToLong(container -> Quantity.milli(Tree.text(container, "resources", what, resource)))
                .sum();
    }
}
