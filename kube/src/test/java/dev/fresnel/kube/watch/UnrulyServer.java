package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Pods that come, change and go, behind an API server to which everything happens that happens to API servers: it drops
 * connections, cuts answers anywhere, forgets old versions, is away, is busy. After some requests it becomes quiet, and its
 * last answer is whole.
 */
final class UnrulyServer extends ScriptedServer {

    private record Change(long version, String type, String name) {}

    private final Random random;
    private final boolean offersStreams;
    private final Map<String, Long> pods = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private long version = 10;
    private long forgotten = 9;
    private int unrulyRequests = 25;

    UnrulyServer(Random random) {
        this.random = random;
        this.offersStreams = random.nextBoolean();
        live(10);
    }

    /** What is there in the end. */
    synchronized Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        pods.forEach((name, at) -> versions.put("shop/" + name, Long.toString(at)));
        return versions;
    }

    @Override
    synchronized Answer answerTo(ApiRequest request) {
        boolean quiet = --unrulyRequests < 0;
        if (!quiet) {
            live(random.nextInt(6));
            if (random.nextInt(6) == 0) {
                forgotten = version - random.nextInt(4);
            }
            switch (random.nextInt(10)) {
                case 0 -> {
                    return unreachable();
                }
                case 1 -> {
                    return refusal(503, "ServiceUnavailable", "starting");
                }
                case 2 -> {
                    return refusal(429, "TooManyRequests", "busy").with("Retry-After", "1");
                }
                default -> {}
            }
        }
        Answer answer = honest(request);
        byte[] body = answer.body();
        if (quiet || answer.status() != 200 || body == null) {
            return answer;
        }
        End end = random.nextBoolean() ? End.DROP : End.CLEAN;
        int length = random.nextInt(3) == 0 ? body.length : random.nextInt(body.length + 1);
        return new Answer(200, answer.headers(), Arrays.copyOf(body, length), end);
    }

    private Answer honest(ApiRequest request) {
        boolean stream = request.query().containsKey("sendInitialEvents");
        if (stream && !offersStreams) {
            return refusal(422, "Invalid", "sendInitialEvents is forbidden");
        }
        if (!request.query().containsKey("watch")) {
            return list(request);
        }
        List<byte[]> events = new ArrayList<>();
        long from = stream
                ? version
                : Long.parseLong(request.query()
                        .getOrDefault("resourceVersion", List.of("0"))
                        .getFirst());
        if (stream) {
            pods.forEach((name, at) -> events.add(PodFrames.added(name, at)));
            events.add(PodFrames.synced(version));
        } else if (from < forgotten) {
            return random.nextBoolean()
                    ? refusal(410, "Expired", "too old resource version")
                    : protobuf(End.HANG, PodFrames.expired());
        }
        if (unrulyRequests >= 0) {
            live(random.nextInt(6));
        }
        for (Change change : history) {
            if (change.version > from) {
                events.add(
                        switch (change.type) {
                            case "ADDED" -> PodFrames.added(change.name, change.version);
                            case "MODIFIED" -> PodFrames.modified(change.name, change.version);
                            default -> PodFrames.deleted(change.name, change.version);
                        });
                if (random.nextInt(8) == 0) {
                    events.add(PodFrames.bookmark(change.version));
                }
            }
        }
        return protobuf(End.HANG, events.toArray(byte[][]::new));
    }

    /** Pages are of two pods each, and a token tells where the next begins and of which version it is. */
    private Answer list(ApiRequest request) {
        List<String> names = new ArrayList<>(pods.keySet());
        if (!request.query().containsKey("limit")) {
            return protobuf(End.CLEAN, PodFrames.list(Long.toString(version), "", pods));
        }
        String token = request.query()
                .getOrDefault("continue", List.of("0@" + version))
                .getFirst();
        int from = Integer.parseInt(token.split("@")[0]);
        if (Long.parseLong(token.split("@")[1]) != version) {
            return refusal(410, "Expired", "the continue token is too old");
        }
        int to = Math.min(names.size(), from + 2);
        Map<String, Long> page = new TreeMap<>();
        names.subList(from, to).forEach(name -> page.put(name, pods.get(name)));
        return protobuf(
                End.CLEAN, PodFrames.list(Long.toString(version), to < names.size() ? to + "@" + version : "", page));
    }

    private void live(int changes) {
        for (int i = 0; i < changes; i++) {
            String name = "pod-" + random.nextInt(8);
            version++;
            if (!pods.containsKey(name)) {
                history.add(new Change(version, "ADDED", name));
                pods.put(name, version);
            } else if (random.nextInt(3) == 0) {
                history.add(new Change(version, "DELETED", name));
                pods.remove(name);
            } else {
                history.add(new Change(version, "MODIFIED", name));
                pods.put(name, version);
            }
        }
    }
}
