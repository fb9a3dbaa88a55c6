package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Caller may do, as the API server says (SelfSubjectAccessReview). An answer is good for 60 seconds.
 *
 * <p>Thread-safe.
 */
public final class AccessReview {

    /** How long an answer is good. */
    public static final Duration FRESH = Duration.ofSeconds(60);

    private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    /** Reviews take some milliseconds each; more at once would only queue in the server. */
    private static final int AT_ONCE = 8;

    private final ApiReader reader;
    private final Clock clock;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Permission permission, Instant at) {}

    public AccessReview(ApiServer server, Clock clock) {
        this.reader = new ApiReader(server);
        this.clock = clock;
    }

    /**
     * Asks, or remembers.
     *
     * @throws IOException where the server could not be asked: that is not a no
     */
    public Permission may(Question question) throws IOException, InterruptedException {
        Permission known = known(question);
        if (known != null) {
            return known;
        }
        JsonNode status = reader.json(review(question)).path("status");
        boolean denied = status.path("denied").asBoolean(false);
        Permission permission = new Permission(
                status.path("allowed").asBoolean(false) && !denied,
                status.path("reason").asString(""));
        forgetOld();
        answers.put(question, new Answer(permission, clock.instant()));
        return permission;
    }

    /** Asks several at once. */
    public Map<Question, Permission> may(Collection<Question> questions) throws IOException, InterruptedException {
        Map<Question, Future<Permission>> asked = new LinkedHashMap<>();
        Map<Question, Permission> permissions = new LinkedHashMap<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
        try {
            for (Question question : new LinkedHashSet<>(questions)) {
                asked.put(question, threads.submit(() -> may(question)));
            }
            for (Map.Entry<Question, Future<Permission>> each : asked.entrySet()) {
                permissions.put(each.getKey(), each.getValue().get());
            }
            return permissions;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Forgets all answers, for when rights are known to have changed. */
    public void forget() {
        answers.clear();
    }

    private @Nullable Permission known(Question question) {
        Answer answer = answers.get(question);
        return answer != null && isFresh(answer) ? answer.permission : null;
    }

    private boolean isFresh(Answer answer) {
        return clock.instant().isBefore(answer.at.plus(FRESH));
    }

    private void forgetOld() {
        answers.values().removeIf(answer -> !isFresh(answer));
    }

    private static ApiRequest review(Question question) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", question.verb());
        attributes.put("group", question.group());
        attributes.put("resource", question.resource());
        attributes.put("subresource", question.subresource());
        attributes.put("namespace", question.namespace() == null ? "" : question.namespace());
        attributes.put("name", question.name() == null ? "" : question.name());
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "apiVersion", "authorization.k8s.io/v1",
                        "kind", "SelfSubjectAccessReview",
                        "spec", Map.of("resourceAttributes", attributes)));
        return ApiRequest.post(PATH, body);
    }
}
