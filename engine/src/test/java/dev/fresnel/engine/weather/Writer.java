package dev.fresnel.engine.weather;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.testbed.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Writes to a real API server by the straight way, some requests at a time: faster than kubectl. */
final class Writer implements AutoCloseable {

    private static final int AT_A_TIME = 16;

    private final Connector connector = new Connector(Clock.systemUTC(), "fresnel/test-writer", Map.of());
    private final ApiServer server;
    private final ApiReader reader;

    Writer(ControlPlane plane) {
        this(plane.kubeconfig());
    }

    private Writer(Path kubeconfig) {
        server = connector.connect(
                KubeconfigSource.of(List.of(kubeconfig)).read().contexts().getFirst());
        reader = new ApiReader(server);
    }

    /** Sends a request; whether it was done. Objects that went meanwhile are no mistake of anyone's. */
    boolean send(ApiRequest request) {
        try {
            ApiReader.Answer answer = reader.ask(request);
            if (answer.ok() || answer.status() == 404 || answer.status() == 409 || answer.status() == 429) {
                return answer.ok();
            }
            throw new AssertionError(request.path() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(request.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends so many requests, and returns when all are answered. */
    void send(int count, IntFunction<ApiRequest> requests) throws InterruptedException {
        Semaphore free = new Semaphore(AT_A_TIME);
        for (int i = 0; i < count; i++) {
            ApiRequest request = requests.apply(i);
            free.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    send(request);
                } finally {
                    free.release();
                }
            });
        }
        free.acquire(AT_A_TIME);
    }

    static ApiRequest create(String path, String json) {
        return ApiRequest.post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    static ApiRequest delete(String path) {
        return new ApiRequest(
                "DELETE", path, Map.of(), "application/json", null, new byte[0], ApiRequest.HEADERS_TIMEOUT);
    }

    static ApiRequest merge(String path, String json) {
        return new ApiRequest(
                "PATCH",
                path,
                Map.of(),
                "application/json",
                "application/merge-patch+json",
                json.getBytes(StandardCharsets.UTF_8),
                ApiRequest.HEADERS_TIMEOUT);
    }

    @Override
    public void close() {
        server.close();
        connector.close();
    }
}
