package dev.fresnel.kube.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API server answered, and the answer is no. What it said is in here. */
public final class ApiServerException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;
    private final @Nullable Duration retryAfter;
    private final transient List<Cause> causes;

    /**
     * One of several reasons.
     *
     * @param reason for example {@code FieldManagerConflict}; {@code ""} where there was none
     * @param message the server's words
     * @param field where in the object, {@code ""} where it says none
     */
    public record Cause(String reason, String message, String field) {}

    /**
     * @param status HTTP status code
     * @param reason {@code reason} of the Status object, for example {@code Forbidden}; {@code ""} where there was none
     * @param message the server's words, a sentence
     * @param retryAfter how long it asked to be left alone, or null
     */
    public ApiServerException(int status, String reason, String message, @Nullable Duration retryAfter) {
        this(status, reason, message, retryAfter, List.of());
    }

    /** @param causes {@code details.causes} of the Status object */
    ApiServerException(int status, String reason, String message, @Nullable Duration retryAfter, List<Cause> causes) {
        super(message);
        this.causes = List.copyOf(causes);
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

    /** Its reasons one by one, where it told them. */
    public List<Cause> causes() {
        return causes;
    }

    /** How long the server asked to be left alone, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
