package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many replicas each ReplicaSet of a Deployment is to have next. The arithmetic is that of Kubernetes'
 * {@code rolling.go}: new ones as far as {@code maxSurge} allows, old ones away as far as {@code maxUnavailable} allows,
 * unhealthy ones first.
 */
final class Rollout {
    private Rollout() {}

    /** The sizes of the sets that are to change, by name; empty when nothing is to be done now. */
    static Map<String, Long> next(
            Map<String, Object> deployment, Map<String, Object> newSet, List<Map<String, Object>> oldSets) {
        long replicas = Tree.number(deployment, 1, "spec", "replicas");
        if (Tree.text(deployment, "spec", "strategy", "type").equals("Recreate")) {
            return recreate(replicas, newSet, oldSets);
        }
        long surge = surge(deployment);
        long unavailable = unavailable(deployment);
        long all = size(newSet) + oldSets.stream().mapToLong(Rollout::size).sum();
        if (size(newSet) > replicas) {
            return Map.of(Meta.name(newSet), replicas);
        }
        long room = replicas + surge - all;
        if (size(newSet) < replicas && room > 0) {
            return Map.of(Meta.name(newSet), size(newSet) + Math.min(room, replicas - size(newSet)));
        }
        return shrink(replicas - unavailable, all, newSet, oldSets);
    }

    static long surge(Map<String, Object> deployment) {
        return share(deployment, "maxSurge", true);
    }

    /** At least one of surge and unavailable is more than zero, or nothing could ever move. */
    static long unavailable(Map<String, Object> deployment) {
        long unavailable = share(deployment, "maxUnavailable", false);
        return unavailable == 0 && surge(deployment) == 0 ? 1 : unavailable;
    }

    private static Map<String, Long> recreate(
            long replicas, Map<String, Object> newSet, List<Map<String, Object>> oldSets) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        oldSets.stream().filter(set -> size(set) > 0).forEach(set -> sizes.put(Meta.name(set), 0L));
        boolean gone = oldSets.stream().allMatch(set -> Tree.number(set, 0, "status", "replicas") == 0);
        if (sizes.isEmpty() && gone && size(newSet) != replicas) {
            sizes.put(Meta.name(newSet), replicas);
        }
        return sizes;
    }

    private static Map<String, Long> shrink(
            long leastAvailable, long all, Map<String, Object> newSet, List<Map<String, Object>> oldSets) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        List<Map<String, Object>> oldestFirst =
                oldSets.stream().sorted(Comparator.comparing(Meta::created)).toList();
        long spare = all - leastAvailable - (size(newSet) - available(newSet));
        for (Map<String, Object> set : oldestFirst) {
            long sick = Math.min(spare, size(set) - available(set));
            if (sick > 0) {
                sizes.put(Meta.name(set), size(set) - sick);
                spare -= sick;
            }
        }
        if (spare <= 0) {
            return sizes;
        }
        long dispensable = available(newSet)
                + oldSets.stream().mapToLong(Rollout::available).sum()
                - leastAvailable;
        for (Map<String, Object> set : oldestFirst) {
            long now = sizes.getOrDefault(Meta.name(set), size(set));
            long fewer = Math.min(now, dispensable);
            if (fewer > 0) {
                sizes.put(Meta.name(set), now - fewer);
                dispensable -= fewer;
            }
        }
        return sizes;
    }

    private static long share(Map<String, Object> deployment, String field, boolean up) {
        Object value = Tree.at(deployment, "spec", "strategy", "rollingUpdate", field);
        if (value instanceof Number number) {
            return number.longValue();
        }
        String text = value == null ? "25%" : value.toString();
        double percent = Double.parseDouble(text.replace("%", ""));
        double share = percent * Tree.number(deployment, 1, "spec", "replicas") / 100;
        return text.endsWith("%") ? (long) (up ? Math.ceil(share) : Math.floor(share)) : (long) percent;
    }

    private static long size(Map<String, Object> set) {
        return Tree.number(set, 0, "spec", "replicas");
    }

    private static long available(Map<String, Object> set) {
        return Tree.number(set, 0, "status", "availableReplicas");
    }
}
