package dev.fresnel.server.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what the person's own browser sends to this very address: a page elsewhere that makes the browser
 * call here (cross-site requests, WebSocket hijacking) or that renames itself to this address (DNS rebinding) is refused.
 */
final class RequestGuard {

    /** Sent with every response, errors included. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self'; font-src 'self'; connect-src 'self'; "
                    + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** These keep a page of ours from being framed, sniffed, or told where the person came from. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    /** By this, Javalin would take another method for the one that was sent. */
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final Set<String> hosts;

    /** @param port the port listened on */
    RequestGuard(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** What of a request decides; each null where it was not sent. */
    record Asked(
            String method,
            boolean socket,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            @Nullable String methodOverride) {

        static Asked by(Context request, boolean socket) {
            return new Asked(
                    request.req().getMethod(),
                    socket,
                    request.header("Host"),
                    request.header("Origin"),
                    request.header("Sec-Fetch-Site"),
                    request.header(METHOD_OVERRIDE));
        }

        boolean changesSomething() {
            return socket || !(method.equals("GET") || method.equals("HEAD"));
        }
    }

    /** What is wrong with a request, null where nothing is. */
    @Nullable
    Refusal refusal(Asked asked) {
        String host = asked.host() == null ? "" : asked.host().toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            return refusal(MISDIRECTED, "Fresnel listens for this machine only, and does not answer to this name.");
        }
        if (asked.methodOverride() != null) {
            return refusal(FORBIDDEN, "A header does not change the method of a request.");
        }
        if (asked.changesSomething() && !("http://" + host).equals(asked.origin())) {
            return refusal(FORBIDDEN, "This request does not come from Fresnel's own page.");
        }
        if (asked.changesSomething() && asked.site() != null && !asked.site().equals("same-origin")) {
            return refusal(FORBIDDEN, "This request comes from another site.");
        }
        return null;
    }

    private static Refusal refusal(int status, String sentence) {
        return new Refusal(status, sentence, null);
    }

    /** Adds the headers that every response has. */
    static void harden(Context response) {
        HEADERS.forEach(response::header);
    }
}
