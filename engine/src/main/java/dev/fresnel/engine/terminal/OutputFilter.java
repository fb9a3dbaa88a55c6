package dev.fresnel.engine.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a terminal's output what does more than draw: whatever sets the title or the clipboard, names a file, or asks the
 * terminal something, whose answer would arrive as if it had been typed. What moves, colours, scrolls and switches stays.
 *
 * <pre>
 *   plain ── ESC ──► escape ── [ ──► control ── final ──► kept, or left out where it asks
 *     ▲                 └── ] P X ^ _ ──► string, left out, to its end
 *     └──────────────────────────────────────┘
 * </pre>
 *
 * <p>Bytes may come in any pieces. One of these strings may be for Fresnel itself: the number of the process that was started. For
 * one thread.
 */
final class OutputFilter {

    private static final int BELL = 7;
    private static final int ENQUIRY = 5;
    private static final int CANCEL = 0x18;
    private static final int SUBSTITUTE = 0x1a;
    private static final int ESCAPE = 0x1b;
    /** First byte of the control characters U+0080 to U+009F in UTF-8. */
    private static final int HIGH_CONTROL = 0xc2;

    /** The last byte that a sequence may have; the one after it is DEL. */
    private static final int LAST_PLAIN = 0x7e;

    private static final int LONGEST_CONTROL = 256;
    private static final int LONGEST_NOTE = 64;

    private enum State {
        PLAIN,
        /** After the first byte of what may be a high control character. */
        HIGH,
        ESCAPED,
        /** After ESC and an intermediate, as {@code ESC ( B}. */
        DESIGNATING,
        CONTROL,
        STRING,
        /** After an ESC within a string. */
        STRING_ESCAPED
    }

    private final String mark;
    private final ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    private final StringBuilder note = new StringBuilder();
    private State state = State.PLAIN;
    private boolean command;
    private boolean tooLong;
    private @Nullable String noted;

    /** @param mark what the string begins with that is for Fresnel; nobody else can know it */
    OutputFilter(String mark) {
        this.mark = mark;
    }

    /** What followed the mark, once. */
    @Nullable
    String noted() {
        return noted;
    }

    byte[] pass(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (byte each : bytes) {
            take(each & 0xff, out);
        }
        return out.toByteArray();
    }

    private void take(int each, ByteArrayOutputStream out) {
        switch (state) {
            case PLAIN -> plain(each, out);
            case HIGH -> {
                state = State.PLAIN;
                if (each < 0x80 || each > 0x9f) {
                    out.write(HIGH_CONTROL);
                    plain(each, out);
                }
            }
            case ESCAPED -> escaped(each, out);
            case DESIGNATING -> {
                if (isExecuted(each)) {
                    executed(each, out);
                } else if (each > LAST_PLAIN) {
                    broken(each, out);
                } else {
                    sequence.write(each);
                    if (each >= 0x30) {
                        keep(out);
                    }
                }
            }
            case CONTROL -> control(each, out);
            case STRING -> string(each);
            case STRING_ESCAPED -> {
                if (each == '\\') {
                    endOfString();
                } else {
                    note.setLength(0);
                    begin();
                    escaped(each, out);
                }
            }
        }
    }

    private void plain(int each, ByteArrayOutputStream out) {
        if (each == ESCAPE) {
            begin();
        } else if (each == HIGH_CONTROL) {
            state = State.HIGH;
        } else if (each != ENQUIRY) {
            out.write(each);
        }
    }

    private void begin() {
        sequence.reset();
        sequence.write(ESCAPE);
        tooLong = false;
        state = State.ESCAPED;
    }

    private void escaped(int each, ByteArrayOutputStream out) {
        if (isExecuted(each)) {
            executed(each, out);
            return;
        }
        if (each > LAST_PLAIN) {
            broken(each, out);
            return;
        }
        sequence.write(each);
        switch (each) {
            case '[' -> state = State.CONTROL;
            case ']', 'P', 'X', '^', '_' -> {
                command = each == ']';
                note.setLength(0);
                state = State.STRING;
            }
            case 'Z' -> state = State.PLAIN; // asks what the terminal is
            default -> {
                if (each >= 0x20 && each < 0x30) {
                    state = State.DESIGNATING;
                } else {
                    keep(out);
                }
            }
        }
    }

    private static boolean isExecuted(int each) {
        return each < 0x20;
    }

    /** No sequence has such a byte: it ends there, undone, and the byte is text. */
    private void broken(int each, ByteArrayOutputStream out) {
        state = State.PLAIN;
        if (each > LAST_PLAIN + 1) {
            plain(each, out);
        }
    }

    /** A control character within a sequence acts at once; some end the sequence. */
    private void executed(int each, ByteArrayOutputStream out) {
        switch (each) {
            case ESCAPE -> begin();
            case CANCEL, SUBSTITUTE -> state = State.PLAIN;
            case ENQUIRY -> {}
            default -> out.write(each);
        }
    }

    private void control(int each, ByteArrayOutputStream out) {
        if (isExecuted(each)) {
            executed(each, out);
            return;
        }
        if (each > LAST_PLAIN) {
            broken(each, out);
            return;
        }
        if (sequence.size() >= LONGEST_CONTROL) {
            tooLong = true;
        } else {
            sequence.write(each);
        }
        if (each < 0x40) {
            return;
        }
        if (tooLong || asks(sequence.toString(StandardCharsets.ISO_8859_1))) {
            state = State.PLAIN;
        } else {
            keep(out);
        }
    }

    /** Whether a terminal would answer: what and where it is, its size, modes, keys, colours and contents; or change its window. */
    private static boolean asks(String control) {
        char last = control.charAt(control.length() - 1);
        char before = control.charAt(control.length() - 2);
        char first = control.charAt(2);
        return switch (last) {
            case 'c', 'n', 'x', 't' -> true;
            case 'p' -> before == '$';
            case 'y', 'w', '|', '{' ->
                before == '*' || before == '$' || before == '\'' || before == '&' || before == '#';
            case 'q' -> first == '>';
            case 'u' -> first == '?';
            case 'S' -> first == '?';
            case 'm', 'g' -> first == '?';
            default -> false;
        };
    }

    private void string(int each) {
        if (each == ESCAPE) {
            state = State.STRING_ESCAPED;
        } else if (each == CANCEL || each == SUBSTITUTE) {
            state = State.PLAIN;
        } else if (each == BELL && command) {
            endOfString();
        } else if (note.length() < LONGEST_NOTE) {
            note.append((char) each);
        }
    }

    private void endOfString() {
        state = State.PLAIN;
        if (command && noted == null && !mark.isEmpty() && note.indexOf(mark) == 0) {
            noted = note.substring(mark.length());
        }
    }

    private void keep(ByteArrayOutputStream out) {
        out.writeBytes(sequence.toByteArray());
        state = State.PLAIN;
    }
}
