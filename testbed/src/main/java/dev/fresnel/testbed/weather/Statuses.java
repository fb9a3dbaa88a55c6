package dev.fresnel.testbed.weather;

/** A Status in JSON, as API servers refuse things. */
final class Statuses {

    private Statuses() {}

    static String json(int code, String reason, String message) {
        return """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s","reason":"%s","code":%d}\
                """.formatted(message.replace("\"", "\\\""), reason, code);
    }
}
