package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.api.UpgradedConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** An API server that answers what a test has written down, in order, and keeps what it was asked. */
class ScriptedServer implements ApiServer {

    /** How an answer goes on behind its bytes. */
    enum End {
        /** It ends as it should. */
        CLEAN,
        /** The connection breaks. */
        DROP,
        /** Nothing more comes, until someone closes it. */
        HANG
    }

    /** One answer; null bytes for a connection that is refused. */
    record Answer(int status, Map<String, String> headers, byte @Nullable [] body, End end) {
        Answer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body, end);
        }
    }

    private final BlockingQueue<Answer> script = new LinkedBlockingQueue<>();
    private final List<ApiRequest> requests = new ArrayList<>();
    private final List<Response> responses = new ArrayList<>();
    volatile boolean otherCredentials;
    volatile long count = -1;
    private int refreshes;

    void answer(Answer... answers) {
        script.addAll(List.of(answers));
    }

    static Answer protobuf(End end, byte[]... parts) {
        return new Answer(200, Map.of("Content-Type", "application/vnd.kubernetes.protobuf"), join(parts), end);
    }

    static Answer json(End end, String text) {
        return new Answer(200, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8), end);
    }

    static Answer refusal(int status, String reason, String message) {
        String body = """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"%s"}
                """.formatted(status, reason, message);
        return new Answer(
                status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8), End.CLEAN);
    }

    static Answer unreachable() {
        return new Answer(0, Map.of(), null, End.DROP);
    }

    @Override
    public StreamedResponse open(ApiRequest request) throws IOException, InterruptedException {
        if (request.query().getOrDefault("limit", List.of()).contains("1")) {
            return new Response(json(End.CLEAN, """
                    {"kind":"PodList","metadata":{"continue":"x","remainingItemCount":%d},
                     "items":[{"metadata":{"name":"a"}}]}
                    """.formatted(count - 1)));
        }
        synchronized (this) {
            requests.add(request);
            notifyAll();
        }
        Answer answer = answerTo(request);
        if (answer.body == null) {
            throw new IOException("connection refused");
        }
        Response response = new Response(answer);
        synchronized (this) {
            responses.add(response);
            notifyAll();
        }
        return response;
    }

    /** The next answer of the script. */
    Answer answerTo(ApiRequest request) throws InterruptedException {
        return script.take();
    }

    @Override
    public synchronized boolean refreshCredentials() {
        refreshes++;
        return otherCredentials;
    }

    @Override
    public UpgradedConnection upgrade(ApiRequest request, Map<String, String> headers) throws IOException {
        throw new IOException("nothing runs in this cluster");
    }

    @Override
    public Instant lastHeard() {
        return Instant.EPOCH;
    }

    synchronized int refreshes() {
        return refreshes;
    }

    /** Waits for the request of that number, from 0, and returns it. */
    synchronized ApiRequest request(int number) throws InterruptedException {
        long until = System.nanoTime() + 60_000_000_000L;
        while (requests.size() <= number) {
            if (System.nanoTime() > until) {
                throw new AssertionError("request " + number + " never came; there were " + requests);
            }
            wait(100);
        }
        return requests.get(number);
    }

    synchronized int requests() {
        return requests.size();
    }

    synchronized boolean allClosed() {
        return responses.stream().allMatch(response -> response.closed);
    }

    @Override
    public void close() {}

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static final class Response implements StreamedResponse {
        private final Answer answer;
        private final byte[] bytes;
        private int at;
        private boolean closed;

        Response(Answer answer) {
            this.answer = answer;
            this.bytes = answer.body == null ? new byte[0] : answer.body;
        }

        @Override
        public int status() {
            return answer.status;
        }

        @Override
        public List<String> headers(String name) {
            String value = answer.headers.get(name);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public InputStream body() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    synchronized (Response.this) {
                        if (at < bytes.length && !closed) {
                            int count = Math.min(length, bytes.length - at);
                            System.arraycopy(bytes, at, buffer, offset, count);
                            at += count;
                            return count;
                        }
                        while (answer.end == End.HANG && !closed) {
                            try {
                                Response.this.wait();
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                        }
                        if (closed) {
                            throw new IOException("closed");
                        }
                        if (answer.end == End.DROP) {
                            throw new IOException("connection reset");
                        }
                        return -1;
                    }
                }

                @Override
                public int available() {
                    synchronized (Response.this) {
                        return bytes.length - at;
                    }
                }
            };
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }
}
