package dev.fresnel.server.http;

/** The few pages that must show without the application: no script, no style sheet, nothing of the request in them. */
final class Pages {

    /** The launch token is wrong or spent. */
    static final String SPENT =
            page("<h1>This address has been used</h1><p>An address with a launch token opens Fresnel once. "
                    + "Press Enter in the terminal where Fresnel runs: it prints a new one.</p>");

    /** No cookie. */
    static final String CLOSED =
            page("<h1>Open Fresnel with the address it printed</h1><p>This browser has not been let in yet. "
                    + "Fresnel printed an address when it started; open that one, "
                    + "or press Enter in the terminal where it runs for a new one.</p>");

    private Pages() {}

    private static String page(String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Fresnel</title>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "</head><body>" + body + "</body></html>";
    }
}
