package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;

/**
 * What a pod asks of its node, in thousandths of a core and in bytes: the larger of what its containers (with its
 * sidecars) ask together and what its greediest init container asks.
 */
record Requests(long milliCpu, long memory) {

    static Requests of(Map<String, Object> pod) {
        return new Requests(effective(pod, "cpu"), effective(pod, "memory") / 1000);
    }

    private static long effective(Map<String, Object> pod, String resource) {
        long together = 0;
        for (Map<String, Object> container : Tree.maps(pod, "spec", "containers")) {
            together += request(container, resource);
        }
        long greediest = 0;
        for (Map<String, Object> container : Tree.maps(pod, "spec", "initContainers")) {
            if (Tree.text(container, "restartPolicy").equals("Always")) {
                together += request(container, resource);
            } else {
                greediest = Math.max(greediest, request(container, resource));
            }
        }
        return Math.max(together, greediest);
    }

    private static long request(Map<String, Object> container, String resource) {
        String request = Tree.text(container, "resources", "requests", resource);
        return Quantity.milli(request.isEmpty() ? Tree.text(container, "resources", "limits", resource) : request);
    }
}
