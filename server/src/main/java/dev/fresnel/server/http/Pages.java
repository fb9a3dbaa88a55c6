package dev.fresnel.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The few pages that must show without the application: no script, nothing of the request in them, and their few lines of
 * style inside, named to the browser by their hash.
 */
final class Pages {

    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fdfefe;--text:#142023;--soft:#45555a;--line:#0b7c8f;--lamp:#e39a12}
            @media(prefers-color-scheme:dark){:root{--bg:#11181a;--text:#e4ebec;--soft:#a9b7ba;--line:#4db6c6;--lamp:#f0b13c}}
            body{margin:0;min-height:100vh;display:grid;place-content:center;justify-items:start;padding:24px;box-sizing:border-box;
            background:var(--bg);color:var(--soft);font:14px/22px Inter,system-ui,sans-serif}
            main{max-width:440px}h1{margin:20px 0 8px;color:var(--text);font-size:20px;line-height:28px;font-weight:600}p{margin:0}
            circle{fill:none;stroke:var(--line);stroke-width:2}circle.lamp{fill:var(--lamp);stroke:none}
            """;

    private static final String MARK = "<svg width=\"40\" height=\"40\" viewBox=\"0 0 40 40\" aria-hidden=\"true\">"
            + "<circle cx=\"20\" cy=\"20\" r=\"18\"/><circle cx=\"20\" cy=\"20\" r=\"13.5\"/>"
            + "<circle cx=\"20\" cy=\"20\" r=\"9\"/><circle class=\"lamp\" cx=\"20\" cy=\"20\" r=\"4.5\"/></svg>";

    /** What the browser may do with these pages: nothing but apply their own style. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The launch token is wrong or spent. */
    static final String SPENT = page(
            "This address has been used",
            "An address with a launch token opens Fresnel for a short while. Press Enter in the terminal where Fresnel "
                    + "runs: it prints a new one.");

    /** No cookie. */
    static final String CLOSED = page(
            "Open Fresnel with the address it printed",
            "This browser has not been let in yet. Fresnel printed an address when it started: open that one, or press "
                    + "Enter in the terminal where it runs for a new one.");

    private Pages() {}

    private static String page(String title, String text) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + " · Fresnel</title>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>" + STYLE
                + "</style></head><body><main>" + MARK + "<h1>" + title + "</h1><p>" + text
                + "</p></main></body></html>";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
