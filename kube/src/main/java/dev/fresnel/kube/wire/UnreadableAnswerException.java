package dev.fresnel.kube.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What came is not what an API server sends there: another format, or broken. The message says what and where. */
public final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message what and where, a sentence */
    public UnreadableAnswerException(String message) {
        super(message);
    }

    UnreadableAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
