package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a container of a pod must fulfil: those of Kubernetes' rules that people run into. */
final class ContainerRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final long LAST_PORT = 65535;

    private ContainerRules() {}

    static void check(Map<String, Object> container, String path, List<Cause> causes) {
        String name = Tree.text(container, "name");
        if (name.isEmpty()) {
            required(path + ".name", causes);
        } else if (!NAME.matcher(name).matches()) {
            invalid(
                    path + ".name",
                    Json.text(name) + ": a lowercase RFC 1123 label must consist of lower case alphanumeric characters"
                            + " or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or"
                            + " '123-abc', regex used for validation is '" + NAME.pattern() + "')",
                    causes);
        }
        if (Tree.text(container, "image").isEmpty()) {
            required(path + ".image", causes);
        }
        List<Map<String, Object>> ports = Tree.maps(container, "ports");
        for (int i = 0; i < ports.size(); i++) {
            long port = Tree.number(ports.get(i), 0, "containerPort");
            if (port < 1 || port > LAST_PORT) {
                invalid(
                        path + ".ports[" + i + "].containerPort",
                        port + ": must be between 1 and " + LAST_PORT + ", inclusive",
                        causes);
            }
        }
        checkResources(container, path, causes);
    }

    private static void checkResources(Map<String, Object> container, String path, List<Cause> causes) {
        Tree.map(container, "resources", "requests").forEach((resource, request) -> {
            String limit = Tree.text(container, "resources", "limits", resource);
            if (!limit.isEmpty() && Quantity.milli(request.toString()) > Quantity.milli(limit)) {
                invalid(
                        path + ".resources.requests",
                        "\"" + request + "\": must be less than or equal to " + resource + " limit of " + limit,
                        causes);
            }
        });
    }

    private static void required(String field, List<Cause> causes) {
        causes.add(new Cause("FieldValueRequired", field, "Required value"));
    }

    private static void invalid(String field, String why, List<Cause> causes) {
        causes.add(new Cause("FieldValueInvalid", field, "Invalid value: " + why));
    }
}
