package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The surroundings as the cluster's objects have them now. */
final class LiveSurroundings implements Surroundings {
    private final Cluster cluster;

    LiveSurroundings(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Map<String, Object>> configMap(String namespace, String name) {
        return name.isEmpty()
                ? Optional.empty()
                : cluster.get(Kinds.CONFIG_MAP, namespace, name).map(map -> Tree.map(map, "data"));
    }

    @Override
    public Optional<Map<String, Object>> secret(String namespace, String name) {
        return name.isEmpty()
                ? Optional.empty()
                : cluster.get(Kinds.SECRET, namespace, name).map(secret -> Tree.map(secret, "data"));
    }

    /** A host with dots but without the cluster's suffix may be {@code service.namespace} or a name outside. */
    @Override
    public boolean resolves(String namespace, String host) {
        String[] labels = host.split("\\.", -1);
        String service = labels[0];
        String in = labels.length > 1 ? labels[1] : namespace;
        boolean ofCluster = labels.length <= 2 || labels[2].equals("svc");
        return !ofCluster || cluster.get(Kinds.SERVICE, in, service).isPresent();
    }

    @Override
    public boolean hasImage(String node, String image) {
        return cluster.podsOnNode(node).stream()
                .filter(pod -> Conditions.isTrue(pod, "Initialized"))
                .flatMap(pod -> Tree.maps(pod, "status", "containerStatuses").stream())
                .anyMatch(status -> Tree.text(status, "image").equals(image)
                        && !Tree.text(status, "imageID").isEmpty());
    }

    @Override
    public String podAddress(Map<String, Object> pod) {
        String nodeName = Tree.text(pod, "spec", "nodeName");
        String network = cluster.get(Kinds.NODE, "", nodeName)
                .map(node -> Tree.text(node, "spec", "podCIDR"))
                .orElse("");
        String prefix = network.isEmpty() ? "10.244.255." : network.substring(0, network.lastIndexOf('.') + 1);
        Set<String> taken = cluster.podsOnNode(nodeName).stream()
                .map(other -> Tree.text(other, "status", "podIP"))
                .collect(Collectors.toSet());
        int last = Math.floorMod(Names.fnv(Meta.uid(pod)), 250);
        while (taken.contains(prefix + (last + 3))) {
            last = (last + 1) % 250;
        }
        return prefix + (last + 3);
    }

    @Override
    public String nodeAddress(String nodeName) {
        return cluster.get(Kinds.NODE, "", nodeName).stream()
                .flatMap(node -> Tree.maps(node, "status", "addresses").stream())
                .filter(address -> Tree.text(address, "type").equals("InternalIP"))
                .map(address -> Tree.text(address, "address"))
                .findFirst()
                .orElse("127.0.0.1");
    }
}
