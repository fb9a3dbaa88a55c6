package dev.fresnel.kube.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request to an API server.
 *
 * @param method HTTP method, in capitals
 * @param path absolute path on the server, not escaped, for example {@code /api/v1/pods}
 * @param query parameters in order, not escaped
 * @param accept media types asked for, as in the {@code Accept} header
 * @param contentType the body's media type, null without a body
 * @param body the body, or null
 * @param headersTimeout how long the response's headers may take; its body may take any time
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        String accept,
        @Nullable String contentType,
        byte @Nullable [] body,
        Duration headersTimeout) {

    /** How long headers may take where nothing else is said: somewhat above the API server's own limit of 60 seconds. */
    public static final Duration HEADERS_TIMEOUT = Duration.ofSeconds(65);

    public ApiRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path " + path + " does not begin with a slash");
        }
        Map<String, List<String>> copy = new LinkedHashMap<>();
        query.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        query = Collections.unmodifiableMap(copy);
    }

    /** Reads a path as JSON, without parameters. */
    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Map.of(), "application/json", null, null, HEADERS_TIMEOUT);
    }

    /** Sends JSON, and reads JSON. */
    public static ApiRequest post(String path, byte[] json) {
        return new ApiRequest("POST", path, Map.of(), "application/json", "application/json", json, HEADERS_TIMEOUT);
    }

    /** The same with another {@code Accept} header. */
    public ApiRequest accepting(String mediaTypes) {
        return new ApiRequest(method, path, query, mediaTypes, contentType, body, headersTimeout);
    }

    /** The same with one more parameter; one of that name that is already there stays. */
    public ApiRequest with(String parameter, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(query);
        more.merge(parameter, List.of(value), (before, added) -> List.copyOf(concat(before, added)));
        return new ApiRequest(method, path, more, accept, contentType, body, headersTimeout);
    }

    /** The same with another time for the headers. */
    public ApiRequest within(Duration time) {
        return new ApiRequest(method, path, query, accept, contentType, body, time);
    }

    private static List<String> concat(List<String> before, List<String> added) {
        return Stream.concat(before.stream(), added.stream()).toList();
    }
}
