package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of services, endpoints, ingresses and network policies. */
final class NetworkColumns {

    private final Ages ages;

    NetworkColumns(Ages ages) {
        this.ages = ages;
    }

    List<Column> services() {
        return List.of(
                Column.ofName(),
                Column.path("Type", "spec", "type"),
                Column.text("Cluster-IP", object -> {
                    List<String> addresses = Tree.texts(object, "spec", "clusterIPs");
                    return addresses.isEmpty() ? "<none>" : addresses.getFirst();
                }),
                Column.text("External-IP", NetworkColumns::externalAddress),
                Column.text("Port(s)", NetworkColumns::servicePorts),
                ages.column(),
                Column.text("Selector", object -> Texts.labels(Tree.map(object, "spec", "selector")))
                        .wide());
    }

    private static String externalAddress(Map<String, Object> service) {
        String external = String.join(",", Tree.texts(service, "spec", "externalIPs"));
        return switch (Tree.text(service, "spec", "type")) {
            case "ClusterIP", "NodePort" -> Texts.orNone(external);
            case "LoadBalancer" -> {
                List<String> all = new ArrayList<>();
                String balancer = loadBalancer(service);
                if (!balancer.isEmpty()) {
                    all.add(balancer);
                }
                all.addAll(Tree.texts(service, "spec", "externalIPs"));
                yield all.isEmpty() ? "<pending>" : String.join(",", all);
            }
            case "ExternalName" -> Tree.text(service, "spec", "externalName");
            default -> "<unknown>";
        };
    }

    private static String loadBalancer(Map<String, Object> object) {
        List<String> addresses = new ArrayList<>();
        for (Map<String, Object> ingress : Tree.maps(object, "status", "loadBalancer", "ingress")) {
            String address = Tree.text(ingress, "ip");
            addresses.add(address.isEmpty() ? Tree.text(ingress, "hostname") : address);
        }
        return String.join(",", addresses);
    }

    private static String servicePorts(Map<String, Object> service) {
        List<String> ports = new ArrayList<>();
        for (Map<String, Object> port : Tree.maps(service, "spec", "ports")) {
            String nodePort = Tree.text(port, "nodePort");
            ports.add(Tree.text(port, "port") + (nodePort.isEmpty() || nodePort.equals("0") ? "" : ":" + nodePort) + "/"
                    + Tree.text(port, "protocol"));
        }
        return Texts.orNone(String.join(",", ports));
    }

    List<Column> endpoints() {
        return List.of(Column.ofName(), Column.text("Endpoints", NetworkColumns::addresses), ages.column());
    }

    private static String addresses(Map<String, Object> endpoints) {
        List<String> all = new ArrayList<>();
        for (Map<String, Object> subset : Tree.maps(endpoints, "subsets")) {
            List<Map<String, Object>> addresses = Tree.maps(subset, "addresses");
            List<Map<String, Object>> ports = Tree.maps(subset, "ports");
            if (ports.isEmpty()) {
                addresses.forEach(address -> all.add(Tree.text(address, "ip")));
            }
            for (Map<String, Object> port : ports) {
                for (Map<String, Object> address : addresses) {
                    all.add(Tree.text(address, "ip") + ":" + Tree.text(port, "port"));
                }
            }
        }
        return Texts.orNone(Texts.some(all, 3, ","));
    }

    List<Column> endpointSlices() {
        return List.of(
                Column.ofName(),
                Column.path("AddressType", "addressType"),
                Column.text("Ports", object -> {
                    List<String> ports = new ArrayList<>();
                    for (Map<String, Object> port : Tree.maps(object, "ports")) {
                        String number = Tree.text(port, "port");
                        String name = Tree.text(port, "name");
                        ports.add(!number.isEmpty() ? number : name.isEmpty() ? "*" : name);
                    }
                    return Texts.orUnset(Texts.some(ports, 3, ","));
                }),
                Column.text("Endpoints", object -> {
                    List<String> addresses = new ArrayList<>();
                    Tree.maps(object, "endpoints")
                            .forEach(endpoint -> addresses.addAll(Tree.texts(endpoint, "addresses")));
                    return Texts.orUnset(Texts.some(addresses, 3, ","));
                }),
                ages.column());
    }

    List<Column> ingresses() {
        return List.of(
                Column.ofName(),
                Column.text("Class", object -> Texts.orNone(Tree.text(object, "spec", "ingressClassName"))),
                Column.text("Hosts", object -> {
                    List<String> hosts = Tree.maps(object, "spec", "rules").stream()
                            .map(rule -> Tree.text(rule, "host"))
                            .filter(host -> !host.isEmpty())
                            .toList();
                    return hosts.isEmpty() ? "*" : Texts.some(hosts, 3, ",");
                }),
                Column.text("Address", NetworkColumns::loadBalancer),
                Column.text("Ports", object -> Tree.list(object, "spec", "tls").isEmpty() ? "80" : "80, 443"),
                ages.column());
    }

    List<Column> ingressClasses() {
        return List.of(
                Column.ofName(),
                Column.path("Controller", "spec", "controller"),
                Column.text("Parameters", object -> {
                    Map<String, Object> parameters = Tree.map(object, "spec", "parameters");
                    String group = Tree.text(parameters, "apiGroup");
                    return parameters.isEmpty()
                            ? "<none>"
                            : Tree.text(parameters, "kind") + (group.isEmpty() ? "" : "." + group) + "/"
                                    + Tree.text(parameters, "name");
                }),
                ages.column());
    }

    List<Column> networkPolicies() {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Pod-Selector",
                        object -> Texts.orNone(Texts.selector(Tree.map(object, "spec", "podSelector")))),
                ages.column());
    }
}
