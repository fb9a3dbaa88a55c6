package dev.fresnel.kube.definition;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI v3 schemas of an API server, a group version at a time and only those asked for. The server's index names
 * each document with a hash, so a document is read again only when it has changed. The last few are kept.
 *
 * <p>Thread-safe; one document is read at a time.
 */
public final class OpenApi {

    private static final Duration INDEX_FRESH = Duration.ofSeconds(60);
    /** Documents have up to some MB as trees. */
    private static final int KEPT = 6;

    private final ApiReader reader;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private @Nullable JsonNode index;
    private Instant indexRead = Instant.EPOCH;
    private final Map<String, JsonNode> documents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonNode> eldest) {
            return size() > KEPT;
        }
    };

    public OpenApi(ApiServer server, Clock clock) {
        this.reader = new ApiReader(server);
        this.clock = clock;
    }

    /**
     * The schema of a Kind's objects.
     *
     * @return empty where the server publishes none
     * @throws IOException where the server could not be asked, or the Caller may not read it
     */
    public Optional<FieldSchema> schema(Kind kind) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            String root = kind.group().isEmpty() ? "api/" : "apis/";
            String url = index().path("paths")
                    .path(root + kind.apiVersion())
                    .path("serverRelativeURL")
                    .asString("");
            return url.isEmpty() ? Optional.empty() : find(document(url), kind);
        } finally {
            lock.unlock();
        }
    }

    private JsonNode index() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (index == null || !now.isBefore(indexRead.plus(INDEX_FRESH))) {
            index = reader.json(ApiRequest.get("/openapi/v3"));
            indexRead = now;
        }
        return index;
    }

    private JsonNode document(String url) throws IOException, InterruptedException {
        JsonNode known = documents.get(url);
        if (known != null) {
            return known;
        }
        int mark = url.indexOf('?');
        ApiRequest request = ApiRequest.get(mark < 0 ? url : url.substring(0, mark));
        for (String parameter :
                mark < 0 ? new String[0] : url.substring(mark + 1).split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                request = request.with(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        JsonNode document = reader.json(request);
        documents.put(url, document);
        return document;
    }

    private static Optional<FieldSchema> find(JsonNode document, Kind kind) {
        JsonNode schemas = document.path("components").path("schemas");
        for (JsonNode schema : schemas) {
            for (JsonNode each : schema.path("x-kubernetes-group-version-kind")) {
                if (each.path("group").asString("").equals(kind.group())
                        && each.path("version").asString("").equals(kind.version())
                        && each.path("kind").asString("").equals(kind.name())) {
                    return Optional.of(new FieldSchema(schemas, schema));
                }
            }
        }
        return Optional.empty();
    }
}
