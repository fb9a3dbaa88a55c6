package dev.fresnel.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way in for the one person on this machine: the address printed at start carries a launch token, which a browser
 * exchanges for a cookie. The token is spent with its first use: for ten minutes more it opens the same person's second
 * window or phone emulator, then never again. Whoever reads it later in a history or a log gets nothing.
 *
 * <p>Thread-safe.
 */
public final class LaunchToken {

    /** How long a token works after its first use. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private String token = random();
    private @Nullable Instant firstUse;

    /** Makes the first token. */
    public LaunchToken(InstantSource clock) {
        this.clock = clock;
    }

    /** The token that works now, a new one where the last is spent. */
    public synchronized String current() {
        if (spent()) {
            token = random();
            firstUse = null;
        }
        return token;
    }

    /** A new session's cookie value for the right token, null for any other. */
    synchronized @Nullable String exchange(@Nullable String offered) {
        if (offered == null || spent() || !same(offered, token)) {
            return null;
        }
        if (firstUse == null) {
            firstUse = clock.instant();
        }
        String session = random();
        sessions.add(session);
        return session;
    }

    /** Whether this cookie value was given out by this process. */
    boolean admits(@Nullable String session) {
        return session != null && sessions.contains(session);
    }

    private boolean spent() {
        return firstUse != null && clock.instant().isAfter(firstUse.plus(GRACE));
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
