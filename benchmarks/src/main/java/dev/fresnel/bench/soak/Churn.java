package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.Target;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pods of one namespace that change at a steady rate: most get another status, some are deleted and others made in their
 * place. Each place belongs to one change at a time.
 */
final class Churn implements AutoCloseable {

    static final String NAMESPACE = "soak";

    private static final int CONCURRENCY = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiServer server;
    private final Random random = new Random(1);
    private final BlockingQueue<Place> free = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CONCURRENCY);
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ended;
    private final Thread driver;

    private static final class Place {
        final int number;
        int generation;
        boolean alive;

        Place(int number) {
            this.number = number;
        }

        String name() {
            return "web-%05d-%d".formatted(number, generation);
        }
    }

    private Churn(ApiServer server, int perSecond) {
        this.server = server;
        this.driver = Thread.ofVirtual().name("churn").unstarted(() -> drive(perSecond));
    }

    /** Makes the pods, and begins. */
    static Churn start(Target target, int pods, int perSecond) throws IOException, InterruptedException {
        Churn churn = new Churn(target.connect(), perSecond);
        churn.send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + NAMESPACE + "\"}}");
        for (int i = 0; i < pods; i++) {
            Place place = new Place(i);
            churn.make(place);
            churn.free.add(place);
        }
        churn.driver.start();
        return churn;
    }

    private void drive(int perSecond) {
        long started = System.nanoTime();
        long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
        try {
            for (long i = 0; !ended; i++) {
                long wait = started + i * every - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                } else if (wait < -TimeUnit.SECONDS.toNanos(5)) {
                    started -= wait; // what could not be done is not made up for
                }
                Place place = free.take();
                room.acquire();
                int dice = random.nextInt(10);
                Thread.ofVirtual().start(() -> change(place, dice));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(Place place, int dice) {
        try {
            if (!place.alive) {
                place.generation++;
                make(place);
            } else if (dice == 0) {
                send("DELETE", path() + "/" + place.name(), "{\"gracePeriodSeconds\":0}");
                place.alive = false;
            } else {
                mark(place, changes.get());
            }
            changes.incrementAndGet();
        } catch (IOException | InterruptedException e) {
            refused.incrementAndGet();
        } finally {
            free.add(place);
            room.release();
        }
    }

    private void make(Place place) throws IOException, InterruptedException {
        send("POST", path(), """
                {"metadata":{"name":"%s","labels":{"app":"web","tier":"t%d"}},"spec":{"schedulerName":"nobody",\
                "containers":[{"name":"app","image":"registry.example.com/soak/app:%d"}]}}""".formatted(place.name(), place.number % 7, place.generation));
        place.alive = true;
    }

    private void mark(Place place, long change) throws IOException, InterruptedException {
        send("PATCH", path() + "/" + place.name() + "/status", "{\"status\":{\"reason\":\"S" + change + "\"}}");
    }

    private static String path() {
        return "/api/v1/namespaces/" + NAMESPACE + "/pods";
    }

    /** Changes made so far. */
    long changes() {
        return changes.get();
    }

    /** Changes that the API server did not take. */
    long refused() {
        return refused.get();
    }

    /** Ends the changes; returns when the last one has been answered. */
    void rest() throws InterruptedException {
        ended = true;
        driver.join();
        room.acquire(CONCURRENCY);
        room.release(CONCURRENCY);
    }

    /** What the API server lists: the status of each pod by its name. */
    Map<String, String> listed() throws IOException, InterruptedException {
        Map<String, String> pods = new TreeMap<>();
        for (JsonNode pod : JSON.readTree(send("GET", "/api/v1/pods", "")).path("items")) {
            String reason = pod.path("status").path("reason").asString("");
            pods.put(
                    pod.path("metadata").path("name").asString(),
                    reason.isEmpty() ? pod.path("status").path("phase").asString("Pending") : reason);
        }
        return pods;
    }

    private byte[] send(String method, String path, String body) throws IOException, InterruptedException {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ApiRequest request = method.equals("GET")
                ? ApiRequest.get(path)
                : new ApiRequest(method, path, Map.of(), "application/json", type, bytes, ApiRequest.HEADERS_TIMEOUT);
        try (StreamedResponse answer = server.open(request)) {
            byte[] read = answer.body().readAllBytes();
            if (answer.status() >= 300) {
                throw new IOException(method + " " + path + " was answered with status " + answer.status());
            }
            return read;
        }
    }

    @Override
    public void close() {
        ended = true;
        server.close();
    }
}
