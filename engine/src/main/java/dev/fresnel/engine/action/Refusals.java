package dev.fresnel.engine.action;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a failed change means, for people; what the server said goes beside it. */
public final class Refusals {

    /** As the API server tells of webhooks that say no or say nothing, and of policies; and what each means. */
    private static final Map<Pattern, String> SAYS_NO = Map.of(
            Pattern.compile("^admission webhook \"([^\"]+)\" denied the request"), "change.denied",
            Pattern.compile("failed calling webhook \"([^\"]+)\""), "change.webhookFails",
            Pattern.compile("ValidatingAdmissionPolicy '([^']+)'[^\n]* denied request"), "change.policy");

    private Refusals() {}

    /**
     * What the server said, word for word, each of several reasons on a line of its own; null where it was not the server that
     * said no.
     */
    public static @Nullable String words(IOException failure) {
        if (!(failure instanceof ApiServerException answer) || answer.causes().size() < 2) {
            return failure instanceof RefusedException ? null : failure.getMessage();
        }
        return answer.causes().stream()
                .map(cause -> cause.field().isEmpty() ? cause.message() : cause.field() + ": " + cause.message())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** What it means. */
    public static Phrase phrase(IOException failure) {
        if (failure instanceof RefusedException refused) {
            return refused.why();
        }
        if (!(failure instanceof ApiServerException answer)) {
            return Phrase.of("change.notAsked");
        }
        String said = String.valueOf(answer.getMessage());
        for (Map.Entry<Pattern, String> each : SAYS_NO.entrySet()) {
            Matcher name = each.getKey().matcher(said);
            if (name.find()) {
                return Phrase.of(each.getValue(), "name", name.group(1));
            }
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
