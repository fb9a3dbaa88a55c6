package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths of types, and what may be done there: as much of it as clients look at, to find a type by its path, and to know
 * that changes can be tried, are owned, and are checked by the server.
 */
final class Operations {

    private static final List<Object> WRITTEN =
            Tree.listOf("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

    private final boolean swagger;
    private final Map<String, Object> paths = new LinkedHashMap<>();

    /** @param swagger whether they are told as OpenAPI v2 does */
    Operations(boolean swagger) {
        this.swagger = swagger;
    }

    Map<String, Object> paths() {
        return paths;
    }

    void add(ResourceType type) {
        String collection = "/" + OpenApi.groupVersion(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/")
                + type.plural();
        Map<String, Object> onCollection = new LinkedHashMap<>();
        Map<String, Object> onObject = new LinkedHashMap<>();
        if (type.verbs().contains("list")) {
            onCollection.put("get", operation(type, "list"));
        }
        if (type.verbs().contains("create")) {
            onCollection.put("post", operation(type, "post"));
        }
        if (type.verbs().contains("get")) {
            onObject.put("get", operation(type, "get"));
        }
        if (type.verbs().contains("update")) {
            onObject.put("put", operation(type, "put"));
            onObject.put("patch", operation(type, "patch"));
        }
        if (type.verbs().contains("delete")) {
            onObject.put("delete", operation(type, "delete"));
        }
        paths.put(collection, onCollection);
        if (!onObject.isEmpty()) {
            paths.put(collection + "/{name}", onObject);
        }
    }

    private Map<String, Object> operation(ResourceType type, String action) {
        List<Object> parameters = new ArrayList<>();
        if (!action.equals("get") && !action.equals("list")) {
            parameters.add(parameter("dryRun"));
            parameters.add(parameter("fieldManager"));
            parameters.add(parameter("fieldValidation"));
        }
        Map<String, Object> operation = new LinkedHashMap<>();
        if (swagger) {
            operation.put("consumes", action.equals("patch") ? patches(type) : Tree.listOf("*/*"));
            operation.put("produces", type.isCustom() ? WRITTEN.subList(0, 2) : WRITTEN);
        }
        operation.put("parameters", parameters);
        operation.put("responses", Tree.of("200", answer(type)));
        operation.put("x-kubernetes-action", action);
        operation.put(
                "x-kubernetes-group-version-kind",
                Tree.of("group", type.group(), "version", type.version(), "kind", type.kind()));
        return operation;
    }

    private static List<Object> patches(ResourceType type) {
        List<Object> patches = new ArrayList<>();
        patches.add("application/json-patch+json");
        patches.add("application/merge-patch+json");
        if (!type.isCustom()) {
            patches.add("application/strategic-merge-patch+json");
        }
        patches.add("application/apply-patch+yaml");
        return patches;
    }

    private Map<String, Object> answer(ResourceType type) {
        String name = BuiltInSchemas.name(type);
        return swagger
                ? Tree.of("description", "OK", "schema", Tree.of("$ref", "#/definitions/" + name))
                : Tree.of(
                        "description",
                        "OK",
                        "content",
                        Tree.of(
                                "application/json",
                                Tree.of("schema", Tree.of("$ref", BuiltInSchemas.REFERENCE + name))));
    }

    private Map<String, Object> parameter(String name) {
        return swagger
                ? Tree.of("name", name, "in", "query", "type", "string", "uniqueItems", true)
                : Tree.of("name", name, "in", "query", "schema", Tree.of("type", "string", "uniqueItems", true));
    }
}
