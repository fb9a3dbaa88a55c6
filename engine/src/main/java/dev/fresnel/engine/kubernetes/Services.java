package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of a service. */
final class Services {

    static final List<Function> FUNCTIONS = List.of(
            Function.of(
                    "service.externalIP",
                    ColumnKind.CODE,
                    Services::externalAddress,
                    "spec.type",
                    "spec.externalIPs",
                    "spec.externalName",
                    "status.loadBalancer.ingress.ip",
                    "status.loadBalancer.ingress.hostname"),
            Function.of(
                    "service.ports",
                    ColumnKind.CODE,
                    Services::ports,
                    "spec.ports.port",
                    "spec.ports.protocol",
                    "spec.ports.nodePort"),
            Function.of(
                    "service.status",
                    ColumnKind.STATUS,
                    Services::status,
                    "metadata.deletionTimestamp",
                    "spec.type",
                    "status.loadBalancer.ingress.ip",
                    "status.loadBalancer.ingress.hostname"));

    private Services() {}

    static Cell externalAddress(Map<String, Object> service, long now) {
        List<String> external = Tree.list(service, "spec", "externalIPs").stream()
                .map(Tree::scalar)
                .toList();
        return switch (Tree.text(service, "spec", "type")) {
            case "ClusterIP", "NodePort" -> Cells.code(String.join(",", external));
            case "LoadBalancer" -> {
                List<String> all = new ArrayList<>(balancerAddresses(service));
                all.addAll(external);
                yield all.isEmpty() ? new Cell.Text("<pending>") : Cells.code(String.join(",", all));
            }
            case "ExternalName" -> Cells.code(Tree.text(service, "spec", "externalName"));
            default -> Cells.MISSING;
        };
    }

    /** Addresses that a load balancer has given, sorted, of Services and of Ingresses alike. */
    static List<String> balancerAddresses(Map<String, Object> object) {
        TreeSet<String> addresses = new TreeSet<>();
        for (Object ingress : Tree.list(object, "status", "loadBalancer", "ingress")) {
            String ip = Tree.text(ingress, "ip");
            String address = ip.isEmpty() ? Tree.text(ingress, "hostname") : ip;
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }

    static Cell ports(Map<String, Object> service, long now) {
        return Cells.code(String.join(
                ",",
                Tree.list(service, "spec", "ports").stream().map(Services::port).toList()));
    }

    private static String port(Object port) {
        long node = Tree.whole(0, port, "nodePort");
        return Tree.text(port, "port") + (node > 0 ? ":" + node : "") + "/" + Tree.text(port, "protocol");
    }

    /** Not of kubectl: a load balancer that has no address yet is on its way. */
    static Cell status(Map<String, Object> service, long now) {
        if (Tree.at(service, "metadata", "deletionTimestamp") != null) {
            return Cells.status(Severity.PROGRESSING, "Terminating");
        }
        boolean waits = "LoadBalancer".equals(Tree.text(service, "spec", "type"))
                && balancerAddresses(service).isEmpty();
        return waits ? Cells.status(Severity.PROGRESSING, "Pending") : Cells.status(Severity.HEALTHY, "Active");
    }
}
