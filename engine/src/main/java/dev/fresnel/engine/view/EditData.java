package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a text that a person writes.
 *
 * @param revision of the text this is about, as the browser counts them
 * @param current the object as it is, where that is not what the browser began with; null where there is nothing newer
 * @param gone whether the object that is edited has been deleted
 * @param problems what is wrong with the text, in its order
 * @param documents how many there are in it
 * @param setters who set what, where that was asked for
 * @param state how far what is known of the object can be believed; null where none is edited
 * @param form the object that was asked for as a form; null where its kind has none, or it cannot be read
 * @param titles of the objects, by kind and name
 */
public record EditData(
        int revision,
        @Nullable Current current,
        boolean gone,
        List<Problem> problems,
        int documents,
        List<Setter> setters,
        @Nullable SourceState state,
        @Nullable FormData form,
        List<String> titles)
        implements ViewData {

    /**
     * The object as others have made it since.
     *
     * @param text of it as it is now: what is edited further is built on it
     * @param merged the person's text and the others' changes together; of what both have changed, the person's
     * @param theirs the same, but of what both have changed, the others'
     * @param overlaps what both have changed; none where the two fit together
     */
    public record Current(String text, String merged, String theirs, List<Overlap> overlaps) {}

    /** Lines that a person and others have changed, each in their own way. */
    public record Overlap(List<String> before, List<String> mine, List<String> theirs) {}

    /**
     * Something that is wrong.
     *
     * @param line from 1
     * @param column from 1, in code points
     * @param endLine where it ends
     * @param endColumn exclusive
     * @param grave whether the text cannot be read at all because of it
     */
    public record Problem(int line, int column, int endLine, int endColumn, boolean grave, Phrase message) {}

    /**
     * Who has set the field of a line.
     *
     * @param line from 1
     * @param manager as it calls itself
     * @param at when, milliseconds since 1970; null where that is not known
     */
    public record Setter(int line, String manager, @Nullable Long at) {}
}
