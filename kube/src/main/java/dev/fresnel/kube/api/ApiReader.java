package dev.fresnel.kube.api;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads answers that are small enough to be held whole, with one more try where credentials had expired. Lists and
 * watches are not for it. Thread-safe.
 */
public final class ApiReader {

    /** Larger answers are refused. The largest OpenAPI document of Kubernetes itself has 3 MB. */
    public static final int MAX_BYTES = 64 << 20;

    /** How long an answer may take from its headers to its end. */
    private static final Duration MAX_TIME = Duration.ofMinutes(2);

    private final ApiServer server;
    private final int maxBytes;
    private final Duration maxTime;

    public ApiReader(ApiServer server) {
        this(server, MAX_BYTES, MAX_TIME);
    }

    /** With limits of its own. */
    ApiReader(ApiServer server, int maxBytes, Duration maxTime) {
        this.server = server;
        this.maxBytes = maxBytes;
        this.maxTime = maxTime;
    }

    /**
     * An answer of the server, whatever its status.
     *
     * @param status HTTP status code
     * @param body all of it
     * @param lookUp looks up a header's values
     */
    public record Answer(int status, byte[] body, Function<String, List<String>> lookUp) {

        /** Whether the server did what was asked. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /**
         * The answer as JSON.
         *
         * @throws ApiServerException where the server says no
         * @throws IOException where it is not JSON
         */
        public JsonNode json(String path) throws IOException {
            if (!ok()) {
                throw refusal();
            }
            JsonNode tree = tree(body);
            if (tree == null) {
                throw new IOException("The answer to " + path + " is not JSON.");
            }
            return tree;
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        /** All values of a header, in order. */
        public List<String> headers(String name) {
            return lookUp.apply(name);
        }

        /** What the server said when it said no, from its Status object. */
        public ApiServerException refusal() {
            JsonNode said = tree(body);
            String message = said == null ? "" : said.path("message").asString("");
            String reason = said == null ? "" : said.path("reason").asString("");
            String words = message.isEmpty() ? "The API server answered " + status + "." : message;
            return new ApiServerException(status, reason, words, retryAfter(), causes(said));
        }

        private static List<ApiServerException.Cause> causes(@Nullable JsonNode said) {
            List<ApiServerException.Cause> causes = new ArrayList<>();
            if (said != null) {
                for (JsonNode cause : said.path("details").path("causes")) {
                    causes.add(new ApiServerException.Cause(
                            cause.path("reason").asString(""),
                            cause.path("message").asString(""),
                            cause.path("field").asString("")));
                }
            }
            return causes;
        }

        private @Nullable Duration retryAfter() {
            return header("Retry-After")
                    .filter(seconds -> seconds.matches("\\d{1,6}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(null);
        }
    }

    /**
     * Sends the request.
     *
     * @throws UnreachableException where no answer came, or the credentials are refused and there are no others
     * @throws EndlessAnswerException where the answer is too large, or does not end in time
     */
    public Answer ask(ApiRequest request) throws IOException, InterruptedException {
        Answer answer = once(request);
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED && server.refreshCredentials()
                ? once(request)
                : answer;
    }

    private Answer once(ApiRequest request) throws IOException, InterruptedException {
        try (StreamedResponse response = server.open(request)) {
            return new Answer(response.status(), whole(response, request.path()), response::headers);
        }
    }

    /** Read by a thread of its own: where it takes too long, closing the response makes that thread end. */
    private byte[] whole(StreamedResponse response, String path) throws IOException, InterruptedException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> response.body().readNBytes(maxBytes + 1));
        Thread.ofVirtual().name("answer").start(reading);
        try {
            byte[] body = reading.get(maxTime.toMillis(), TimeUnit.MILLISECONDS);
            if (body.length > maxBytes) {
                throw new EndlessAnswerException(path, "is larger than " + (maxBytes >> 20) + " MB");
            }
            return body;
        } catch (TimeoutException e) {
            throw new EndlessAnswerException(path, "has not ended after " + maxTime.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /**
     * Sends the request and reads the answer as JSON.
     *
     * @throws ApiServerException where the server says no
     * @throws IOException where no answer came, or it is not JSON
     */
    public JsonNode json(ApiRequest request) throws IOException, InterruptedException {
        return ask(request).json(request.path());
    }

    /** Null for what is not a JSON object. */
    static @Nullable JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(body);
            return tree.isObject() ? tree : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
