package dev.fresnel.kube.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Credentials could not be had. */
final class CredentialsException extends IOException {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final String advice;

    /**
     * @param reason what is wrong, without a full stop
     * @param advice what to do, a sentence
     */
    CredentialsException(String reason, String advice, @Nullable Throwable cause) {
        super(reason + ". " + advice, cause);
        this.reason = reason;
        this.advice = advice;
    }

    String reason() {
        return reason;
    }

    String advice() {
        return advice;
    }

    ConnectionProblem problem() {
        return new ConnectionProblem.NoCredentials(reason, advice);
    }
}
