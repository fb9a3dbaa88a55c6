package dev.fresnel.kube.discovery;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.StreamedResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that something in a collection has changed, and nothing more: a watch of metadata from now on, whose events are
 * counted but not read. Where it breaks, that counts as a change too, since what happened meanwhile is not known.
 */
final class DefinitionsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsWatch.class);
    private static final String LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String EVENT = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final Duration AFTER_BREAK = Duration.ofSeconds(1);
    private static final Duration AFTER_MANY_BREAKS = Duration.ofSeconds(30);
    /** Where it is not allowed, which may change. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private final ApiServer server;
    private final String path;
    private final Consumer<String> changed;
    private final Thread thread;
    private volatile boolean watching;
    private volatile boolean closed;
    private volatile @Nullable StreamedResponse open;

    DefinitionsWatch(ApiServer server, String path, Consumer<String> changed) {
        this.server = server;
        this.path = path;
        this.changed = changed;
        this.thread = Thread.ofVirtual().name("definitions-watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether changes would be heard of now. */
    boolean watching() {
        return watching;
    }

    private void run() {
        try {
            boolean again = false;
            Duration pause = AFTER_BREAK;
            while (!closed) {
                boolean allowed = watch(again);
                again |= allowed;
                pause = watching ? AFTER_BREAK : pause;
                watching = false;
                Thread.sleep(allowed ? pause : AFTER_REFUSAL);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(AFTER_MANY_BREAKS) < 0 ? longer : AFTER_MANY_BREAKS;
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching {}", path);
        }
    }

    /** Returns when the watch is over; false where the server does not allow it. */
    private boolean watch(boolean again) throws InterruptedException {
        try {
            ApiReader reader = new ApiReader(server);
            String version = reader.json(ApiRequest.get(path).accepting(LIST).with("limit", "1"))
                    .path("metadata")
                    .path("resourceVersion")
                    .asString("");
            ApiRequest request =
                    ApiRequest.get(path).accepting(EVENT).with("watch", "true").with("resourceVersion", version);
            try (StreamedResponse response = server.open(request)) {
                open = response;
                if (response.status() != 200) {
                    return response.status() != 403 && response.status() != 404;
                }
                watching = true;
                if (again) {
                    changed.accept(path + " was not watched for a while");
                }
                listen(response);
            }
        } catch (ApiServerException e) {
            return e.status() != 403 && e.status() != 404;
        } catch (IOException e) {
            if (!closed) {
                LOG.debug("The watch of {} broke: {}", path, e.getMessage());
            }
        }
        return true;
    }

    private void listen(StreamedResponse response) throws IOException {
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            while (!closed && events.readLine() != null) {
                changed.accept(path);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        StreamedResponse response = open;
        if (response != null) {
            response.close();
        }
        thread.interrupt();
    }
}
