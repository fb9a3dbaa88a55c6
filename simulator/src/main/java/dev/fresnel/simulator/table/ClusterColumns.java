package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The columns of nodes, namespaces and what belongs to the cluster as a whole. */
final class ClusterColumns {

    private static final String ROLE = "node-role.kubernetes.io/";

    private final Ages ages;

    ClusterColumns(Ages ages) {
        this.ages = ages;
    }

    List<Column> nodes() {
        return List.of(
                Column.ofName(),
                Column.text("Status", ClusterColumns::nodeStatus),
                Column.text("Roles", ClusterColumns::nodeRoles),
                ages.column(),
                Column.path("Version", "status", "nodeInfo", "kubeletVersion"),
                Column.text("Internal-IP", object -> nodeAddress(object, "InternalIP"))
                        .wide(),
                Column.text("External-IP", object -> nodeAddress(object, "ExternalIP"))
                        .wide(),
                nodeInfo("OS-Image", "osImage"),
                Column.text("Kernel-Version", ClusterColumns::kernel).wide(),
                nodeInfo("Container-Runtime", "containerRuntimeVersion"));
    }

    private static String nodeStatus(Map<String, Object> node) {
        Map<String, Object> ready = Conditions.find(node, "Ready");
        String status = ready.isEmpty() ? "Unknown" : Tree.text(ready, "status").equals("True") ? "Ready" : "NotReady";
        return Tree.isTrue(node, "spec", "unschedulable") ? status + ",SchedulingDisabled" : status;
    }

    private static String nodeRoles(Map<String, Object> node) {
        List<String> roles = new ArrayList<>();
        new TreeMap<>(Tree.map(node, "metadata", "labels")).forEach((key, value) -> {
            if (key.startsWith(ROLE) && key.length() > ROLE.length()) {
                roles.add(key.substring(ROLE.length()));
            } else if (key.equals("kubernetes.io/role") && !value.equals("")) {
                roles.add(value.toString());
            }
        });
        return Texts.orNone(String.join(",", roles.stream().sorted().distinct().toList()));
    }

    private static String nodeAddress(Map<String, Object> node, String type) {
        return Tree.maps(node, "status", "addresses").stream()
                .filter(address -> Tree.text(address, "type").equals(type))
                .map(address -> Tree.text(address, "address"))
                .findFirst()
                .orElse("<none>");
    }

    private static String kernel(Map<String, Object> node) {
        Map<String, Object> info = Tree.map(node, "status", "nodeInfo");
        String version = Tree.text(info, "kernelVersion");
        String architecture = Tree.text(info, "architecture");
        if (version.isEmpty()) {
            return "<unknown>";
        }
        return architecture.isEmpty() ? version : version + " (" + architecture + ")";
    }

    private static Column nodeInfo(String name, String field) {
        return Column.text(name, object -> {
                    String info = Tree.text(object, "status", "nodeInfo", field);
                    return info.isEmpty() ? "<unknown>" : info;
                })
                .wide();
    }

    List<Column> namespaces() {
        return List.of(Column.ofName(), Column.path("Status", "status", "phase"), ages.column());
    }

    List<Column> events() {
        return List.of(
                Column.text("Last Seen", this::lastSeen),
                Column.path("Type", "type"),
                Column.path("Reason", "reason"),
                Column.text("Object", object -> {
                    String kind = Tree.text(object, "involvedObject", "kind").toLowerCase(Locale.ROOT);
                    String name = Tree.text(object, "involvedObject", "name");
                    return name.isEmpty() ? kind : kind + "/" + name;
                }),
                Column.path("Subobject", "involvedObject", "fieldPath").wide(),
                Column.text("Source", ClusterColumns::eventSource).wide(),
                Column.text("Message", object -> Tree.text(object, "message").strip()),
                Column.text("First Seen", this::firstSeen).wide(),
                Column.text("Count", ClusterColumns::eventCount).wide(),
                Column.ofName().wide());
    }

