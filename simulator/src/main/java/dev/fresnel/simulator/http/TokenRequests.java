package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Tokens;
import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Answers the subresource {@code token} of service accounts: a token that is good for a while. */
final class TokenRequests {

    private static final long SECONDS = 3600;
    private static final String ISSUER = "https://kubernetes.default.svc";

    private final Reads reads;
    private final Tokens tokens;
    private final Clock clock;

    TokenRequests(Reads reads, Tokens tokens, Clock clock) {
        this.reads = reads;
        this.tokens = tokens;
        this.clock = clock;
    }

    void create(Exchange exchange, ResourcePath path) throws IOException {
        Accept.requireJson(exchange.header("Accept"));
        Map<String, Object> account = reads.object(path);
        Map<String, Object> asked = Tree.map(Body.read(exchange), "spec");
        long seconds = Tree.number(asked, SECONDS, "expirationSeconds");
        Instant end = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
        User user = User.serviceAccount(
                String.valueOf(path.namespace()), String.valueOf(path.name()), Tree.text(account, "metadata", "uid"));
        List<Object> audiences = Tree.list(asked, "audiences");
        exchange.json(
                201,
                Tree.of(
                        "kind",
                        "TokenRequest",
                        "apiVersion",
                        "authentication.k8s.io/v1",
                        "metadata",
                        Tree.of(
                                "name",
                                String.valueOf(path.name()),
                                "namespace",
                                String.valueOf(path.namespace()),
                                "creationTimestamp",
                                Instant.now(clock)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()),
                        "spec",
                        Tree.of(
                                "audiences",
                                audiences.isEmpty() ? List.of(ISSUER) : audiences,
                                "expirationSeconds",
                                seconds,
                                "boundObjectRef",
                                Tree.at(asked, "boundObjectRef") == null
                                        ? Tree.NULL
                                        : Tree.map(asked, "boundObjectRef")),
                        "status",
                        Tree.of("token", tokens.issue(user, end), "expirationTimestamp", end.toString())));
    }
}
