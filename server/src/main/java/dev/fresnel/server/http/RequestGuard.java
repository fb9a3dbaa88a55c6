package dev.fresnel.server.http;

import io.javalin.http.Context;
import java.util.Locale;
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

    private final Set<String> hosts;

    /** @param port the port listened on */
    RequestGuard(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** What is wrong with a request, null where nothing is. */
    @Nullable
    String refusal(Context request, boolean socket) {
        String host = request.header("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            return "Fresnel listens for this machine only, and does not answer to the name " + host + ".";
        }
        String origin = request.header("Origin");
        boolean changes = socket
                || !(request.method().name().equals("GET")
                        || request.method().name().equals("HEAD"));
        if (changes && (origin == null || !origin.equals("http://" + host.toLowerCase(Locale.ROOT)))) {
            return "This request does not come from Fresnel's own page.";
        }
        String site = request.header("Sec-Fetch-Site");
        if (changes && site != null && !site.equals("same-origin")) {
            return "This request comes from another site.";
        }
        return null;
    }

    /** Headers that keep a page of ours from being framed, sniffed, or told where the person came from. */
    static void harden(Context response) {
        response.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
