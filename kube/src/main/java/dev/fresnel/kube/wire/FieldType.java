package dev.fresnel.kube.wire;

import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link MessageType}.
 *
 * @param number its number on the wire
 * @param json its name in JSON
 * @param type of its value; of its elements where it is a list, of its values where it is a map
 * @param flags of this record's constants
 * @param message the type of the messages it holds, for {@link Type#MESSAGE}
 */
record FieldType(
        int number,
        String json,
        Type type,
        int flags,
        @Nullable MessageType message) {

    /** What a value is on the wire. The schema file holds ordinals, so the order counts. */
    enum Type {
        STRING,
        BYTES,
        INT,
        BOOL,
        DOUBLE,
        MESSAGE
    }

    private static final int REPEATED = 1;
    private static final int MAP = 2;
    private static final int OMIT_EMPTY = 4;
    private static final int NULL_IF_ABSENT = 8;
    private static final int OMIT_ZERO = 16;
    private static final int INLINE = 32;
    private static final int TYPED = 64;

    boolean repeated() {
        return (flags & REPEATED) != 0;
    }

    boolean map() {
        return (flags & MAP) != 0;
    }

    /** JSON leaves it out where it is empty, zero or false. */
    boolean omitEmpty() {
        return (flags & OMIT_EMPTY) != 0;
    }

    /** JSON writes null where it is not on the wire. */
    boolean nullIfAbsent() {
        return (flags & NULL_IF_ABSENT) != 0;
    }

    /** JSON leaves it out where it is the zero time. */
    boolean omitZero() {
        return (flags & OMIT_ZERO) != 0;
    }

    /** JSON writes the fields of its message in place of itself. */
    boolean inline() {
        return (flags & INLINE) != 0;
    }

    /** JSON writes {@code apiVersion} and {@code kind} into its messages, which are objects of the core group. */
    boolean typed() {
        return (flags & TYPED) != 0;
    }
}
