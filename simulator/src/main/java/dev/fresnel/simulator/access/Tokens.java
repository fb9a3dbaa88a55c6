package dev.fresnel.simulator.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that an API server knows: those it was started with, and those it issues for a time. Thread-safe. */
public final class Tokens {

    private record Issued(User user, Instant end) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Issued> known = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param users by token */
    public Tokens(Map<String, User> users, Clock clock) {
        this.clock = clock;
        users.forEach((token, user) -> known.put(token, new Issued(user.authenticated(), Instant.MAX)));
    }

    /** Whose token it is; empty for one that is not known, or no longer. */
    public Optional<User> user(String token) {
        return Optional.ofNullable(known.get(token))
                .filter(issued -> issued.end().isAfter(clock.instant()))
                .map(Issued::user);
    }

    /** A new token, good until a time. */
    public String issue(User user, Instant end) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        known.values().removeIf(issued -> !issued.end().isAfter(clock.instant()));
        known.put(token, new Issued(user.authenticated(), end));
        return token;
    }
}
