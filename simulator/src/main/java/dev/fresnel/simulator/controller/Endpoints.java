package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The addresses and ports behind a Service, in the two forms that Kubernetes keeps. */
final class Endpoints {
    private Endpoints() {}

    /** For an Endpoints object: at most one subset, ready and unready apart. */
    static List<Object> subsets(Map<String, Object> service, List<Map<String, Object>> pods) {
        if (pods.isEmpty()) {
            return List.of();
        }
        List<Object> ready = new ArrayList<>();
        List<Object> unready = new ArrayList<>();
        for (Map<String, Object> pod : pods) {
            if (serves(pod)) {
                ready.add(address(pod));
            } else {
                unready.add(address(pod));
            }
        }
        Map<String, Object> subset = Tree.of();
        if (!ready.isEmpty()) {
            subset.put("addresses", ready);
        }
        if (!unready.isEmpty()) {
            subset.put("notReadyAddresses", unready);
        }
        List<Object> ports = ports(service, pods, false);
        if (!ports.isEmpty()) {
            subset.put("ports", ports);
        }
        return Tree.listOf(subset);
    }

    static List<Object> ofSlice(Cluster cluster, List<Map<String, Object>> pods) {
        List<Object> endpoints = new ArrayList<>();
        for (Map<String, Object> pod : pods) {
            String node = Tree.text(pod, "spec", "nodeName");
            boolean serves = serves(pod);
            Map<String, Object> endpoint = Tree.of(
                    "addresses",
                    Tree.listOf(Tree.text(pod, "status", "podIP")),
                    "conditions",
                    Tree.of("ready", serves, "serving", Pods.isReady(pod), "terminating", Meta.isBeingDeleted(pod)),
                    "nodeName",
                    node,
                    "targetRef",
                    reference(pod));
            cluster.get(Kinds.NODE, "", node)
                    .map(n -> Meta.label(n, "topology.kubernetes.io/zone"))
                    .filter(zone -> !zone.isEmpty())
                    .ifPresent(zone -> endpoint.put("zone", zone));
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    /** The ports as pods listen on them; named target ports are looked up in the first pod that has them. */
    static List<Object> ports(Map<String, Object> service, List<Map<String, Object>> pods, boolean slice) {
        List<Object> ports = new ArrayList<>();
        for (Map<String, Object> port : Tree.maps(service, "spec", "ports")) {
            long number = targetPort(port, pods);
            if (number == 0 && !slice) {
                continue;
            }
            Map<String, Object> target = Tree.of("name", Tree.text(port, "name"), "protocol", protocol(port));
            if (number > 0) {
                target.put("port", number);
            }
            ports.add(target);
        }
        return ports;
    }

    private static String protocol(Map<String, Object> port) {
        String protocol = Tree.text(port, "protocol");
        return protocol.isEmpty() ? "TCP" : protocol;
    }

    private static long targetPort(Map<String, Object> port, List<Map<String, Object>> pods) {
        if (Tree.at(port, "targetPort") instanceof Number number) {
            return number.longValue();
        }
        String name = Tree.text(port, "targetPort");
        return pods.stream()
                .flatMap(pod -> Tree.maps(pod, "spec", "containers").stream())
                .flatMap(container -> Tree.maps(container, "ports").stream())
                .filter(candidate -> Tree.text(candidate, "name").equals(name))
                .mapToLong(candidate -> Tree.number(candidate, 0, "containerPort"))
                .findFirst()
                .orElse(0);
    }

    private static boolean serves(Map<String, Object> pod) {
        return Pods.isReady(pod) && !Meta.isBeingDeleted(pod);
    }

    private static Map<String, Object> address(Map<String, Object> pod) {
        return Tree.of(
                "ip", Tree.text(pod, "status", "podIP"),
                "nodeName", Tree.text(pod, "spec", "nodeName"),
                "targetRef", reference(pod));
    }

    private static Map<String, Object> reference(Map<String, Object> pod) {
        return Tree.of("kind", "Pod", "namespace", Meta.namespace(pod), "name", Meta.name(pod), "uid", Meta.uid(pod));
    }
}
