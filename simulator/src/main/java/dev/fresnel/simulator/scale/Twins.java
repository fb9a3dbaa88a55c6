package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes pods that differ from a pod in nothing but what must differ; the rest they share with it. */
final class Twins {
    private final Cluster cluster;
    private final Random random;

    Twins(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    /** The pod, frozen, with its containers, volumes and the like as parts that its twins share. */
    static Map<String, Object> first(Map<String, Object> pod) {
        Map<String, Object> first = pod;
        for (String part : List.of("containers", "volumes", "tolerations")) {
            first = share(first, "spec", part);
        }
        first = share(first, "metadata", "ownerReferences");
        first = share(first, "metadata", "managedFields");
        return share(first, "status", "conditions");
    }

    private static Map<String, Object> share(Map<String, Object> pod, String... path) {
        Object part = Tree.at(pod, path);
        return part == null ? pod : Tree.with(pod, Tree.shared(part), path);
    }

    /** The pod in another place, with another name. */
    Map<String, Object> twin(Map<String, Object> pod, String name, Seats.Seat seat) {
        Map<String, Object> twin = named(seated(pod, seat), name);
        List<Object> statuses = new ArrayList<>();
        for (Map<String, Object> status : Tree.maps(pod, "status", "containerStatuses")) {
            statuses.add(ofTwin(status, pod, twin));
        }
        return Tree.with(twin, statuses, "status", "containerStatuses");
    }

    /** The pod with another name. */
    Map<String, Object> named(Map<String, Object> pod, String name) {
        return Tree.with(Tree.with(pod, name, "metadata", "name"), cluster.newUid(), "metadata", "uid");
    }

    private Map<String, Object> ofTwin(Map<String, Object> status, Map<String, Object> pod, Map<String, Object> twin) {
        Map<String, Object> own = status.containsKey("containerID")
                ? Tree.with(status, "containerd://" + digest(), "containerID")
                : status;
        String waiting = Tree.text(status, "state", "waiting", "message");
        return waiting.isEmpty()
                ? own
                : Tree.with(
                        own,
                        waiting.replace(Meta.name(pod), Meta.name(twin)).replace(Meta.uid(pod), Meta.uid(twin)),
                        "state",
                        "waiting",
                        "message");
    }

    /** The pod itself in another place. */
    static Map<String, Object> seated(Map<String, Object> pod, Seats.Seat seat) {
        Map<String, Object> seated = Tree.with(pod, seat.node(), "spec", "nodeName");
        seated = address(seated, seat.hostAddress(), "hostIP", "hostIPs");
        boolean ofHost = Tree.isTrue(pod, "spec", "hostNetwork");
        return Tree.text(pod, "status", "podIP").isEmpty()
                ? seated
                : address(seated, ofHost ? seat.hostAddress() : seat.podAddress(), "podIP", "podIPs");
    }

    private static Map<String, Object> address(Map<String, Object> pod, String address, String one, String all) {
        return Tree.with(Tree.with(pod, address, "status", one), Tree.listOf(Tree.of("ip", address)), "status", all);
    }

    private String digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
