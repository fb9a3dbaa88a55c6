package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Access;
import dev.fresnel.simulator.access.Attempt;
import dev.fresnel.simulator.access.Tokens;
import dev.fresnel.simulator.access.User;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;

/** Lets in who is known, as whom they may act, to what they may do. */
final class Guard {

    private static final String BEARER = "Bearer ";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final Tokens tokens;
    private final Access access;

    Guard(Tokens tokens, Access access) {
        this.tokens = tokens;
        this.access = access;
    }

    /**
     * Finds out who asks, and whether they may.
     *
     * @throws StatusException 401 for a token that is not known, 403 for what they may not
     */
    User admit(Exchange exchange) {
        User user = impersonated(exchange, bearer(exchange));
        check(user, Attempt.of(exchange.method(), exchange.path(), exchange::query));
        return user;
    }

    private User bearer(Exchange exchange) {
        String authorization = exchange.header("Authorization");
        if (authorization.isEmpty()) {
            return User.ANONYMOUS;
        }
        return tokens.user(authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "")
                .orElseThrow(() -> new StatusException(401, "Unauthorized", "Unauthorized", null));
    }

    private User impersonated(Exchange exchange, User user) {
        String name = exchange.header("Impersonate-User");
        if (name.isEmpty()) {
            return user;
        }
        List<String> groups = exchange.headers("Impersonate-Group");
        String[] parts = name.split(":", -1);
        boolean isServiceAccount = name.startsWith(SERVICE_ACCOUNT) && parts.length == 4;
        check(
                user,
                isServiceAccount
                        ? new Attempt("impersonate", "", "serviceaccounts", "", parts[2], parts[3], "")
                        : new Attempt("impersonate", "", "users", "", "", name, ""));
        for (String group : groups) {
            check(user, new Attempt("impersonate", "", "groups", "", "", group, ""));
        }
        return isServiceAccount && groups.isEmpty()
                ? User.serviceAccount(parts[2], parts[3], "").authenticated()
                : new User(name, "", groups).authenticated();
    }

    boolean allows(User user, Attempt attempt) {
        return access.judge(user, attempt).allowed();
    }

    private void check(User user, Attempt attempt) {
        if (!allows(user, attempt)) {
            throw forbidden(user, attempt);
        }
    }

    private static StatusException forbidden(User user, Attempt attempt) {
        if (attempt.resource().isEmpty()) {
            return new StatusException(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + user.name() + "\" cannot " + attempt.verb() + " path \"" + attempt.path()
                            + "\"",
                    Map.of());
        }
        Map<String, Object> details = Tree.of();
        if (!attempt.name().isEmpty()) {
            details.put("name", attempt.name());
        }
        if (!attempt.group().isEmpty()) {
            details.put("group", attempt.group());
        }
        details.put("kind", attempt.resource());
        String resource = attempt.group().isEmpty() ? attempt.resource() : attempt.resource() + "." + attempt.group();
        String subresource = attempt.subresource().isEmpty() ? "" : "/" + attempt.subresource();
        return new StatusException(
                403,
                "Forbidden",
                resource + (attempt.name().isEmpty() ? "" : " \"" + attempt.name() + "\"") + " is forbidden: User \""
                        + user.name() + "\" cannot " + attempt.verb() + " resource \"" + attempt.resource()
                        + subresource + "\" in API group \"" + attempt.group() + "\" "
                        + (attempt.namespace().isEmpty()
                                ? "at the cluster scope"
                                : "in the namespace \"" + attempt.namespace() + "\""),
                details);
    }
}
