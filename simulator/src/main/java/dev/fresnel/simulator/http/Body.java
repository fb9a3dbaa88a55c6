package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads what clients send: JSON, YAML or protobuf, and of the kind that the path calls for. */
final class Body {

    private Body() {}

    private static String unrecognized(String why) {
        return "the object provided is unrecognized: " + why;
    }

    /** Reads a body as a tree, whatever it is. */
    static Object read(Exchange exchange) throws IOException {
        byte[] body = exchange.body();
        if (exchange.contentType().equals(ProtobufBody.MEDIA_TYPE)) {
            return ProtobufBody.read(body);
        }
        boolean yaml = exchange.contentType().endsWith("yaml");
        try {
            return yaml
                    ? Yaml.read(new String(body, StandardCharsets.UTF_8))
                    : Json.read(new ByteArrayInputStream(body), exchange.duplicates()::add);
        } catch (Json.MalformedJsonException e) {
            throw StatusException.badRequest(
                    exchange.method().equals("PATCH")
                            ? "error decoding patch: " + e.getMessage()
                            : unrecognized(
                                    body.length == 0
                                            ? "couldn't get version/kind; json parse error: unexpected end of JSON input"
                                            : String.valueOf(e.getMessage())));
        }
    }

    /**
     * Reads an object for a path: checks media type, kind, version and namespace, and completes them where they are left
     * out. The object has no nulls.
     */
    static Map<String, Object> object(Exchange exchange, ResourcePath path) throws IOException {
        switch (exchange.contentType()) {
            case "", "application/json", "application/yaml", ProtobufBody.MEDIA_TYPE -> {}
            default ->
                throw new StatusException(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
                        null);
        }
        return complete(read(exchange), path);
    }

    /** Checks and completes a tree that is to become the object at a path. */
    static Map<String, Object> complete(Object tree, ResourcePath path) {
        ResourceType type = path.type();
        if (!(tree instanceof Map<?, ?> given)) {
            throw StatusException.badRequest(
                    "the object provided is unrecognized (must be of type " + type.kind() + "): it is not an object");
        }
        if (type.isCustom() && Tree.text(given, "kind").isEmpty()) {
            String json = Json.text(given);
            throw StatusException.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                    + "): Object 'Kind' is missing in '" + json + "'");
        }
        Map<String, Object> object = Tree.copy(Tree.freeze(Tree.map(given), Map.of()));
        String kind = Tree.text(object, "kind");
        String apiVersion = Tree.text(object, "apiVersion");
        if (!(kind.isEmpty() || kind.equals(type.kind()))
                || !(apiVersion.isEmpty() || apiVersion.equals(type.apiVersion()))) {
            throw StatusException.badRequest(kind + " in version \"" + apiVersion + "\" cannot be handled as a "
                    + type.kind() + ": it is not " + type.kind() + " in version \"" + type.apiVersion() + "\"");
        }
        object.put("kind", type.kind());
        object.put("apiVersion", type.apiVersion());
        if (!(object.get("metadata") instanceof Map<?, ?>)) {
            object.put("metadata", Tree.of());
        }
        checkTexts(object, type, "labels");
        checkTexts(object, type, "annotations");
        String namespace = Tree.text(object, "metadata", "namespace");
        if (path.namespace() != null) {
            if (!namespace.isEmpty() && !namespace.equals(path.namespace())) {
                throw StatusException.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            Tree.put(object, path.namespace(), "metadata", "namespace");
        } else {
            Tree.remove(object, "metadata", "namespace");
        }
        String name = Tree.text(object, "metadata", "name");
        if (path.name() != null) {
            if (!name.isEmpty() && !name.equals(path.name())) {
                throw StatusException.badRequest("the name of the object (" + name
                        + ") does not match the name on the URL (" + path.name() + ")");
            }
            Tree.put(object, path.name(), "metadata", "name");
        }
        return EventForm.toStored(type, object);
    }

    private static void checkTexts(Map<String, Object> object, ResourceType type, String field) {
        Tree.map(object, "metadata", field).forEach((key, value) -> {
            if (!(value instanceof String)) {
                throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                        + "\" cannot be handled as a " + type.kind() + ": metadata." + field + "[" + key
                        + "] must be a string, not " + Json.text(value));
            }
        });
    }
}
