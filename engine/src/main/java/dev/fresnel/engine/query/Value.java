package dev.fresnel.engine.query;

import java.util.List;

/**
 * A value that a query asks for: a text, in which each {@code *} outside quotes stands for anything.
 *
 * @param start where it begins in the query's text
 * @param end where it ends, exclusive
 * @param parts the texts between the wildcards: one where there is none; {@code web-*} has {@code web-} and an empty one
 */
public record Value(int start, int end, List<String> parts) {

    public Value {
        parts = List.copyOf(parts);
    }

    /** Whether it has wildcards. */
    public boolean isPattern() {
        return parts.size() > 1;
    }

    /** As a person reads it: without quotes. */
    public String text() {
        return String.join("*", parts);
    }
}
