package dev.fresnel.kube.discovery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads {@code APIGroupDiscoveryList}. */
final class AggregatedDiscovery {

    private final List<Kind> kinds = new ArrayList<>();
    private final List<DiscoveryProblem> problems = new ArrayList<>();

    private AggregatedDiscovery() {}

    static Kinds read(JsonNode core, JsonNode groups) {
        AggregatedDiscovery discovery = new AggregatedDiscovery();
        core.path("items").forEach(discovery::group);
        groups.path("items").forEach(discovery::group);
        return new Kinds(discovery.kinds, discovery.problems);
    }

    private void group(JsonNode group) {
        String name = group.path("metadata").path("name").asString("");
        for (JsonNode version : group.path("versions")) {
            String versionName = version.path("version").asString("");
            if (version.path("freshness").asString("").equals("Stale")) {
                problems.add(new DiscoveryProblem(
                        name, versionName, version.path("resources").isEmpty(), null));
            }
            for (JsonNode resource : version.path("resources")) {
                resource(name, versionName, resource);
            }
        }
    }

    /** A group that has subresources only says no kind, and is no resource of its own. */
    private void resource(String group, String version, JsonNode resource) {
        String kind = resource.path("responseKind").path("kind").asString("");
        String plural = resource.path("resource").asString("");
        if (kind.isEmpty() || plural.isEmpty()) {
            return;
        }
        Set<String> subresources = new LinkedHashSet<>();
        resource.path("subresources")
                .forEach(each -> subresources.add(each.path("subresource").asString("")));
        kinds.add(new Kind(
                group,
                version,
                kind,
                plural,
                resource.path("singularResource").asString(""),
                texts(resource.path("shortNames")),
                texts(resource.path("categories")),
                resource.path("scope").asString("").equals("Namespaced"),
                Set.copyOf(texts(resource.path("verbs"))),
                subresources));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
