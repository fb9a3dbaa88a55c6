package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be written at a place in a YAML text, and what stands there.
 *
 * @param column where the text to replace begins, from 1; it ends at the place asked about
 * @param options what could be written, best first
 * @param field what stands there; null where nothing is known of it
 */
public record AssistData(
        int line,
        int column,
        List<Option> options,
        @Nullable Field field) implements ViewData {

    /**
     * Something that could be written.
     *
     * @param label what is shown
     * @param insert what is written
     * @param type of the field; {@code ""} for a value
     * @param about what it means; {@code ""} where the server does not say
     */
    public record Option(String label, String insert, String type, boolean required, String about) {}

    /**
     * A field.
     *
     * @param path to it
     * @param values it may have; none where it may have any
     * @param standard what it is where nothing is given; {@code ""} where the server does not say
     */
    public record Field(
            String path, String type, boolean required, List<String> values, String standard, String about) {}
}
