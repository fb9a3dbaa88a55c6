package dev.fresnel.engine.finding;

import dev.fresnel.engine.pack.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence about objects. It is written in English and translated by its English, as the texts of packs are; what objects
 * and servers say themselves goes into its places and is never translated.
 *
 * @param english for example {@code `{pod}` cannot pull `{image}`}: places in braces, names between backticks
 * @param places what its places are filled with
 */
public record Sentence(String english, Map<String, Place> places) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** What fills a place. */
    public sealed interface Place {

        /** Words that stay as they are. */
        record Text(String text) implements Place {}

        /** Sentences, with commas between them. */
        record Parts(List<Sentence> sentences) implements Place {

            public Parts {
                sentences = List.copyOf(sentences);
            }
        }
    }

    public Sentence {
        places = Map.copyOf(places);
    }

    /** @param pairs names of places, each followed by what fills it */
    public static Sentence of(String english, String... pairs) {
        Map<String, Place> places = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            places.put(pairs[i], new Place.Text(pairs[i + 1]));
        }
        return new Sentence(english, places);
    }

    /** With one more place filled, by sentences. */
    public Sentence with(String place, List<Sentence> sentences) {
        return with(place, new Place.Parts(sentences));
    }

    /** With one more place filled. */
    public Sentence with(String place, String text) {
        return with(place, new Place.Text(text));
    }

    private Sentence with(String place, Place filling) {
        Map<String, Place> more = new HashMap<>(places);
        more.put(place, filling);
        return new Sentence(english, more);
    }

    /** In a language. What fills a place cannot open or close a name. */
    public String in(Words words) {
        Matcher place = PLACE.matcher(words.of(english));
        return place.replaceAll(found -> Matcher.quoteReplacement(
                switch (places.get(found.group(1))) {
                    case null -> "";
                    case Place.Text(String text) -> text.replace('`', '\'');
                    case Place.Parts(List<Sentence> sentences) ->
                        sentences.stream().map(each -> each.in(words)).collect(Collectors.joining(", "));
                }));
    }

    @Override
    public String toString() {
        return in(Words.ENGLISH);
    }
}
