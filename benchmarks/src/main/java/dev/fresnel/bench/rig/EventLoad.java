package dev.fresnel.bench.rig;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes of pods at a steady rate, each of which can be told apart on a screen: pods of a namespace of its own, which no
 * scheduler places and no kubelet touches, get {@code B<pod>-<number>} as their status' reason, which Kubernetes tools print
 * as the pod's status. Closing it deletes the namespace.
 */
public final class EventLoad implements AutoCloseable {

    /** Requests under way at a time. */
    private static final int CONCURRENCY = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiServer server;
    private final String namespace;
    private final int pods;
    private int number;

    private EventLoad(ApiServer server, String namespace, int pods) {
        this.server = server;
        this.namespace = namespace;
        this.pods = pods;
    }

    /**
     * A change.
     *
     * @param pod which pod, from 0
     * @param number counts up over all pods
     * @param sent when the request was sent, milliseconds since 1970 with fractions
     * @param answered when the API server had answered that it is done
     */
    public record Event(int pod, int number, double sent, double answered) {}

    /** Makes the namespace and so many pods. */
    public static EventLoad of(Target target, int pods) throws IOException, InterruptedException {
        String namespace = "fresnel-bench-" + ProcessHandle.current().pid();
        EventLoad load = new EventLoad(target.connect(), namespace, pods);
        try {
            load.send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}", 201);
            for (int pod = 0; pod < pods; pod++) {
                load.create(pod);
            }
            return load;
        } catch (IOException | InterruptedException | RuntimeException e) {
            load.close();
            throw e;
        }
    }

    /** The namespace of the pods. */
    public String namespace() {
        return namespace;
    }

    /** Refused until the controllers have given the namespace its service account. */
    private void create(int pod) throws IOException, InterruptedException {
        String body = """
                {"metadata":{"name":"%s"},"spec":{"schedulerName":"nobody","containers":[{"name":"app",\
                "image":"registry.example.com/bench/app:1","resources":{"requests":{"cpu":"10m"}}}]}}""".formatted(name(pod));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            int status = status("POST", path(), body);
            if (status == 201) {
                return;
            }
            if (status != 403 || System.nanoTime() > until) {
                throw new IOException("a pod for the event load was refused with status " + status);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String name(int pod) {
        return "bench-%04d".formatted(pod);
    }

    private String path() {
        return "/api/v1/namespaces/" + namespace + "/pods";
    }

    /**
     * Changes pods, one after another, for some time.
     *
     * @param perSecond how many changes to aim at; a server that gives less gets less
     * @return the changes that were made
     */
    public List<Event> run(int perSecond, Duration time) throws InterruptedException {
        Queue<Event> done = new ConcurrentLinkedQueue<>();
        Semaphore free = new Semaphore(CONCURRENCY);
        long started = System.nanoTime();
        long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; System.nanoTime() - started < time.toNanos(); i++) {
            long wait = started + i * every - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            free.acquire();
            int next = ++number;
            Thread.ofVirtual().start(() -> {
                try {
                    done.add(change(next));
                } catch (IOException | InterruptedException e) {
                    // A change that the server did not take is none; the rate that is reported shows it.
                } finally {
                    free.release();
                }
            });
        }
        free.acquire(CONCURRENCY);
        return new ArrayList<>(done);
    }

    private Event change(int next) throws IOException, InterruptedException {
        int pod = next % pods;
        double sent = EpochMillis.now();
        send(
                "PATCH",
                path() + "/" + name(pod) + "/status",
                "{\"status\":{\"reason\":\"B" + pod + "-" + next + "\"}}",
                200);
        return new Event(pod, next, sent, EpochMillis.now());
    }

    private void send(String method, String path, String body, int wanted) throws IOException, InterruptedException {
        int status = status(method, path, body);
        if (status != wanted) {
            throw new IOException(method + " " + path + " was answered with status " + status);
        }
    }

    private int status(String method, String path, String body) throws IOException, InterruptedException {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        ApiRequest request = new ApiRequest(
                method,
                path,
                Map.of(),
                "application/json",
                type,
                body.getBytes(StandardCharsets.UTF_8),
                ApiRequest.HEADERS_TIMEOUT);
        try (StreamedResponse answer = server.open(request)) {
            answer.body().readAllBytes();
            return answer.status();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            status("DELETE", "/api/v1/namespaces/" + namespace, "{}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
