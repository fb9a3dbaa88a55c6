package dev.fresnel.engine.view;

import java.util.Map;

/**
 * A sentence of Fresnel's own, for people, in the browser's language: the browser looks the key up in its catalogue. What an
 * API server or another program said is never a Phrase: it is shown word for word.
 *
 * @param key in the catalogues, for example {@code state.stale}
 * @param args what the sentence's places are filled with
 */
public record Phrase(String key, Map<String, String> args) {

    public Phrase {
        args = Map.copyOf(args);
    }

    /** A sentence without places, or with pairs of name and value for them. */
    public static Phrase of(String key, String... pairs) {
        var args = new java.util.HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            args.put(pairs[i], pairs[i + 1]);
        }
        return new Phrase(key, args);
    }
}
