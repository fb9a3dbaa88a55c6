package dev.fresnel.engine.action;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a failed change means, for people; what the server said goes beside it. */
public final class Refusals {

    private Refusals() {}

    /** What the server said, word for word; null where it was not the server that said no. */
    public static @Nullable String words(IOException failure) {
        return failure instanceof RefusedException ? null : failure.getMessage();
    }

    /** What it means. */
    public static Phrase phrase(IOException failure) {
        if (failure instanceof RefusedException refused) {
            return refused.why();
        }
        if (!(failure instanceof ApiServerException answer)) {
            return Phrase.of("change.notAsked");
        }
        return switch (answer.status()) {
            case 401, 403 -> Phrase.of("change.forbidden");
            case 404 -> Phrase.of("change.gone");
            case 409 -> Phrase.of("change.conflict");
            case 422, 400 -> Phrase.of("change.invalid");
            case 429 -> Phrase.of("change.notNow");
            default -> Phrase.of("change.refused");
        };
    }
}
