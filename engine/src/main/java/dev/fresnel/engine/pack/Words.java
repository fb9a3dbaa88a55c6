package dev.fresnel.engine.pack;

import java.util.Map;

/**
 * A pack's texts in one language, found by their English. What is not translated stays English.
 *
 * @param translations from English
 */
public record Words(Map<String, String> translations) {

    /** As the pack is written. */
    public static final Words ENGLISH = new Words(Map.of());

    public Words {
        translations = Map.copyOf(translations);
    }

    /** The text in this language. */
    public String of(String english) {
        return translations.getOrDefault(english, english);
    }
}
