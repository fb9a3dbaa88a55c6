package dev.fresnel.engine.action;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The eviction of one very pod: a deletion that disruption budgets may refuse for now. */
final class Eviction {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Set<Integer> FOR_NOW = Set.of(
            TOO_MANY_REQUESTS,
            HttpURLConnection.HTTP_CONFLICT,
            HttpURLConnection.HTTP_UNAVAILABLE,
            HttpURLConnection.HTTP_GATEWAY_TIMEOUT);

    private Eviction() {}

    /**
     * What is sent.
     *
     * @param uid of the pod that was seen: one made anew under its name is not meant
     * @param grace seconds that it has to end, null for its own
     */
    static Write of(Kind pods, @Nullable String namespace, String name, String uid, @Nullable Integer grace) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (!uid.isEmpty()) {
            options.put("preconditions", Map.of("uid", uid));
        }
        if (grace != null) {
            options.put("gracePeriodSeconds", grace);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "policy/v1");
        body.put("kind", "Eviction");
        body.put("metadata", Map.of("name", name, "namespace", namespace == null ? "" : namespace));
        if (!options.isEmpty()) {
            body.put("deleteOptions", options);
        }
        return new Write.Create(
                pods, namespace, name, "eviction", JsonMapper.shared().valueToTree(body));
    }

    /**
     * Whether the server refuses it only for now: by a budget, a race with others, while it is not ready, or because all of the
     * namespace is going.
     */
    static boolean isForNow(ApiServerException refusal) {
        return FOR_NOW.contains(refusal.status())
                || (refusal.status() == HttpURLConnection.HTTP_FORBIDDEN
                        && refusal.causes().stream()
                                .anyMatch(cause -> cause.reason().equals("NamespaceTerminating")));
    }

    /** What keeps the pod, in the server's words. */
    static Phrase words(ApiServerException refusal) {
        List<ApiServerException.Cause> causes = refusal.causes();
        String words = causes.isEmpty()
                ? String.valueOf(refusal.getMessage())
                : causes.stream().map(ApiServerException.Cause::message).collect(Collectors.joining("; "));
        return Phrase.of("drain.held", "words", words);
    }
}
