package dev.fresnel.testbed.weather;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that came to a {@link Gate}.
 *
 * @param path as it was sent, without what follows the question mark
 * @param query its parameters; of several with one name the last
 * @param authorization the header, {@code ""} where there is none
 */
public record Request(String method, String path, Map<String, String> query, String authorization, Instant at) {

    static Request of(String method, String target, String authorization) {
        int mark = target.indexOf('?');
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Request(method, mark < 0 ? target : target.substring(0, mark), query, authorization, Instant.now());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether it is about objects of that resource: {@code pods}. */
    public boolean isAbout(String resource) {
        return path.endsWith("/" + resource);
    }

    /** Whether it is a watch, with or without the objects that there are. */
    public boolean isWatch() {
        return query.containsKey("watch");
    }

    /** Whether it asks for all objects, by a list or at the beginning of a watch; not a question of how many there are. */
    public boolean isList() {
        return query.containsKey("sendInitialEvents")
                || (!isWatch() && !query.getOrDefault("limit", "").equals("1"));
    }
}
