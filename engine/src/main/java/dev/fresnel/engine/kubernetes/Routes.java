package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of ingresses, endpoints and addresses. */
final class Routes {

    /** kubectl shows this many of a list and counts the rest. */
    private static final int SHOWN = 3;

    static final List<Function> FUNCTIONS = List.of(
            Function.of("ingress.hosts", ColumnKind.CODE, Routes::hosts, "spec.rules.host"),
            Function.of("ingress.address", ColumnKind.CODE, Routes::address, "status.loadBalancer"),
            Function.of("ingress.ports", ColumnKind.TEXT, Routes::ports, "spec.tls"),
            Function.of(
                    "ingressclass.parameters",
                    ColumnKind.TEXT,
                    Routes::parameters,
                    "spec.parameters.kind",
                    "spec.parameters.apiGroup",
                    "spec.parameters.name"),
            Function.of("endpoints.endpoints", ColumnKind.CODE, Routes::endpoints, "subsets"),
            Function.of(
                    "endpoints.status",
                    ColumnKind.STATUS,
                    Routes::endpointsStatus,
                    "subsets.addresses.ip",
                    "subsets.notReadyAddresses.ip"),
            Function.of("endpointslice.ports", ColumnKind.CODE, Routes::slicePorts, "ports.port", "ports.name"),
            Function.of("endpointslice.endpoints", ColumnKind.CODE, Routes::sliceEndpoints, "endpoints.addresses"),
            Function.of("endpointslice.ready", ColumnKind.RATIO, Routes::sliceReady, "endpoints.conditions"),
            Function.of(
                    "endpointslice.status",
                    ColumnKind.STATUS,
                    Routes::sliceStatus,
                    "endpoints.conditions.ready",
                    "endpoints.conditions.terminating"),
            Function.of("ipaddress.parent", ColumnKind.TEXT, Routes::parent, "spec.parentRef"));

    private Routes() {}

    static Cell hosts(Map<String, Object> ingress, long now) {
        List<Object> rules = Tree.list(ingress, "spec", "rules");
        List<String> hosts = new ArrayList<>();
        boolean more = false;
        for (Object rule : rules) {
            more |= hosts.size() == SHOWN;
            String host = Tree.text(rule, "host");
            if (!more && !host.isEmpty()) {
                hosts.add(host);
            }
        }
        if (hosts.isEmpty()) {
            return new Cell.Code("*");
        }
        return new Cell.Code(String.join(",", hosts) + (more ? " + " + (rules.size() - SHOWN) + " more..." : ""));
    }

    static Cell address(Map<String, Object> ingress, long now) {
        return Cells.code(String.join(",", Services.balancerAddresses(ingress)));
    }

    static Cell ports(Map<String, Object> ingress, long now) {
        return new Cell.Text(Tree.list(ingress, "spec", "tls").isEmpty() ? "80" : "80, 443");
    }

    static Cell parameters(Map<String, Object> ingressClass, long now) {
        Map<String, Object> parameters = Tree.map(ingressClass, "spec", "parameters");
        if (parameters.isEmpty()) {
            return Cells.MISSING;
        }
        String group = Tree.text(parameters, "apiGroup");
        return Cells.text(Tree.text(parameters, "kind") + (group.isEmpty() ? "" : "." + group) + "/"
                + Tree.text(parameters, "name"));
    }

    static Cell endpoints(Map<String, Object> endpoints, long now) {
        List<String> all = new ArrayList<>();
        for (Object subset : Tree.list(endpoints, "subsets")) {
            List<Object> ports = Tree.list(subset, "ports");
            List<Object> addresses = Tree.list(subset, "addresses");
            if (ports.isEmpty()) {
                addresses.forEach(address -> all.add(Tree.text(address, "ip")));
            }
            for (Object port : ports) {
                addresses.forEach(
                        address -> all.add(hostPort(Tree.text(address, "ip")) + ":" + Tree.text(port, "port")));
            }
        }
        return Cells.code(some(all));
    }

    static Cell endpointsStatus(Map<String, Object> endpoints, long now) {
        long ready = 0;
        long waiting = 0;
        for (Object subset : Tree.list(endpoints, "subsets")) {
            ready += Tree.list(subset, "addresses").size();
            waiting += Tree.list(subset, "notReadyAddresses").size();
        }
        if (ready == 0) {
            return Cells.status(
                    waiting == 0 ? Severity.HEALTHY : Severity.WARNING, waiting == 0 ? "Empty" : "NotReady");
        }
        return Cells.status(waiting == 0 ? Severity.HEALTHY : Severity.WARNING, waiting == 0 ? "Ready" : "Degraded");
    }

    private static String hostPort(String ip) {
        return ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
    }

    static Cell slicePorts(Map<String, Object> slice, long now) {
        List<String> ports = Tree.list(slice, "ports").stream()
                .map(port -> {
                    String number = Tree.text(port, "port");
                    String name = Tree.text(port, "name");
                    return number.isEmpty() ? Tree.at(port, "name") == null ? "*" : name : number;
                })
                .toList();
        return Cells.code(some(ports));
    }

    static Cell sliceEndpoints(Map<String, Object> slice, long now) {
        List<String> addresses = new ArrayList<>();
        for (Object endpoint : Tree.list(slice, "endpoints")) {
            Tree.list(endpoint, "addresses").forEach(address -> addresses.add(Tree.scalar(address)));
        }
        return Cells.code(some(addresses));
    }

    /** An endpoint that does not say is taken as ready, as the API has it. */
    static Cell sliceReady(Map<String, Object> slice, long now) {
        List<Object> endpoints = Tree.list(slice, "endpoints");
        long ready = endpoints.stream()
                .filter(endpoint -> !Boolean.FALSE.equals(Tree.at(endpoint, "conditions", "ready")))
                .count();
        return endpoints.isEmpty() ? Cells.MISSING : new Cell.Ratio(ready, endpoints.size());
    }

    /** An empty slice warns: it is kept for a service whose selector selects nothing, so whoever calls it is refused. */
    static Cell sliceStatus(Map<String, Object> slice, long now) {
        List<Object> staying = Tree.list(slice, "endpoints").stream()
                .filter(endpoint -> !Tree.yes(endpoint, "conditions", "terminating"))
                .toList();
        long ready = staying.stream()
                .filter(endpoint -> !Boolean.FALSE.equals(Tree.at(endpoint, "conditions", "ready")))
                .count();
        if (ready == 0) {
            return Cells.status(Severity.WARNING, staying.isEmpty() ? "Empty" : "NotReady");
        }
        return ready == staying.size()
                ? Cells.status(Severity.HEALTHY, "Ready")
                : Cells.status(Severity.WARNING, "Degraded");
    }

    private static String some(List<String> all) {
        if (all.size() <= SHOWN) {
            return String.join(",", all);
        }
        return String.join(",", all.subList(0, SHOWN)) + " + " + (all.size() - SHOWN) + " more...";
    }

    static Cell parent(Map<String, Object> address, long now) {
        Map<String, Object> parent = Tree.map(address, "spec", "parentRef");
        if (parent.isEmpty()) {
            return Cells.MISSING;
        }
        String group = Tree.text(parent, "group");
        String namespace = Tree.text(parent, "namespace");
        String resource = Tree.text(parent, "resource") + (group.isEmpty() ? "" : "." + group);
        return Cells.text(resource.toLowerCase(Locale.ROOT) + (namespace.isEmpty() ? "" : "/" + namespace) + "/"
                + Tree.text(parent, "name"));
    }
}
