package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The schemas of built-in types, word for word those of a real API server: {@code built-in-schemas.txt} has a line for each,
 * its name and its JSON. {@code BuiltInSchemasTest} writes that file and holds it to the real server. A line is parsed when
 * it is asked for, because most never are.
 */
final class BuiltInSchemas {

    static final String REFERENCE = "#/components/schemas/";

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String KINDS = "x-kubernetes-group-version-kind";

    /** What is sent and answered beside the objects, whatever their type. */
    private static final List<String> ALWAYS =
            List.of(META + "DeleteOptions", META + "ListMeta", META + "Patch", META + "Status");
    /** Of groups that are built in, also these. */
    private static final List<String> BESIDE_BUILT_IN = List.of(META + "APIResourceList", META + "WatchEvent");
    /** What goes to and from a subresource that is of another kind than the object. */
    private static final Map<String, String> OF_SUBRESOURCES = Map.of(
            "scale", "io.k8s.api.autoscaling.v1.Scale",
            "eviction", "io.k8s.api.policy.v1.Eviction",
            "token", "io.k8s.api.authentication.v1.TokenRequest");

    private static final Map<String, String> LINES = read();

    private BuiltInSchemas() {}

    /** Group parts reversed where a definition made the type, {@code example.shop.v1.Widget}; else where it is in Go. */
    static String name(ResourceType type) {
        if (type.isCustom()) {
            List<String> parts = List.of(type.group().split("\\.", -1));
            return String.join(".", parts.reversed()) + "." + type.version() + "." + type.kind();
        }
        String source = switch (type.group()) {
            case "" -> "io.k8s.api.core";
            case "apiextensions.k8s.io" -> "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions";
            case "apiregistration.k8s.io" -> "io.k8s.kube-aggregator.pkg.apis.apiregistration";
            case "metrics.k8s.io" -> "io.k8s.metrics.pkg.apis.metrics";
            default -> "io.k8s.api." + type.group().split("\\.", -1)[0];
        };
        return source + "." + type.version() + "." + type.kind();
    }

    /** Adds a built-in type, its list, and all that goes to and from its subresources. */
    static void add(ResourceType type, Map<String, Object> schemas) {
        addAll(List.of(name(type), name(type) + "List"), schemas);
        addAll(BESIDE_BUILT_IN, schemas);
        addBeside(type, schemas);
    }

    /** Adds what goes over the wire beside the objects of a type. */
    static void addBeside(ResourceType type, Map<String, Object> schemas) {
        addAll(ALWAYS, schemas);
        addAll(List.of(META + "ObjectMeta"), schemas);
        for (String subresource : type.subresources()) {
            String name = OF_SUBRESOURCES.get(subresource);
            if (name != null) {
                addAll(List.of(name), schemas);
            }
        }
    }

    /** Adds schemas and all that they refer to. */
    private static void addAll(Collection<String> names, Map<String, Object> schemas) {
        Deque<String> wanted = new ArrayDeque<>(names);
        while (!wanted.isEmpty()) {
            String name = wanted.pop();
            String line = LINES.get(name);
            if (line != null && !schemas.containsKey(name)) {
                Map<String, Object> schema = parse(line);
                schemas.put(name, schema);
                collectReferences(schema, wanted::push);
            }
        }
    }

    /** Leaves of the kinds that a schema is for, where there are many, those of one group and version, and of core. */
    static void narrow(Map<String, Object> schemas, String group, String version) {
        for (Object schema : schemas.values()) {
            List<Map<String, Object>> kinds = Tree.maps(schema, KINDS);
            if (kinds.size() > 1) {
                Tree.map(schema)
                        .put(
                                KINDS,
                                kinds.stream()
                                        .filter(kind -> is(kind, group, version) || is(kind, "", "v1"))
                                        .toList());
            }
        }
    }

    private static boolean is(Map<String, Object> kind, String group, String version) {
        return Tree.text(kind, "group").equals(group)
                && Tree.text(kind, "version").equals(version);
    }

    /** A property of a built-in type. */
    static Map<String, Object> property(String type, String property) {
        return Tree.map(parse(Objects.requireNonNull(LINES.get(META + type), type)), "properties", property);
    }

    /** A property that is another built-in type. */
    static Map<String, Object> reference(String type, String description) {
        return Tree.of("description", description, "allOf", Tree.listOf(Tree.of("$ref", REFERENCE + META + type)));
    }

    private static void collectReferences(Object value, Consumer<String> found) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                found.accept(reference.substring(REFERENCE.length()));
            }
            map.values().forEach(member -> collectReferences(member, found));
        } else if (value instanceof List<?> list) {
            list.forEach(member -> collectReferences(member, found));
        }
    }

    private static Map<String, Object> parse(String line) {
        try {
            return Tree.map(Json.read(line));
        } catch (Json.MalformedJsonException e) {
            throw new IllegalStateException("built-in-schemas.txt is broken at " + line, e);
        }
    }

    private static Map<String, String> read() {
        try (InputStream in = Objects.requireNonNull(
                        BuiltInSchemas.class.getResourceAsStream("built-in-schemas.txt"), "built-in-schemas.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, String> read = new HashMap<>();
            lines.lines().forEach(line -> {
                int end = line.indexOf(' ');
                read.put(line.substring(0, end), line.substring(end + 1));
            });
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
