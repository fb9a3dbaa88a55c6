package dev.fresnel.kube.discovery;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Asks group by group, as clients did before aggregated discovery. */
final class LegacyDiscovery {

    /** Servers limit how much one client may ask at once; a hundred CRD groups in one go would be queued or refused. */
    private static final int AT_ONCE = 8;

    private final ApiReader reader;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<DiscoveryProblem> problems = new ArrayList<>();

    LegacyDiscovery(ApiReader reader) {
        this.reader = reader;
    }

    /**
     * @param core an {@code APIVersions}
     * @param groups an {@code APIGroupList}
     */
    Kinds read(JsonNode core, JsonNode groups) throws InterruptedException {
        Map<String, Future<JsonNode>> answers = new LinkedHashMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (JsonNode version : core.path("versions")) {
                ask(version.asString(""), "/api/", answers, threads);
            }
            for (JsonNode group : groups.path("groups")) {
                String preferred =
                        group.path("preferredVersion").path("groupVersion").asString("");
                if (!preferred.isEmpty()) {
                    ask(preferred, "/apis/", answers, threads);
                }
                for (JsonNode version : group.path("versions")) {
                    ask(version.path("groupVersion").asString(""), "/apis/", answers, threads);
                }
            }
            for (Map.Entry<String, Future<JsonNode>> answer : answers.entrySet()) {
                collect(answer.getKey(), answer.getValue());
            }
        }
        return new Kinds(kinds, problems);
    }

    private void ask(String groupVersion, String root, Map<String, Future<JsonNode>> answers, ExecutorService threads) {
        answers.computeIfAbsent(groupVersion, name -> threads.submit(() -> reader.json(ApiRequest.get(root + name))));
    }

    private void collect(String groupVersion, Future<JsonNode> answer) throws InterruptedException {
        try {
            resources(groupVersion, answer.get());
        } catch (ExecutionException e) {
            String words = String.valueOf(e.getCause() instanceof IOException io ? io.getMessage() : e.getCause());
            problems.add(new DiscoveryProblem(group(groupVersion), version(groupVersion), true, words));
        }
    }

    private void resources(String groupVersion, JsonNode list) {
        String group = group(groupVersion);
        String version = version(groupVersion);
        Map<String, Set<String>> subresources = new LinkedHashMap<>();
        for (JsonNode resource : list.path("resources")) {
            String name = resource.path("name").asString("");
            int at = name.indexOf('/');
            if (at > 0) {
                subresources
                        .computeIfAbsent(name.substring(0, at), _ -> new TreeSet<>())
                        .add(name.substring(at + 1));
            }
        }
        for (JsonNode resource : list.path("resources")) {
            String name = resource.path("name").asString("");
            if (name.indexOf('/') < 0 && !name.isEmpty()) {
                kinds.add(new Kind(
                        group,
                        version,
                        resource.path("kind").asString(""),
                        name,
                        resource.path("singularName").asString(""),
                        AggregatedDiscovery.texts(resource.path("shortNames")),
                        AggregatedDiscovery.texts(resource.path("categories")),
                        resource.path("namespaced").asBoolean(false),
                        Set.copyOf(AggregatedDiscovery.texts(resource.path("verbs"))),
                        subresources.getOrDefault(name, Set.of())));
            }
        }
    }

    private static String group(String groupVersion) {
        return groupVersion.substring(0, Math.max(0, groupVersion.indexOf('/')));
    }

    private static String version(String groupVersion) {
        return groupVersion.substring(groupVersion.indexOf('/') + 1);
    }
}
