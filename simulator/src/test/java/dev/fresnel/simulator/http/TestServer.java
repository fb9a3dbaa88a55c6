package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

/** An API server over plain HTTP with a fixed clock, and a client for it. */
final class TestServer implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
    static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), CLOCK, 1);
    final ApiServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestServer() {
        this(new EmptyCluster());
    }

    TestServer(ClusterContent content) {
        ClusterContent.Life life = content.start(storage, CLOCK, 1);
        try {
            server = ApiServer.start(
                    storage,
                    life.logs(),
                    life.metrics(),
                    life.streams(),
                    new ApiServerOptions(0, null, Map.of("secret", User.ADMINISTRATOR), "v1.36.3", CLOCK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        create("", "Namespace", Tree.of("metadata", Tree.of("name", "shop")));
    }

    /** An answer: status code, headers and the JSON in it. */
    record Answer(int code, java.net.http.HttpHeaders headers, String text) {

        Map<String, Object> tree() {
            try {
                return Tree.map(Json.read(text));
            } catch (Json.MalformedJsonException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer secret")
                .timeout(Duration.ofSeconds(20));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept));
    }

    Answer write(String method, String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return write("POST", path, "application/json", Json.text(body));
    }

    Answer put(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return write("PUT", path, "application/json", Json.text(body));
    }

    /** @param kind such as {@code merge-patch+json} */
    Answer patch(String kind, String path, String body) throws IOException, InterruptedException {
        return write("PATCH", path, "application/" + kind, body);
    }

    Answer delete(String path, String body) throws IOException, InterruptedException {
        return write("DELETE", path, "application/json", body);
    }

    /** YAML as a tree. */
    static Map<String, Object> tree(String yaml) {
        try {
            return Tree.map(Yaml.read(yaml));
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of an answer as they come; close it to go away. */
    Stream<String> lines(String path, String accept) throws IOException, InterruptedException {
        return client.send(request(path).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    Map<String, Object> create(String group, String kind, Map<String, Object> object) {
        ResourceType type = ResourceTypes.builtIn(group, kind);
        return storage.create(type, object);
    }

    /** Puts a ConfigMap into the namespace shop. */
    Map<String, Object> createConfigMap(String name) {
        return create(
                "",
                "ConfigMap",
                Tree.of(
                        "metadata",
                        Tree.of("name", name, "namespace", "shop", "labels", Tree.of("name", name)),
                        "data",
                        Tree.of("k", "v")));
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
