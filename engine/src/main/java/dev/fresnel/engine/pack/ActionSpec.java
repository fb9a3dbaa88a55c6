package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done to the objects of a kind, as a pack says it. Texts are in English.
 *
 * @param id unique within the kind, for example {@code scale}
 * @param title for example {@code Scale}
 * @param icon a name from the icon set
 * @param about one sentence on what it does, or null
 * @param dangerous whether something may stop working or be lost by it
 * @param when what an object must say for it to be offered
 * @param unless what an object must not say
 * @param inputs what the person is asked
 * @param step what is done
 */
public record ActionSpec(
        String id,
        String title,
        String icon,
        @Nullable String about,
        boolean dangerous,
        List<Fact> when,
        List<Fact> unless,
        List<Input> inputs,
        Step step) {

    public ActionSpec {
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        inputs = List.copyOf(inputs);
    }

    /** A value that an object has at a path; texts, numbers and flags are compared as they are written. */
    public record Fact(Source source, String value) {

        boolean holds(Map<String, Object> object) {
            return Tree.brief(source.read(object)).equals(value);
        }
    }

    /**
     * A whole number that the person gives.
     *
     * @param id as templates name it
     * @param title in English
     * @param initial what it is at first, from the object
     * @param min smallest allowed
     * @param max largest allowed
     */
    public record Input(String id, String title, Source initial, long min, long max) {}

    /** What is done. */
    public sealed interface Step {

        /**
         * A JSON merge patch.
         *
         * @param template its body; a text that is {@code {id}} becomes that input, {@code {now}} the moment it is planned
         * @param subresource for example {@code scale}, or {@code ""}
         */
        record Patch(Map<String, Object> template, String subresource) implements Step {}

        /** A posted eviction: a deletion that disruption budgets may refuse. */
        record Evict() implements Step {}

        /** A deletion. */
        record Delete() implements Step {}
    }

    /** Whether it makes sense for an object as it is. */
    public boolean fits(Map<String, Object> object) {
        return when.stream().allMatch(fact -> fact.holds(object))
                && unless.stream().noneMatch(fact -> fact.holds(object));
    }

    /** A template with its places filled. */
    public static Map<String, Object> filled(Map<String, Object> template, Map<String, Object> values) {
        Map<String, Object> filled = new LinkedHashMap<>();
        template.forEach((key, value) -> filled.put(key, filled(value, values)));
        return filled;
    }

    private static @Nullable Object filled(@Nullable Object value, Map<String, Object> values) {
        return switch (value) {
            case Map<?, ?> map -> filled(Tree.map(map), values);
            case List<?> list -> list.stream().map(each -> filled(each, values)).toList();
            case String text
            when text.startsWith("{") && text.endsWith("}") ->
                values.getOrDefault(text.substring(1, text.length() - 1), text);
            case null, default -> value;
        };
    }
}
