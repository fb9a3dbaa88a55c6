package dev.fresnel.engine.view;

import java.util.List;

/**
 * An object of a text as a form: which fields there are to fill in, and what they hold now.
 *
 * @param title of the object's kind
 * @param groups fields that belong together
 */
public record FormData(String title, List<Group> groups) {

    /** Fields with a title above them. */
    public record Group(String title, List<Field> fields) {}

    /**
     * A field.
     *
     * @param path where it is, to be named when it is filled in
     * @param about what it means; {@code ""} where that is not known
     * @param required whether it must be there
     */
    public record Field(List<String> path, String title, String about, boolean required, Input input) {}

    /** What a field can hold, and what it holds. */
    public sealed interface Input {

        /**
         * A text or a number; {@code ""} where there is none.
         *
         * @param standard what it is then
         */
        record Text(String value, String standard, boolean number) implements Input {}

        /** Yes or no. */
        record Flag(boolean value) implements Input {}

        /**
         * One of these; {@code ""} for none.
         *
         * @param standard which it is then
         */
        record Choice(String value, String standard, List<String> options) implements Input {}

        /** Texts, in their order. */
        record Lines(List<String> values) implements Input {}

        /** Short texts by key. */
        record Entries(List<Entry> entries) implements Input {}

        /** Values of any length by key, which may be no texts. */
        record Values(List<Value> values) implements Input {}

        /** Things with fields of their own. */
        record Items(List<Item> items) implements Input {}
    }

    /** A short text with its key. */
    public record Entry(List<String> path, String key, String value) {}

    /**
     * A value with its key.
     *
     * @param text what it is; {@code ""} where that is not shown
     * @param as how it is there
     */
    public record Value(List<String> path, String key, String text, As as) {}

    /** How a value is in a text. */
    public enum As {
        /** As itself. */
        TEXT,
        /** It is no text: as base64. */
        BINARY,
        /** Not at all: it stays as it is in the cluster, which tells it when asked. */
        HIDDEN
    }

    /** One of several things. */
    public record Item(List<String> path, String title, List<Field> fields) {}
}
