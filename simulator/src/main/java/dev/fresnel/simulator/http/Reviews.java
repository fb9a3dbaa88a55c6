package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Access;
import dev.fresnel.simulator.access.Attempt;
import dev.fresnel.simulator.access.Tokens;
import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers who one is, and what oneself or others may do. */
final class Reviews {

    private static final Set<String> GROUPS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    private final Access access;
    private final Tokens tokens;
    private final Clock clock;

    Reviews(Access access, Tokens tokens, Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.clock = clock;
    }

    static boolean answers(ResourcePath path) {
        return GROUPS.contains(path.type().group());
    }

    void create(Exchange exchange, ResourcePath path) throws IOException {
        Accept.requireJson(exchange.header("Accept"));
        Map<String, Object> review = Body.object(exchange, path);
        User self = exchange.user();
        review.put(
                "status",
                switch (path.type().kind()) {
                    case "SelfSubjectReview" -> {
                        Tree.put(review, now(), "metadata", "creationTimestamp");
                        yield Tree.of("userInfo", told(self));
                    }
                    case "TokenReview" -> ofToken(Tree.text(review, "spec", "token"));
                    case "SelfSubjectRulesReview" -> rules(self, review);
                    case "SelfSubjectAccessReview" -> judged(self, path, review);
                    default -> judged(named(review), path, review);
                });
        exchange.json(201, review);
    }

    private String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Map<String, Object> ofToken(String token) {
        return tokens.user(token)
                .map(user -> Tree.of("authenticated", true, "user", told(user)))
                .orElseGet(() -> Tree.of("user", Tree.of(), "error", "[invalid bearer token]"));
    }

    private Map<String, Object> rules(User user, Map<String, Object> review) {
        String namespace = Tree.text(review, "spec", "namespace");
        if (namespace.isEmpty()) {
            throw StatusException.badRequest("no namespace on request");
        }
        return Tree.of(
                "resourceRules",
                access.rules(user, namespace, false),
                "nonResourceRules",
                access.rules(user, namespace, true),
                "incomplete",
                false);
    }

    private static User named(Map<String, Object> review) {
        return new User(
                Tree.text(review, "spec", "user"),
                Tree.text(review, "spec", "uid"),
                Tree.texts(review, "spec", "groups"));
    }

    private Map<String, Object> judged(User user, ResourcePath path, Map<String, Object> review) {
        Map<String, Object> resource = Tree.map(review, "spec", "resourceAttributes");
        Map<String, Object> other = Tree.map(review, "spec", "nonResourceAttributes");
        if (resource.isEmpty() == other.isEmpty()) {
            String field = resource.isEmpty() ? "spec.resourceAttributes" : "spec.nonResourceAttributes";
            throw StatusException.invalid(
                    path.type(),
                    "",
                    List.of(
                            new StatusException.Cause(
                                    "FieldValueInvalid",
                                    field,
                                    "Invalid value: " + (resource.isEmpty() ? "null" : "{}")
                                            + ": exactly one of nonResourceAttributes or resourceAttributes must be specified")));
        }
        Access.Decision decision = access.judge(
                user,
                resource.isEmpty()
                        ? new Attempt(Tree.text(other, "verb"), "", "", "", "", "", Tree.text(other, "path"))
                        : new Attempt(
                                Tree.text(resource, "verb"),
                                Tree.text(resource, "group"),
                                Tree.text(resource, "resource"),
                                Tree.text(resource, "subresource"),
                                Tree.text(resource, "namespace"),
                                Tree.text(resource, "name"),
                                ""));
        Map<String, Object> status = Tree.of("allowed", decision.allowed());
        if (!decision.reason().isEmpty()) {
            status.put("reason", decision.reason());
        }
        return status;
    }

    private static Map<String, Object> told(User user) {
        Map<String, Object> told = Tree.of("username", user.name());
        if (!user.uid().isEmpty()) {
            told.put("uid", user.uid());
        }
        told.put("groups", new ArrayList<Object>(user.groups()));
        return told;
    }
}
