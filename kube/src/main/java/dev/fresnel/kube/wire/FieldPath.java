package dev.fresnel.kube.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A path to a field, such as {@code status.containerStatuses.restartCount} or
 * {@code metadata.annotations."example.com/owner"}.
 *
 * @param names the field names from the object's root
 */
public record FieldPath(List<String> names) {

    public FieldPath {
        names = List.copyOf(names);
    }

    /**
     * Reads the dotted form.
     *
     * @throws IllegalArgumentException where a quote is not closed or a name is empty; the message quotes the path
     */
    public static FieldPath parse(String text) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end;
            if (text.charAt(at) == '"') {
                end = text.indexOf('"', at + 1);
                if (end < 0) {
                    throw new IllegalArgumentException(
                            "path " + text + ": the quote at " + (at + 1) + " is not closed");
                }
                names.add(text.substring(at + 1, end));
                end++;
            } else {
                end = text.indexOf('.', at);
                end = end < 0 ? text.length() : end;
                names.add(text.substring(at, end));
            }
            if (names.getLast().isEmpty()
                    || (end < text.length() && text.charAt(end) != '.')
                    || end == text.length() - 1) {
                throw new IllegalArgumentException("path " + text + ": a field name is missing at " + (end + 1));
            }
            at = end + 1;
        }
        return new FieldPath(names);
    }
}
