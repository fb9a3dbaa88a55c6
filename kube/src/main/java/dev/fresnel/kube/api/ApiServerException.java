package dev.fresnel.kube.api;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API server answered, and the answer is no. What it said is in here. */
public final class ApiServerException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;
    private final @Nullable Duration retryAfter;

    /**
     * @param status HTTP status code
     * @param reason {@code reason} of the Status object, for example {@code Forbidden}; {@code ""} where there was none
     * @param message the server's words, a sentence
     * @param retryAfter how long it asked to be left alone, or null
     */
    public ApiServerException(int status, String reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** {@code reason} of the Status object, for example {@code Forbidden}; {@code ""} where there was none. */
    public String reason() {
        return reason;
    }

    /** How long the server asked to be left alone, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
