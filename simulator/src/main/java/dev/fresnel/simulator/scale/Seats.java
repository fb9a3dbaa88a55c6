package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.demo.NodeShorthand;
import dev.fresnel.simulator.kubelet.NodeHeartbeats;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The nodes of a cluster that is being founded, with what room is left on them. */
final class Seats {
    private static final List<String> ZONES = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");
    private static final int MOST = 105;

    /** A place for one pod. */
    record Seat(String node, String hostAddress, String podAddress) {}

    private record Node(String name, String address, String network, boolean takesPods) {}

    private final List<Node> nodes = new ArrayList<>();
    private final int[] pods;
    private int next;

    /** Founds the nodes. */
    Seats(Cluster cluster, int count, String version) {
        pods = new int[count];
        for (int i = 0; i < count; i++) {
            nodes.add(found(cluster, i, version));
        }
    }

    private static Node found(Cluster cluster, int number, String version) {
        String address = "10." + (8 + number / 62_500) + "." + number / 250 % 250 + "." + (4 + number % 250);
        String name = "ip-" + address.replace('.', '-');
        // one in two hundred is being emptied, one in five hundred is short of disk
        boolean cordoned = number % 200 == 150;
        boolean large = number % 4 == 0;
        Map<String, Object> shorthand = Tree.of(
                "node",
                name,
                "zone",
                ZONES.get(number % ZONES.size()),
                "type",
                large ? "m6i.8xlarge" : "m6i.4xlarge",
                "cpu",
                large ? 32L : 16L,
                "memory",
                large ? "128Gi" : "64Gi",
                "pool",
                large ? "large" : "general",
                "version",
                version,
                "cordoned",
                cordoned,
                "demo",
                Tree.of("age", 3 + number % 60 + "d"));
        if (number % 500 == 250) {
            shorthand.put("pressure", Tree.of("DiskPressure", "26m"));
        }
        Instant now = cluster.now();
        Map<String, Object> node = NodeShorthand.expand(shorthand, number, now);
        node.remove("demo");
        String network = "10." + (100 + (number >> 8)) + "." + (number & 255) + ".";
        Tree.put(node, network + "0/24", "spec", "podCIDR");
        Tree.put(node, Tree.listOf(network + "0/24"), "spec", "podCIDRs");
        Tree.put(node, now.minusSeconds(86_400L * (3 + number % 60)).toString(), "metadata", "creationTimestamp");
        Map<String, Object> founded = cluster.create(Kinds.NODE, node);
        cluster.create(Kinds.LEASE, NodeHeartbeats.lease(founded, now));
        return new Node(name, address, network, !cordoned);
    }

    int nodes() {
        return nodes.size();
    }

    /** A place on any node with room. */
    Seat any() {
        for (int tried = 0; tried < nodes.size(); tried++) {
            int node = next;
            next = (next + 1) % nodes.size();
            if (nodes.get(node).takesPods && pods[node] < MOST) {
                return on(node);
            }
        }
        throw new IllegalStateException("There is no room left on " + nodes.size() + " nodes.");
    }

    /** A place on that node, room or not. */
    Seat on(int number) {
        Node node = nodes.get(number);
        return new Seat(node.name, node.address, node.network + (3 + pods[number]++));
    }
}
