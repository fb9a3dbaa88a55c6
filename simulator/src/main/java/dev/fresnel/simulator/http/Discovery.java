package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells what is served: aggregated (v2, one answer) and legacy (one for each group and version), and the version. */
final class Discovery {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /** In the order in which a real API server tells them. */
    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private final ResourceTypes types;
    private final String version;

    /** @param version of Kubernetes, such as {@code v1.36.3} */
    Discovery(ResourceTypes types, String version) {
        this.types = types;
        this.version = version;
    }

    Map<String, Object> version() {
        String[] parts = version.substring(1).split("\\.", -1);
        return Tree.of(
                "major",
                parts[0],
                "minor",
                parts[1],
                "gitVersion",
                version,
                "gitCommit",
                "",
                "gitTreeState",
                "clean",
                "buildDate",
                "1970-01-01T00:00:00Z",
                "goVersion",
                "none",
                "compiler",
                "javac",
                "platform",
                "jvm");
    }

    /** The answer at {@code /}. */
    Map<String, Object> paths() {
        TreeSet<String> paths = new TreeSet<>(
                List.of("/api", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
        for (ResourceType type : types.all()) {
            if (type.group().isEmpty()) {
                paths.add("/api/" + type.version());
            } else {
                paths.add("/apis/" + type.group());
                paths.add("/apis/" + type.apiVersion());
            }
        }
        return Tree.of("paths", List.copyOf(paths));
    }

    /** Answers {@code /api}, {@code /apis} and what is below them, down to a group's version. */
    void answer(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        boolean core = path.getFirst().equals("api");
        if (path.size() == 1 && wantsAggregated(exchange)) {
            exchange.json(200, AGGREGATED, aggregated(core));
            return;
        }
        Accept.requireJson(exchange.header("Accept"));
        if (path.size() == 1) {
            exchange.json(200, core ? coreVersions() : groups());
        } else if (!core && path.size() == 2) {
            exchange.json(200, group(path.get(1)));
        } else {
            exchange.json(200, resources(core ? "" : path.get(1), path.getLast()));
        }
    }

    private static boolean wantsAggregated(Exchange exchange) {
        for (Accept range : Accept.parse(exchange.header("Accept"))) {
            if (range.parameter("as").equals("APIGroupDiscoveryList")
                    && range.parameter("v").equals("v2")) {
                return true;
            }
            if (range.isJson() && range.parameter("as").isEmpty()) {
                return false;
            }
        }
        return false;
    }

    /** Group to version to types, groups in the order of discovery and versions in that of preference. */
    private Map<String, Map<String, List<ResourceType>>> byGroup() {
        Map<String, Map<String, List<ResourceType>>> groups = new LinkedHashMap<>();
        for (ResourceType type : types.all()) {
            groups.computeIfAbsent(type.group(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(type.version(), _ -> new ArrayList<>())
                    .add(type);
        }
        groups.replaceAll((_, versions) -> {
            Map<String, List<ResourceType>> sorted = new LinkedHashMap<>();
            versions.keySet().stream()
                    .sorted(ResourceTypes.NEWEST_VERSION_FIRST)
                    .forEach(version -> sorted.put(version, versions.getOrDefault(version, List.of())));
            return sorted;
        });
        return groups;
    }

    private Map<String, Object> aggregated(boolean core) {
        List<Object> items = new ArrayList<>();
        byGroup().forEach((group, versions) -> {
            if (group.isEmpty() == core) {
                List<Object> served = new ArrayList<>();
                versions.forEach((version, inVersion) -> served.add(Tree.of(
                        "version",
                        version,
                        "resources",
                        inVersion.stream().map(Discovery::aggregated).toList(),
                        "freshness",
                        "Current")));
                items.add(Tree.of("metadata", core ? Tree.of() : Tree.of("name", group), "versions", served));
            }
        });
        return Tree.of(
                "kind",
                "APIGroupDiscoveryList",
                "apiVersion",
                "apidiscovery.k8s.io/v2",
                "metadata",
                Map.of(),
                "items",
                items);
    }

    private static Map<String, Object> aggregated(ResourceType type) {
        Map<String, Object> resource = Tree.of(
                "resource",
                type.plural(),
                "responseKind",
                responseKind(type, "", "", type.kind()),
                "scope",
                type.namespaced() ? "Namespaced" : "Cluster",
                "singularResource",
                type.singular(),
                "verbs",
                verbs(type));
        addNames(resource, type);
        if (!type.subresources().isEmpty()) {
            List<Object> subresources = new ArrayList<>();
            for (String name : subresources(type)) {
                Subresource subresource = Subresource.of(name, type);
                subresources.add(Tree.of(
                        "subresource",
                        name,
                        "responseKind",
                        responseKind(type, subresource.group(), subresource.version(), subresource.kind()),
                        "verbs",
                        subresource.verbs()));
            }
            resource.put("subresources", subresources);
        }
        return resource;
    }

    /** Of built-in types group and version are left out where they are the type's own. */
    private static Map<String, Object> responseKind(ResourceType type, String group, String version, String kind) {
        boolean own = version.isEmpty() && type.isCustom();
        return Tree.of("group", own ? type.group() : group, "version", own ? type.version() : version, "kind", kind);
    }

    private static void addNames(Map<String, Object> resource, ResourceType type) {
        if (!type.shortNames().isEmpty()) {
            resource.put("shortNames", type.shortNames());
        }
        if (!type.categories().isEmpty()) {
            resource.put("categories", type.categories());
        }
    }

    private static List<String> verbs(ResourceType type) {
        return type.isCustom() ? CUSTOM_VERBS : List.copyOf(new TreeSet<>(type.verbs()));
    }

    private static List<String> subresources(ResourceType type) {
        Comparator<String> order = Comparator.naturalOrder();
        return type.subresources().stream()
                .sorted(type.isCustom() ? order.reversed() : order)
                .toList();
    }

    private static Map<String, Object> coreVersions() {
        return Tree.of("kind", "APIVersions", "versions", List.of("v1"), "serverAddressByClientCIDRs", List.of());
    }

    private Map<String, Object> groups() {
        List<Object> groups = new ArrayList<>();
        byGroup().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                groups.add(group(group, List.copyOf(versions.keySet())));
            }
        });
        return Tree.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
    }

    private Map<String, Object> group(String name) {
        Map<String, List<ResourceType>> versions = byGroup().get(name);
        if (versions == null || name.isEmpty()) {
            throw ApiHandler.notFound();
        }
        Map<String, Object> answer = Tree.of("kind", "APIGroup", "apiVersion", "v1");
        answer.putAll(group(name, List.copyOf(versions.keySet())));
        return answer;
    }

    private static Map<String, Object> group(String name, List<String> versions) {
        List<Map<String, Object>> told = versions.stream()
                .map(version -> Tree.of("groupVersion", name + "/" + version, "version", version))
                .toList();
        return Tree.of("name", name, "versions", told, "preferredVersion", told.getFirst());
    }

    private Map<String, Object> resources(String group, String version) {
        List<ResourceType> served = types.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
        if (served.isEmpty()) {
            throw ApiHandler.notFound();
        }
        List<Object> resources = new ArrayList<>();
        for (ResourceType type : served) {
            Map<String, Object> resource = Tree.of(
                    "name",
                    type.plural(),
                    "singularName",
                    type.singular(),
                    "namespaced",
                    type.namespaced(),
                    "kind",
                    type.kind(),
                    "verbs",
                    verbs(type));
            addNames(resource, type);
            resources.add(resource);
            for (String name : subresources(type)) {
                Subresource subresource = Subresource.of(name, type);
                Map<String, Object> told = Tree.of(
                        "name",
                        type.plural() + "/" + name,
                        "singularName",
                        "",
                        "namespaced",
                        type.namespaced(),
                        "kind",
                        subresource.kind(),
                        "verbs",
                        subresource.verbs());
                if (!subresource.version().isEmpty()) {
                    told.put("group", subresource.group());
                    told.put("version", subresource.version());
                }
                resources.add(told);
            }
        }
        return Tree.of(
                "kind",
                "APIResourceList",
                "apiVersion",
                "v1",
                "groupVersion",
                group.isEmpty() ? version : group + "/" + version,
                "resources",
                resources);
    }
}
