package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a table or among an object's properties, typed so that it can be sorted, filtered and drawn. */
public sealed interface Cell {

    /** There is no value; drawn as a quiet dash. */
    record Missing() implements Cell {}

    /** Plain text. */
    record Text(String text) implements Cell {}

    /** Text that people tell apart or copy character by character: names, addresses, images. */
    record Code(String text) implements Cell {}

    /** A plain number. */
    record Amount(double value) implements Cell {}

    /** Yes or no. */
    record Flag(boolean value) implements Cell {}

    /** A moment, drawn as its distance from now; milliseconds since 1970, UTC. */
    record Time(long at) implements Cell {}

    /** A length of time in milliseconds; one that still grows has the moment it began instead of a length. */
    record Duration(@Nullable Long millis, @Nullable Long since) implements Cell {}

    /**
     * How something is: the word as kubectl prints it, with its severity.
     *
     * @param reason what the word leaves unsaid, as in {@code Running} of a pod that is not ready; null where it says all
     */
    record Status(Severity severity, String text, @Nullable Phrase reason) implements Cell {

        /** A word that says all. */
        public Status(Severity severity, String text) {
            this(severity, text, null);
        }
    }

    /** So many of so many, as in {@code 1/2}; less than all is worth a look. */
    record Ratio(long part, long whole) implements Cell {}

    /** Restarts, and when the last one was (milliseconds since 1970), where known. */
    record Restarts(long count, @Nullable Long lastAt) implements Cell {}

    /**
     * An amount.
     *
     * @param value in base units (cores, bytes), for sorting
     * @param text as people read it, for example {@code 30.5 GiB}
     * @param exact as Kubernetes writes it, for example {@code 31933492Ki}
     */
    record Quantity(double value, String text, String exact) implements Cell {}

    /** A link to an object; {@code severity} where its state is known. */
    record Link(String text, ObjectRef to, @Nullable Severity severity) implements Cell {}

    /** Several links. */
    record Links(List<Link> links) implements Cell {}

    /** Several short words. */
    record Tags(List<String> tags) implements Cell {}

    /**
     * Used, requested, limit of what can be had, drawn as one glyph. All in the same base unit; null where not known.
     *
     * @param text the used amount and its whole as people read them, for the reader and for copying
     */
    record Capacity(
            @Nullable Double used,
            @Nullable Double requested,
            @Nullable Double limit,
            @Nullable Double allocatable,
            String text)
            implements Cell {}
}
