package dev.fresnel.server.http;

import org.jspecify.annotations.Nullable;

/** A request that is answered with a status and a sentence, and nothing else. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    final int status;
    final String sentence;
    final @Nullable String page;

    Refusal(int status, String message, @Nullable String page) {
        super(message, null, false, false);
        this.status = status;
        this.sentence = message;
        this.page = page;
    }
}
