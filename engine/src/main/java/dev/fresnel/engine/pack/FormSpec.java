package dev.fresnel.engine.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How objects of a kind are written by hand: which of their fields, in what order. What a field can hold, and what it means, the
 * cluster's schema says.
 *
 * @param template what a new object begins with, without kind and version
 * @param groups fields that belong together
 */
public record FormSpec(Map<String, Object> template, List<Group> groups) {

    public FormSpec {
        template = new LinkedHashMap<>(template);
        groups = List.copyOf(groups);
    }

    /** Fields with a title above them. */
    public record Group(String title, List<Field> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field of the object, or of an element of a list.
     *
     * @param path names of fields, from the object or the element on
     * @param about what it means, in place of the schema's description; null to take that
     * @param along fields that follow this one as long as they have its value
     * @param options what may be chosen, where the schema does not say; none for any
     * @param values how values by key are kept, where it is a mapping of such
     * @param item what a new element of a list begins with
     * @param fields of an element of a list; none where it is no list of such
     */
    public record Field(
            String title,
            List<String> path,
            @Nullable String about,
            List<List<String>> along,
            List<String> options,
            @Nullable Values values,
            Map<String, Object> item,
            List<Field> fields) {

        public Field {
            path = List.copyOf(path);
            along = along.stream().map(List::copyOf).toList();
            options = List.copyOf(options);
            item = new LinkedHashMap<>(item);
            fields = List.copyOf(fields);
        }
    }

    /** How values by key are kept. */
    public sealed interface Values {

        /**
         * As texts.
         *
         * @param binary where those are that are no text, in base64
         */
        record Plain(List<String> binary) implements Values {}

        /** In base64, and shown when asked for. */
        record Hidden() implements Values {}
    }
}
