package dev.fresnel.engine.action;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import java.io.IOException;

/** What a failed change means, for people; what the server said goes beside it. */
final class Refusals {

    private Refusals() {}

    static Phrase phrase(IOException failure) {
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
