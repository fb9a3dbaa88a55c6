package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the Caller may do in one namespace, in one answer (SelfSubjectRulesReview): to draw many buttons at once. It
 * never decides about access: {@link AccessReview} does.
 *
 * @param rules what is allowed; anything else is not, as far as the server could tell
 * @param incomplete whether the server could not tell everything
 */
public record AccessRules(List<Rule> rules, boolean incomplete) {

    private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

    /**
     * Verbs on resources of groups; {@code *} stands for all of them, and no names for all names. Resources may be
     * {@code pods/log}, or a star before the slash.
     */
    public record Rule(Set<String> verbs, Set<String> groups, Set<String> resources, Set<String> names) {

        boolean allows(Question question) {
            String resource = question.subresource().isEmpty()
                    ? question.resource()
                    : question.resource() + "/" + question.subresource();
            boolean anyOfPart = !question.subresource().isEmpty() && resources.contains("*/" + question.subresource());
            return has(verbs, question.verb())
                    && has(groups, question.group())
                    && (has(resources, resource) || anyOfPart)
                    && (names.isEmpty() || (question.name() != null && names.contains(question.name())));
        }

        private static boolean has(Set<String> allowed, String wanted) {
            return allowed.contains("*") || allowed.contains(wanted);
        }
    }

    public AccessRules {
        rules = List.copyOf(rules);
    }

    /** Asks for the rules of a namespace. */
    public static AccessRules read(ApiServer server, String namespace) throws IOException, InterruptedException {
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "apiVersion", "authorization.k8s.io/v1",
                        "kind", "SelfSubjectRulesReview",
                        "spec", Map.of("namespace", namespace)));
        JsonNode status =
                new ApiReader(server).json(ApiRequest.post(PATH, body)).path("status");
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : status.path("resourceRules")) {
            rules.add(new Rule(
                    texts(rule.path("verbs")),
                    texts(rule.path("apiGroups")),
                    texts(rule.path("resources")),
                    texts(rule.path("resourceNames"))));
        }
        return new AccessRules(rules, status.path("incomplete").asBoolean(false));
    }

    /** Whether a rule allows it; a question about any object is not answered by rules for some names. */
    public boolean allows(Question question) {
        return rules.stream().anyMatch(rule -> rule.allows(question));
    }

    private static Set<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return Set.copyOf(texts);
    }
}
