package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.KindFields;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code /openapi/v3} and {@code /openapi/v2}.
 *
 * <p>Custom types are told with their own schemas, built-in types with names and types of their fields. Clients learn that
 * the server checks fields itself ({@code fieldValidation}), and then do not.
 */
final class OpenApi {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final ObjectStorage storage;
    private final String version;

    OpenApi(ObjectStorage storage, String version) {
        this.storage = storage;
        this.version = version;
    }

    void answer(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        Accept.requireJson(exchange.header("Accept"));
        if (path.size() == 2 && path.get(1).equals("v2")) {
            exchange.json(200, version2());
        } else if (path.size() == 2 && path.get(1).equals("v3")) {
            exchange.json(200, "text/plain; charset=utf-8", index());
        } else if (path.size() > 3 && path.get(1).equals("v3")) {
            Optional<Map<String, Object>> document = document(String.join("/", path.subList(2, path.size())));
            if (document.isPresent()) {
                exchange.json(200, document.get());
            } else {
                exchange.nothing(404);
            }
        } else {
            throw ApiHandler.notFound();
        }
    }

    /** {@code api/v1} or {@code apis/GROUP/VERSION}. */
    private static String groupVersion(ResourceType type) {
        return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
    }

    private Map<String, Object> index() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (ResourceType type : storage.types().all()) {
            String groupVersion = groupVersion(type);
            paths.computeIfAbsent(
                    groupVersion,
                    _ -> Tree.of(
                            "serverRelativeURL",
                            "/openapi/v3/" + groupVersion + "?hash=" + Integer.toHexString(hash(groupVersion))));
        }
        return Tree.of("paths", paths);
    }

    /** Changes whenever the document does, so that clients may keep it until then. */
    private int hash(String groupVersion) {
        int hash = version.hashCode();
        for (ResourceType type : storage.types().all()) {
            if (type.isCustom() && groupVersion(type).equals(groupVersion)) {
                hash = 31 * hash
                        + Tree.text(definition(type), "metadata", "resourceVersion")
                                .hashCode();
            }
        }
        return hash;
    }

    private Optional<Map<String, Object>> document(String groupVersion) {
        List<ResourceType> types = storage.types().all().stream()
                .filter(type -> groupVersion(type).equals(groupVersion))
                .toList();
        if (types.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put(META, Tree.of("type", "object", "description", "Standard object's metadata."));
        BuiltInSchemas builtIn = new BuiltInSchemas("#/components/schemas/", schemas);
        for (ResourceType type : types) {
            schemas.put(schemaName(type), schema(type, "#/components/schemas/", builtIn));
            addPaths(paths, type);
        }
        return Optional.of(
                Tree.of("openapi", "3.0.0", "info", info(), "paths", paths, "components", Tree.of("schemas", schemas)));
    }

    private Map<String, Object> version2() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(META, Tree.of("type", "object", "description", "Standard object's metadata."));
        BuiltInSchemas builtIn = new BuiltInSchemas("#/definitions/", definitions);
        for (ResourceType type : storage.types().all()) {
            definitions.put(schemaName(type), schema(type, "#/definitions/", builtIn));
        }
        return Tree.of("swagger", "2.0", "info", info(), "paths", Map.of(), "definitions", definitions);
    }

    private Map<String, Object> info() {
        return Tree.of("title", "Kubernetes", "version", version);
    }

    /** Group parts reversed, as in Kubernetes' own documents: {@code example.shop.v1.Widget}. */
    private static String schemaName(ResourceType type) {
        if (!type.isCustom()) {
            return "io.k8s.api."
                    + (type.group().isEmpty() ? "core" : type.group().split("\\.", -1)[0]) + "." + type.version() + "."
                    + type.kind();
        }
        List<String> parts =
                new ArrayList<>(List.of(type.group().split("\\.", -1)).reversed());
        parts.add(type.version());
        parts.add(type.kind());
        return String.join(".", parts);
    }

    private Map<String, Object> schema(ResourceType type, String references, BuiltInSchemas builtIn) {
        Map<String, Object> schema = Tree.copy(CustomDefinition.schema(definition(type), type));
        schema.putIfAbsent("type", "object");
        Tree.put(schema, Tree.of("type", "string"), "properties", "apiVersion");
        Tree.put(schema, Tree.of("type", "string"), "properties", "kind");
        if (type.isCustom()) {
            Tree.put(schema, Tree.of("$ref", references + META), "properties", "metadata");
        } else {
            KindFields.of(type.apiVersion(), type.kind())
                    .ifPresentOrElse(
                            kind -> Tree.map(schema, "properties").putAll(builtIn.properties(kind)),
                            () -> schema.put("x-kubernetes-preserve-unknown-fields", true));
        }
        schema.put("x-kubernetes-group-version-kind", List.of(groupVersionKind(type)));
        return schema;
    }

    private Map<String, Object> definition(ResourceType type) {
        return type.isCustom()
                ? storage.get(
                                ResourceTypes.builtIn("apiextensions.k8s.io", "CustomResourceDefinition"),
                                null,
                                type.resource())
                        .orElse(Map.of())
                : Map.of();
    }

    private static Map<String, Object> groupVersionKind(ResourceType type) {
        return Tree.of("group", type.group(), "version", type.version(), "kind", type.kind());
    }

    private static void addPaths(Map<String, Object> paths, ResourceType type) {
        String collection =
                "/" + groupVersion(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
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
        paths.put(collection + "/{name}", onObject);
    }

    private static Map<String, Object> operation(ResourceType type, String action) {
        List<Object> parameters = new ArrayList<>();
        if (!action.equals("get") && !action.equals("list")) {
            parameters.add(parameter("dryRun"));
            parameters.add(parameter("fieldManager"));
            parameters.add(parameter("fieldValidation"));
        }
        return Tree.of(
                "parameters",
                parameters,
                "responses",
                Tree.of(
                        "200",
                        Tree.of(
                                "description",
                                "OK",
                                "content",
                                Tree.of(
                                        "application/json",
                                        Tree.of(
                                                "schema",
                                                Tree.of("$ref", "#/components/schemas/" + schemaName(type)))))),
                "x-kubernetes-action",
                action,
                "x-kubernetes-group-version-kind",
                groupVersionKind(type));
    }

    private static Map<String, Object> parameter(String name) {
        return Tree.of("name", name, "in", "query", "schema", Tree.of("type", "string", "uniqueItems", true));
    }
}
