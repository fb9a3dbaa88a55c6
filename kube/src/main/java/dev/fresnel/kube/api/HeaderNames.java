package dev.fresnel.kube.api;

import java.nio.charset.StandardCharsets;

/** Header names that are made from free text. */
final class HeaderNames {

    private static final String TOKEN_CHARACTERS = "!#$&'*+-.^_`|~";

    private HeaderNames() {}

    /** Escapes with percent signs whatever may not stand in a header's name, as the API server undoes it for extras. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letterOrDigit || TOKEN_CHARACTERS.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append("%02X".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
