package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documents at {@code /openapi/v3} and {@code /openapi/v2}, made when they are asked for. Thread-safe: they are made from
 * what is served then.
 */
public final class OpenApi {

    private final ObjectStorage storage;
    private final String version;

    /** @param version of Kubernetes, such as {@code v1.36.3} */
    public OpenApi(ObjectStorage storage, String version) {
        this.storage = storage;
        this.version = version;
    }

    /** {@code api/v1} or {@code apis/GROUP/VERSION}. */
    static String groupVersion(ResourceType type) {
        return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
    }

    /** Where the documents of v3 are. */
    public Map<String, Object> index() {
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

    /** The document of v3 for a group and version, which is named as in {@link #index}. */
    public Optional<Map<String, Object>> document(String groupVersion) {
        List<ResourceType> types = storage.types().all().stream()
                .filter(type -> groupVersion(type).equals(groupVersion))
                .toList();
        if (types.isEmpty()) {
            return Optional.empty();
        }
        Operations operations = new Operations(false);
        Map<String, Object> schemas = new TreeMap<>();
        for (ResourceType type : types) {
            add(type, schemas);
            operations.add(type);
        }
        ResourceType first = types.getFirst();
        BuiltInSchemas.narrow(schemas, first.group(), first.version());
        return Optional.of(Tree.of(
                "openapi",
                "3.0.0",
                "info",
                first.isCustom() ? Tree.of("title", "Kubernetes CRD Swagger", "version", "v0.1.0") : info(),
                "paths",
                operations.paths(),
                "components",
                Tree.of("schemas", schemas)));
    }

    /** The one document of v2. */
    public Map<String, Object> swagger() {
        Operations operations = new Operations(true);
        Map<String, Object> schemas = new TreeMap<>();
        for (ResourceType type : storage.types().all()) {
            add(type, schemas);
            operations.add(type);
        }
        return Tree.of(
                "swagger",
                "2.0",
                "info",
                info(),
                "paths",
                operations.paths(),
                "definitions",
                SwaggerSchemas.of(schemas));
    }

    private void add(ResourceType type, Map<String, Object> schemas) {
        if (type.isCustom()) {
            CustomSchemas.add(type, definition(type), schemas);
        } else {
            BuiltInSchemas.add(type, schemas);
        }
    }

    /** The version without its last part, as Kubernetes tells it here. */
    private Map<String, Object> info() {
        return Tree.of("title", "Kubernetes", "version", version.replaceAll("^v|\\.[^.]*$", ""));
    }

    private Map<String, Object> definition(ResourceType type) {
        return storage.get(
                        ResourceTypes.builtIn("apiextensions.k8s.io", "CustomResourceDefinition"),
                        null,
                        type.resource())
                .orElse(Map.of());
    }
}
