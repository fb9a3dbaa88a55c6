package dev.fresnel.kube.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The API server's Status object: why it said no.
 *
 * @param code HTTP status code, 0 where it is not said
 * @param reason for machines, for example {@code Expired}; {@code ""} where it is not said
 * @param message for people; {@code ""} where it is not said
 * @param retryAfterSeconds how long to leave the server alone, -1 where it is not said
 */
public record ApiStatus(int code, String reason, String message, int retryAfterSeconds) {

    /**
     * Reads the body of an answer that says no, in either encoding. What is no Status (a proxy's page, nothing at all)
     * gives one without code and reason, and as message what a person can read of it, at most some hundred characters.
     */
    public static ApiStatus read(byte[] body) {
        try {
            if (body.length > 4 && body[0] == 'k' && body[1] == '8' && body[2] == 's' && body[3] == 0) {
                return of(Envelope.status(body));
            }
            if (JsonTree.parse(body, 0, body.length, PathTrie.WHOLE, false) instanceof Map<?, ?> tree
                    && "Status".equals(tree.get("kind"))) {
                return of(tree);
            }
        } catch (UnreadableAnswerException notStatus) {
            // Then it is shown as text.
        }
        String text = new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8)
                .replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ")
                .replaceAll("[\\p{Cntrl}\\s\\uFFFD]+", " ")
                .strip();
        return new ApiStatus(0, "", text.length() > 300 ? text.substring(0, 300) + "…" : text, -1);
    }

    static ApiStatus of(Map<?, ?> tree) {
        Object seconds = tree.get("details") instanceof Map<?, ?> details ? details.get("retryAfterSeconds") : null;
        return new ApiStatus(
                tree.get("code") instanceof Long code ? code.intValue() : 0,
                tree.get("reason") instanceof String reason ? reason : "",
                tree.get("message") instanceof String message ? message : "",
                seconds instanceof Long number && number > 0 ? number.intValue() : -1);
    }
}
