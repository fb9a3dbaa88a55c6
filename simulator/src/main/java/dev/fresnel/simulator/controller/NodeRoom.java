package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node with the pods on it and what they leave.
 *
 * @param volumeZones for each claim ({@code namespace/name}) that is bound to a volume of one zone, that zone
 */
record NodeRoom(
        Map<String, Object> node,
        List<Map<String, Object>> pods,
        long milliCpu,
        long memory,
        long usedMilliCpu,
        long usedMemory,
        Map<String, String> volumeZones) {

    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    static NodeRoom of(
            Map<String, Object> node, List<Map<String, Object>> podsOfNode, Map<String, String> volumeZones) {
        List<Map<String, Object>> pods = podsOfNode.stream()
                .filter(pod -> !FINISHED.contains(Tree.text(pod, "status", "phase")))
                .toList();
        List<Requests> asked = pods.stream().map(Requests::of).toList();
        return new NodeRoom(
                node,
                pods,
                Quantity.milli(Tree.text(node, "status", "allocatable", "cpu")),
                Quantity.units(Tree.text(node, "status", "allocatable", "memory")),
                asked.stream().mapToLong(Requests::milliCpu).sum(),
                asked.stream().mapToLong(Requests::memory).sum(),
                volumeZones);
    }

    String name() {
        return Meta.name(node);
    }

    String zone() {
        return Meta.label(node, "topology.kubernetes.io/zone");
    }

    long podCapacity() {
        return Quantity.units(Tree.text(node, "status", "allocatable", "pods"));
    }

    long freeMilliCpu() {
        return milliCpu - usedMilliCpu;
    }

    long freeMemory() {
        return memory - usedMemory;
    }

    /** Whether all zonal volumes of the pod are in this node's zone. */
    boolean hasVolumesOf(Map<String, Object> pod) {
        for (Map<String, Object> volume : Tree.maps(pod, "spec", "volumes")) {
            String claim = Tree.text(volume, "persistentVolumeClaim", "claimName");
            String zone = volumeZones.getOrDefault(Meta.namespace(pod) + "/" + claim, zone());
            if (!claim.isEmpty() && !zone.equals(zone())) {
                return false;
            }
        }
        return true;
    }
}
