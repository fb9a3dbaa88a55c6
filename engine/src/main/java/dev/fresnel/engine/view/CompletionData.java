package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be typed next.
 *
 * @param start where the text to replace begins
 * @param end where it ends, exclusive
 * @param items best first
 */
public record CompletionData(String text, int start, int end, List<Item> items) implements ViewData {

    /** A suggestion: what is put in, and what it means. */
    public record Item(String insert, @Nullable String about) {}
}
