package dev.fresnel.engine.live;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.PortsData.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What ports a pod, or a service in front of it, has. */
final class ObjectPorts {

    private ObjectPorts() {}

    /** Ports that a service gives to its pods. */
    static List<Port> ofService(Map<String, Object> service) {
        List<Port> ports = new ArrayList<>();
        for (Object port : Tree.list(service, "spec", "ports")) {
            if (isTcp(port)) {
                ports.add(new Port((int) Tree.whole(0, port, "port"), Tree.text(port, "name")));
            }
        }
        return ports;
    }

    /** Ports that a pod's containers are said to listen at. */
    static List<Port> ofPod(Map<String, Object> pod) {
        List<Port> ports = new ArrayList<>();
        for (Object container : Tree.list(pod, "spec", "containers")) {
            for (Object port : Tree.list(container, "ports")) {
                if (isTcp(port)) {
                    ports.add(new Port((int) Tree.whole(0, port, "containerPort"), Tree.text(port, "name")));
                }
            }
        }
        return ports;
    }

    private static boolean isTcp(Object port) {
        String protocol = Tree.text(port, "protocol");
        return protocol.isEmpty() || protocol.equals("TCP");
    }

    /** Which port of a pod a service's port leads to; the same number where the service says nothing of it. */
    static int behind(Map<String, Object> service, Map<String, Object> pod, int port) {
        for (Object each : Tree.list(service, "spec", "ports")) {
            if (Tree.whole(0, each, "port") == port && isTcp(each)) {
                Object target = Tree.at(each, "targetPort");
                if (target instanceof Number number) {
                    return number.intValue();
                }
                String name = Tree.scalar(target);
                return ofPod(pod).stream()
                        .filter(known -> known.name().equals(name))
                        .map(Port::port)
                        .findFirst()
                        .orElse(port);
            }
        }
        return port;
    }
}
