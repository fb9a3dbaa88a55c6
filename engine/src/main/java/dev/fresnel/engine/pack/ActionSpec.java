package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern PLACE = Pattern.compile("\\{(=?)([^{}]+)}");

    public ActionSpec {
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        inputs = List.copyOf(inputs);
    }

    /**
     * A value that an object has at a path; texts, numbers and flags are compared as they are written.
     *
     * @param value {@code *} for any
     */
    public record Fact(Source source, String value) {

        boolean holds(Map<String, Object> object) {
            String there = Tree.brief(source.read(object));
            return value.equals("*") ? !there.isEmpty() : there.equals(value);
        }
    }

    /**
     * What the person gives.
     *
     * @param id as templates name it
     * @param title in English
     * @param initial what it is at first, from the object
     * @param type what it can be
     */
    public record Input(String id, String title, Source initial, InputType type) {}

    /** What an input can be. */
    public sealed interface InputType {

        /** A whole number between two, both included. */
        record Whole(long min, long max) implements InputType {}

        /**
         * A text.
         *
         * @param pattern that all of it matches
         * @param optional whether it may be empty, which stands for null in a template
         */
        record Text(Pattern pattern, boolean optional) implements InputType {}

        /** Yes or no: {@code true} or {@code false} in a template. */
        record Flag() implements InputType {}

        /** One of what the action finds, as the revisions of a workload. Only {@link Step.Java} finds something. */
        record Listed() implements InputType {}

        /** One of some words, which are shown in the person's language. */
        record Choice(List<String> options) implements InputType {
            public Choice {
                options = List.copyOf(options);
            }
        }
    }

    /** What is done. */
    public sealed interface Step {

        /**
         * A JSON merge patch.
         *
         * @param template its body, with places as in {@link #filled}
         * @param subresource for example {@code scale}, or {@code ""}
         */
        record Patch(Map<String, Object> template, String subresource) implements Step {}

        /** A posted eviction: a deletion that disruption budgets may refuse. */
        record Evict() implements Step {}

        /** A deletion; the inputs {@code propagation} and {@code grace} say how. */
        record Delete() implements Step {}

        /**
         * A taint of a node.
         *
         * @param remove whether it is taken away; the inputs {@code key}, {@code value} and {@code effect} say which
         */
        record Taint(boolean remove) implements Step {}

        /**
         * Another object is made from this one.
         *
         * @param resource of its kind, as in {@code Kind.resource()}
         * @param template the object without kind and version, with its name; places as in {@link #filled}
         */
        record Create(String resource, Map<String, Object> template) implements Step {}

        /** What a named action does; the inputs are those that it knows. */
        record Java(JavaAction action) implements Step {}
    }

    /** Whether it makes sense for an object as it is. */
    public boolean fits(Map<String, Object> object) {
        return when.stream().allMatch(fact -> fact.holds(object))
                && unless.stream().noneMatch(fact -> fact.holds(object));
    }

    /**
     * A template with its places filled, in keys and in texts: {@code {id}} is a value, {@code {=path}} what the object has there.
     * A text that is one place and nothing else becomes the value itself, whatever its type. Unknown places stay.
     */
    public static Map<String, Object> filled(
            Map<String, Object> template, Map<String, @Nullable Object> values, Map<String, Object> object) {
        Map<String, Object> filled = new LinkedHashMap<>();
        template.forEach(
                (key, value) -> filled.put(Tree.brief(text(key, values, object)), filled(value, values, object)));
        return filled;
    }

    private static @Nullable Object filled(
            @Nullable Object value, Map<String, @Nullable Object> values, Map<String, Object> object) {
        return switch (value) {
            case Map<?, ?> map -> filled(Tree.map(map), values, object);
            case List<?> list ->
                list.stream().map(each -> filled(each, values, object)).toList();
            case String text -> text(text, values, object);
            case null, default -> value;
        };
    }

    private static @Nullable Object text(
            String text, Map<String, @Nullable Object> values, Map<String, Object> object) {
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return place(place, values, object);
        }
        return place.reset().replaceAll(each -> Matcher.quoteReplacement(Tree.brief(place(each, values, object))));
    }

    private static @Nullable Object place(
            MatchResult place, Map<String, @Nullable Object> values, Map<String, Object> object) {
        String id = place.group(2);
        if (!place.group(1).isEmpty()) {
            return Source.parse(id).read(object);
        }
        return values.containsKey(id) ? values.get(id) : place.group();
    }
}
