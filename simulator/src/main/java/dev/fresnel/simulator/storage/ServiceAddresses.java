package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Hands out cluster IPs of 10.96.0.0/16 and node ports of 30000 to 32767, each once. Not thread-safe.
 */
final class ServiceAddresses {

    private final Random random;
    private final Set<String> addresses = new HashSet<>();
    private final Set<Long> ports = new HashSet<>();

    ServiceAddresses(long seed) {
        this.random = new Random(seed);
    }

    /** Gives a service what its type needs and it does not have. */
    void assign(Map<String, Object> spec) {
        String address = Tree.text(spec, "clusterIP");
        if (address.isEmpty()) {
            do {
                address = "10.96." + random.nextInt(256) + "." + (1 + random.nextInt(254));
            } while (!addresses.add(address));
            spec.put("clusterIP", address);
        } else {
            addresses.add(address);
        }
        spec.putIfAbsent("clusterIPs", Tree.listOf(address));
        spec.putIfAbsent("ipFamilies", Tree.listOf("IPv4"));
        spec.putIfAbsent("ipFamilyPolicy", "SingleStack");
        String type = Tree.text(spec, "type");
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            Tree.maps(spec, "ports").forEach(this::assignNodePort);
        }
    }

    private void assignNodePort(Map<String, Object> port) {
        long number = Tree.number(port, 0, "nodePort");
        if (number != 0) {
            ports.add(number);
            return;
        }
        do {
            number = 30000L + random.nextInt(2768);
        } while (!ports.add(number));
        port.put("nodePort", number);
    }
}
