package dev.fresnel.simulator.http;

import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers who one is and what one may do. Whoever has the token is the administrator, and may do everything. */
final class Reviews {

    private static final Set<String> GROUPS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    private final Clock clock;

    Reviews(Clock clock) {
        this.clock = clock;
    }

    static boolean answers(ResourcePath path) {
        return GROUPS.contains(path.type().group());
    }

    void create(Exchange exchange, ResourcePath path) throws IOException {
        Accept.requireJson(exchange.header("Accept"));
        Map<String, Object> review = Body.object(exchange, path);
        review.put(
                "status",
                switch (path.type().kind()) {
                    case "SelfSubjectReview" -> {
                        Tree.put(
                                review,
                                Instant.now(clock)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                "metadata",
                                "creationTimestamp");
                        yield Tree.of("userInfo", administrator());
                    }
                    case "TokenReview" -> Tree.of("authenticated", true, "user", administrator());
                    case "SelfSubjectRulesReview" ->
                        Tree.of(
                                "resourceRules",
                                List.of(Tree.of(
                                        "verbs", List.of("*"), "apiGroups", List.of("*"), "resources", List.of("*"))),
                                "nonResourceRules",
                                List.of(Tree.of("verbs", List.of("*"), "nonResourceURLs", List.of("*"))),
                                "incomplete",
                                false);
                    default -> Tree.of("allowed", true);
                });
        exchange.json(201, review);
    }

    private static Map<String, Object> administrator() {
        return Tree.of(
                "username", "demo-admin", "uid", "1", "groups", List.of("system:masters", "system:authenticated"));
    }
}
