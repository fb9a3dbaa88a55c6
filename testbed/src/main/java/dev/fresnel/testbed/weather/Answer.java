package dev.fresnel.testbed.weather;

import java.time.Duration;
import java.util.Optional;

/** What a {@link Gate} does with a request. */
public sealed interface Answer {

    /** It goes to the API server, and its answer comes back. */
    record Pass() implements Answer {}

    /**
     * The gate answers in the API server's place.
     *
     * @param reason as in a Status, like {@code Expired}
     */
    record Refuse(int code, String reason, String message, Optional<Duration> retryAfter) implements Answer {}

    /** No answer ever comes. */
    record Silence() implements Answer {}

    /** The connection ends instead. */
    record Drop() implements Answer {}

    /** An answer begins, and goes on with white space for ever. */
    record Endless() implements Answer {}

    /** The API server's answer comes, and the connection ends after so many bytes of it. */
    record Cut(long after) implements Answer {}

    /** The API server's answer comes, with some bytes that are not its own after so many. */
    record Corrupt(long after) implements Answer {}

    /** {@link Refuse} without a time. */
    static Answer refuse(int code, String reason, String message) {
        return new Refuse(code, reason, message, Optional.empty());
    }

    /** 429. */
    static Answer busy(Duration retryAfter) {
        return new Refuse(429, "TooManyRequests", "too many requests, please try again later", Optional.of(retryAfter));
    }
}