    private String firstSeen(Map<String, Object> event) {
        String first = Tree.text(event, "firstTimestamp");
        return ages.since(first.isEmpty() ? Tree.text(event, "eventTime") : first);
    }

    private String lastSeen(Map<String, Object> event) {
        String inSeries = Tree.text(event, "series", "lastObservedTime");
        String last = inSeries.isEmpty() ? Tree.text(event, "lastTimestamp") : inSeries;
        return last.isEmpty() ? firstSeen(event) : ages.since(last);
    }

    private static Object eventCount(Map<String, Object> event) {
        long count = Tree.number(event, 0, "series", "count");
        return count == 0 ? Math.max(1, Tree.number(event, 1, "count")) : count;
    }

    private static String eventSource(Map<String, Object> event) {
        String component = firstOf(Tree.text(event, "source", "component"), Tree.text(event, "reportingComponent"));
        String instance = firstOf(Tree.text(event, "source", "host"), Tree.text(event, "reportingInstance"));
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    private static String firstOf(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    List<Column> quotas() {
        return List.of(
                Column.ofName(),
                Column.text("Request", object -> quota(object, false)),
                Column.text("Limit", object -> quota(object, true)),
                ages.column());
    }

    private static String quota(Map<String, Object> quota, boolean limits) {
        List<String> parts = new ArrayList<>();
        for (String resource : new TreeMap<>(Tree.map(quota, "status", "hard")).keySet()) {
            if (resource.startsWith("limits") == limits) {
                String used = Tree.text(quota, "status", "used", resource);
                parts.add(resource + ": " + (used.isEmpty() ? "0" : used) + "/"
                        + Tree.text(quota, "status", "hard", resource));
            }
        }
        return String.join(", ", parts);
    }

    List<Column> budgets() {
        return List.of(
                Column.ofName(),
                Column.text("Min Available", object -> orNotApplicable(Tree.text(object, "spec", "minAvailable"))),
                Column.text("Max Unavailable", object -> orNotApplicable(Tree.text(object, "spec", "maxUnavailable"))),
                Column.count("Allowed Disruptions", "status", "disruptionsAllowed"),
                ages.column());
    }

    private static String orNotApplicable(String text) {
        return text.isEmpty() ? "N/A" : text;
    }

    List<Column> priorityClasses() {
        return List.of(
                Column.ofName(),
                Column.count("Value", "value"),
                Column.bool("Global-Default", object -> Tree.isTrue(object, "globalDefault")),
                ages.column(),
                Column.path("PreemptionPolicy", "preemptionPolicy"));
    }

    List<Column> apiServices() {
        return List.of(
                Column.ofName(),
                Column.text("Service", object -> {
                    Map<String, Object> service = Tree.map(object, "spec", "service");
                    return service.isEmpty()
                            ? "Local"
                            : Tree.text(service, "namespace") + "/" + Tree.text(service, "name");
                }),
                Column.text("Available", object -> {
                    Map<String, Object> available = Conditions.find(object, "Available");
                    String status = Tree.text(available, "status");
                    return available.isEmpty()
                            ? "Unknown"
                            : status.equals("True") ? status : status + " (" + Tree.text(available, "reason") + ")";
                }),
                ages.column());
    }

    List<Column> metrics() {
        return List.of(
                Column.ofName(),
                Column.text("cpu", object -> metric(object, "cpu")),
                Column.text("memory", object -> metric(object, "memory")),
                Column.path("Window", "window"));
    }

    /** The usage of a node, or of a pod's containers together; both have whole numbers with one unit. */
    private static String metric(Map<String, Object> object, String resource) {
        String own = Tree.text(object, "usage", resource);
        if (!own.isEmpty()) {
            return own;
        }
        long sum = 0;
        for (Map<String, Object> container : Tree.maps(object, "containers")) {
            sum += Long.parseLong(Tree.text(container, "usage", resource).replaceAll("\\D", ""));
        }
        return sum + (resource.equals("cpu") ? "n" : "Ki");
    }
}
