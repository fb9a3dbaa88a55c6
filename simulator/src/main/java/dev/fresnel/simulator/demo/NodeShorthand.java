package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spells out the demo's short form of a node:
 *
 * <pre>
 *   node: ip-10-4-12-18
 *   zone: eu-west-1a
 *   type: m6i.2xlarge
 *   cpu: 8
 *   memory: 32Gi
 *   pool: general
 *   version: v1.34.2
 *   cordoned: true                     left out if it takes pods
 *   pressure: {DiskPressure: 26m}      since when
 *   readyFor: 41m                      if it was not ready before that
 *   taints: […]
 *   demo: {…}
 * </pre>
 */
public final class NodeShorthand {
    private NodeShorthand() {}

    /**
     * The whole node.
     *
     * @param number of the node in its cluster, from 0
     */
    public static Map<String, Object> expand(Map<String, Object> document, int number, Instant now) {
        String name = Tree.text(document, "node");
        String zone = Tree.text(document, "zone");
        Map<String, Object> node = Tree.of("apiVersion", "v1", "kind", "Node");
        Tree.put(node, name, "metadata", "name");
        Tree.put(
                node,
                Tree.of(
                        "beta.kubernetes.io/arch",
                        "amd64",
                        "beta.kubernetes.io/os",
                        "linux",
                        "kubernetes.io/arch",
                        "amd64",
                        "kubernetes.io/hostname",
                        name,
                        "kubernetes.io/os",
                        "linux",
                        "node.kubernetes.io/instance-type",
                        Tree.text(document, "type"),
                        "node.example.com/pool",
                        Tree.text(document, "pool"),
                        "topology.kubernetes.io/region",
                        zone.substring(0, zone.length() - 1),
                        "topology.kubernetes.io/zone",
                        zone),
                "metadata",
                "labels");
        Tree.put(
                node,
                name.substring(3).replace('-', '.'),
                "metadata",
                "annotations",
                "alpha.kubernetes.io/provided-node-ip");
        Tree.put(node, "10.244." + number + ".0/24", "spec", "podCIDR");
        Tree.put(node, Tree.listOf("10.244." + number + ".0/24"), "spec", "podCIDRs");
        Tree.put(node, "aws:///" + zone + "/i-0" + digits(name, 16), "spec", "providerID");
        if (Tree.isTrue(document, "cordoned")) {
            Tree.put(node, true, "spec", "unschedulable");
        }
        List<Object> taints = new ArrayList<>(Tree.list(document, "taints"));
        Tree.map(document, "pressure")
                .forEach((type, _) -> taints.add(Tree.of("key", pressureTaint(type), "effect", "NoSchedule")));
        if (Tree.isTrue(document, "cordoned")) {
            taints.add(Tree.of("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule"));
        }
        if (!taints.isEmpty()) {
            Tree.put(node, taints, "spec", "taints");
        }
        node.put("status", status(document, name, now));
        node.put("demo", document.getOrDefault("demo", Tree.of()));
        return node;
    }

    private static Map<String, Object> status(Map<String, Object> document, String name, Instant now) {
        long memory = Quantity.units(Tree.text(document, "memory"));
        long cpu = Tree.number(document, 4, "cpu");
        Map<String, Object> capacity = Tree.of(
                "cpu", Long.toString(cpu),
                "ephemeral-storage", "104845292Ki",
                "hugepages-1Gi", "0",
                "hugepages-2Mi", "0",
                "memory", memory / 1024 - 624_716 + "Ki",
                "pods", "110");
        Map<String, Object> allocatable = Tree.copy(capacity);
        allocatable.put("cpu", cpu * 1000 - 90 + "m");
        allocatable.put("ephemeral-storage", "95551679124");
        allocatable.put("memory", memory / 1024 - 1_620_940 + "Ki");
        Map<String, Object> pressure = Tree.map(document, "pressure");
        Duration age = History.duration(Tree.map(document, "demo"), "age", Duration.ofDays(20));
        return Tree.of(
                "capacity",
                capacity,
                "allocatable",
                allocatable,
                "conditions",
                Tree.listOf(
                        condition("MemoryPressure", pressure, age, now, "kubelet has sufficient memory available"),
                        condition("DiskPressure", pressure, age, now, "kubelet has no disk pressure"),
                        condition("PIDPressure", pressure, age, now, "kubelet has sufficient PID available"),
                        Tree.of(
                                "type",
                                "Ready",
                                "status",
                                "True",
                                "lastHeartbeatTime",
                                Times.seconds(now.minusSeconds(seconds(name) % 290)),
                                "lastTransitionTime",
                                Times.seconds(now.minus(History.duration(document, "readyFor", age.minusSeconds(18)))),
                                "reason",
                                "KubeletReady",
                                "message",
                                "kubelet is posting ready status")),
                "addresses",
                Tree.listOf(
                        Tree.of(
                                "type",
                                "InternalIP",
                                "address",
                                name.substring(3).replace('-', '.')),
                        Tree.of("type", "Hostname", "address", name)),
                "daemonEndpoints",
                Tree.of("kubeletEndpoint", Tree.of("Port", 10250L)),
                "nodeInfo",
                Tree.of(
                        "architecture", "amd64",
                        "bootID", digits("boot" + name, 32),
                        "containerRuntimeVersion", "containerd://2.1.4",
                        "kernelVersion", "6.12.46-66.121.amzn2023.x86_64",
                        "kubeProxyVersion", "",
                        "kubeletVersion", Tree.text(document, "version"),
                        "machineID", "ec2" + digits("machine" + name, 29),
                        "operatingSystem", "linux",
                        "osImage", "Amazon Linux 2023.9.20251014",
                        "systemUUID", "ec2" + digits("system" + name, 29)));
    }

    private static Map<String, Object> condition(
            String type, Map<String, Object> pressure, Duration age, Instant now, String allIsWell) {
        boolean bad = pressure.containsKey(type);
        String kind = type.replace("Pressure", "");
        return Tree.of(
                "type",
                type,
                "status",
                bad ? "True" : "False",
                "lastHeartbeatTime",
                Times.seconds(now.minusSeconds(120)),
                "lastTransitionTime",
                Times.seconds(now.minus(History.duration(pressure, type, age))),
                "reason",
                bad
                        ? "KubeletHas" + kind + "Pressure"
                        : kind.equals("Disk") ? "KubeletHasNoDiskPressure" : "KubeletHasSufficient" + kind,
                "message",
                bad ? "kubelet has " + kind.toLowerCase(Locale.ROOT) + " pressure" : allIsWell);
    }

    private static String pressureTaint(String condition) {
        return "node.kubernetes.io/" + condition.replace("Pressure", "").toLowerCase(Locale.ROOT) + "-pressure";
    }

    private static long seconds(String name) {
        return Math.floorMod(Names.fnv(name), 1000);
    }

    private static String digits(String text, int length) {
        StringBuilder digits = new StringBuilder();
        for (String part : List.of("a", "b", "c", "d")) {
            digits.append("%08x".formatted(Names.fnv(part + text)));
        }
        return digits.substring(0, length);
    }
}
