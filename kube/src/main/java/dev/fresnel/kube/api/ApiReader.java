package dev.fresnel.kube.api;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
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

    private final ApiServer server;

    public ApiReader(ApiServer server) {
        this.server = server;
    }

    /**
     * An answer of the server, whatever its status.
     *
     * @param status HTTP status code
     * @param body all of it
     * @param headers looks up a header
     */
    public record Answer(int status, byte[] body, Function<String, Optional<String>> headers) {

        /** Whether the server did what was asked. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.apply(name);
        }

        /** What the server said when it said no, from its Status object. */
        public ApiServerException refusal() {
            JsonNode said = tree(body);
            String message = said == null ? "" : said.path("message").asString("");
            String reason = said == null ? "" : said.path("reason").asString("");
            String words = message.isEmpty() ? "The API server answered " + status + "." : message;
            return new ApiServerException(status, reason, words, retryAfter());
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
     * @throws IOException where the answer is larger than {@link #MAX_BYTES}
     */
    public Answer ask(ApiRequest request) throws IOException, InterruptedException {
        Answer answer = once(request);
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED && server.refreshCredentials()
                ? once(request)
                : answer;
    }

    private Answer once(ApiRequest request) throws IOException, InterruptedException {
        try (StreamedResponse response = server.open(request)) {
            byte[] body = response.body().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new IOException(
                        "The answer to " + request.path() + " is larger than " + (MAX_BYTES >> 20) + " MB.");
            }
            return new Answer(response.status(), body, response::header);
        }
    }

    /**
     * Sends the request and reads the answer as JSON.
     *
     * @throws ApiServerException where the server says no
     * @throws IOException where no answer came, or it is not JSON
     */
    public JsonNode json(ApiRequest request) throws IOException, InterruptedException {
        Answer answer = ask(request);
        if (!answer.ok()) {
            throw answer.refusal();
        }
        JsonNode tree = tree(answer.body());
        if (tree == null) {
            throw new IOException("The answer to " + request.path() + " is not JSON.");
        }
        return tree;
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
