package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes {@code built-in-schemas.txt} from what a real API server of the testbed tells, for another version of Kubernetes:
 * the schemas of v3 for the types that the simulator serves, and of v2 which kinds each is for. {@code ConformanceTest} holds
 * the simulator to the same server, so what is missing here is missed there. Run it in {@code simulator/}.
 */
final class BuiltInSchemasByServer {

    private static final Path FILE = Path.of("src/main/resources/dev/fresnel/simulator/openapi/built-in-schemas.txt");
    private static final String KINDS = "x-kubernetes-group-version-kind";

    private BuiltInSchemasByServer() {}

    static void main() throws IOException, Json.MalformedJsonException {
        try (ControlPlane plane = ControlPlane.start(Options.defaults())) {
            plane.serveMetrics();
            write(plane);
        }
    }

    private static void write(ControlPlane plane) throws IOException, Json.MalformedJsonException {
        Map<String, Object> lines = new TreeMap<>();
        for (ResourceType type : new ResourceTypes().all()) {
            Optional<Map<String, Object>> document = document(plane, OpenApi.groupVersion(type));
            while (document.isEmpty()) { // that of an API of another server comes a little later
                Thread.onSpinWait();
                document = document(plane, OpenApi.groupVersion(type));
            }
            Tree.map(document.get(), "components", "schemas").forEach(lines::putIfAbsent);
        }
        Map<String, Object> swagger = Tree.map(Json.read(plane.kubectl("get", "--raw", "/openapi/v2")));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, schema) -> {
            Object kinds = Tree.at(swagger, "definitions", name, KINDS);
            if (kinds != null) {
                Tree.map(schema).put(KINDS, kinds);
            }
            text.append(name).append(' ').append(Json.text(schema)).append('\n');
        });
        Files.writeString(FILE, text);
    }

    private static Optional<Map<String, Object>> document(ControlPlane plane, String groupVersion)
            throws Json.MalformedJsonException {
        Map<String, Object> index = Tree.map(Json.read(plane.kubectl("get", "--raw", "/openapi/v3")));
        String url = Tree.text(index, "paths", groupVersion, "serverRelativeURL");
        return url.isEmpty() ? Optional.empty() : Optional.of(Tree.map(Json.read(plane.kubectl("get", "--raw", url))));
    }
}
