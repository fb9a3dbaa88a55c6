package dev.fresnel.engine.cluster;

import dev.fresnel.engine.details.FieldDocs;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What fields of kinds mean, from the server's OpenAPI documents: read in the background when first asked for, some megabytes
 * at times, so the first page of a kind may come without and be drawn again. Thread-safe.
 */
public final class KindDocs {

    private static final Logger LOG = LoggerFactory.getLogger(KindDocs.class);

    private final OpenApi openApi;
    private final Map<Kind, FieldDocs> known = new ConcurrentHashMap<>();

    KindDocs(OpenApi openApi) {
        this.openApi = openApi;
    }

    /**
     * What is known of a kind's fields now.
     *
     * @param more called, by another thread, when more is known
     */
    public FieldDocs of(Kind kind, Runnable more) {
        FieldDocs docs = known.putIfAbsent(kind, FieldDocs.NONE);
        if (docs == null) {
            Thread.ofVirtual().name("schema of " + kind.resource()).start(() -> read(kind, more));
            return FieldDocs.NONE;
        }
        return docs;
    }

    /**
     * The schema of a kind's objects, as the server publishes it now; empty where it publishes none. Waits for the server.
     *
     * @throws IOException where it could not be asked, or the Caller may not read it
     */
    public Optional<FieldSchema> schema(Kind kind) throws IOException, InterruptedException {
        return openApi.schema(kind);
    }

    private void read(Kind kind, Runnable more) {
        try {
            openApi.schema(kind).ifPresent(schema -> {
                known.put(
                        kind,
                        names -> schema.at(names)
                                .map(FieldSchema::description)
                                .filter(text -> !text.isEmpty())
                                .orElse(null));
                more.run();
            });
        } catch (IOException e) {
            LOG.info("the schema of {} cannot be read: {}", kind.resource(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
