package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Ink;
import dev.fresnel.engine.view.LogData.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a text that a program wrote safe to draw. Colours and weights (SGR) become spans; every other escape sequence, such as
 * those that set a title, fill the clipboard or ask the terminal, is left out whole. What else is a control character becomes a
 * sign that shows it, a tab blanks; so does what turns the direction of writing, by which a text could look like another.
 */
final class Ansi {

    /** A sequence that is longer never ends: what follows its beginning is text. */
    private static final int LONGEST = 4_096;

    private static final char ESC = 0x1b;
    private static final char BEL = 0x07;
    private static final int TAB = 4;

    private static final Ink[] COLOURS = {
        Ink.BLACK, Ink.RED, Ink.GREEN, Ink.YELLOW, Ink.BLUE, Ink.MAGENTA, Ink.CYAN, Ink.WHITE
    };
    private static final Ink[] GROUNDS = {
        Ink.ON_BLACK, Ink.ON_RED, Ink.ON_GREEN, Ink.ON_YELLOW, Ink.ON_BLUE, Ink.ON_MAGENTA, Ink.ON_CYAN, Ink.ON_WHITE
    };

    private final String raw;
    private final StringBuilder text;
    private final List<Span> spans = new ArrayList<>();
    private Set<Ink> ink = EnumSet.noneOf(Ink.class);
    private int spanStart;

    private Ansi(String raw) {
        this.raw = raw;
        this.text = new StringBuilder(raw.length());
    }

    /** A text that can be drawn as it is, and how. */
    record Drawn(String text, List<Span> spans) {}

    static Drawn draw(String raw) {
        return isPlain(raw) ? new Drawn(raw, List.of()) : new Ansi(raw).read();
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || (c >= 0x7f && (c < 0xa0 || isTurning(c) || Character.isSurrogate(c)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTurning(char c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029
                || c == 0xfeff;
    }

    private Drawn read() {
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == ESC) {
                at = escape(at);
            } else if (c == 0x9b) {
                at = control(at + 1);
            } else if (c == 0x90 || c == 0x98 || (c >= 0x9d && c <= 0x9f)) {
                at = string(at + 1);
            } else {
                at += plain(at, c);
            }
        }
        endSpan();
        return new Drawn(text.toString(), List.copyOf(spans));
    }

    private int plain(int at, char c) {
        if (c == '\t') {
            text.repeat(' ', TAB - text.length() % TAB);
        } else if (c < ' ') {
            text.append((char) (0x2400 + c));
        } else if (c == 0x7f) {
            text.append('\u2421');
        } else if ((c > 0x7f && c < 0xa0) || isTurning(c)) {
            text.append('\ufffd');
        } else if (Character.isHighSurrogate(c)
                && at + 1 < raw.length()
                && Character.isLowSurrogate(raw.charAt(at + 1))) {
            text.append(c).append(raw.charAt(at + 1));
            return 2;
        } else if (Character.isSurrogate(c)) {
            text.append('\ufffd');
        } else {
            text.append(c);
        }
        return 1;
    }

    /** Passes over the sequence that begins at an ESC, and does what it says where that is to draw in another way. */
    private int escape(int at) {
        if (at + 1 >= raw.length()) {
            return at + 1;
        }
        char kind = raw.charAt(at + 1);
        return switch (kind) {
            case '[' -> control(at + 2);
            case ']', 'P', 'X', '^', '_' -> string(at + 2);
            default -> {
                int i = at + 1;
                while (i < raw.length() && raw.charAt(i) >= 0x20 && raw.charAt(i) <= 0x2f) {
                    i++; // intermediate bytes, as in ESC ( B
                }
                yield i < raw.length() && raw.charAt(i) >= 0x30 && raw.charAt(i) <= 0x7e ? i + 1 : i;
            }
        };
    }

    /** A control sequence from behind its introducer: parameters, then what it does. */
    private int control(int from) {
        int at = from;
        while (at < raw.length() && at - from < LONGEST && raw.charAt(at) >= 0x20 && raw.charAt(at) <= 0x3f) {
            at++;
        }
        if (at < raw.length() && raw.charAt(at) >= 0x40 && raw.charAt(at) <= 0x7e) {
            if (raw.charAt(at) == 'm') {
                endSpan();
                render(raw.substring(from, at));
            }
            return at + 1;
        }
        return at;
    }

    /** A string for the terminal (a title, the clipboard, a link) up to its end, which is BEL or ST. */
    private int string(int from) {
        int most = Math.min(raw.length(), from + LONGEST);
        for (int at = from; at < most; at++) {
            char c = raw.charAt(at);
            if (c == BEL || c == 0x9c) {
                return at + 1;
            }
            if (c == ESC) {
                return at + 1 < raw.length() && raw.charAt(at + 1) == '\\' ? at + 2 : at;
            }
        }
        return most;
    }

    private void endSpan() {
        if (!ink.isEmpty() && text.length() > spanStart) {
            spans.add(new Span(spanStart, text.length(), List.copyOf(ink)));
        }
        spanStart = text.length();
    }

    private void render(String parameters) {
        ink = ink.isEmpty() ? EnumSet.noneOf(Ink.class) : EnumSet.copyOf(ink);
        String[] all = parameters.split("[;:]", -1);
        for (int i = 0; i < all.length; i++) {
            int code = number(all[i]);
            if (code == 38 || code == 48) {
                i = extended(all, i, code == 38);
            } else {
                render(code);
            }
        }
    }

    private void render(int code) {
        switch (code) {
            case 0 -> ink.clear();
            case 1 -> ink.add(Ink.BOLD);
            case 2 -> ink.add(Ink.FAINT);
            case 3 -> ink.add(Ink.ITALIC);
            case 4, 21 -> ink.add(Ink.UNDERLINE);
            case 7 -> ink.add(Ink.INVERSE);
            case 9 -> ink.add(Ink.STRUCK);
            case 22 -> {
                ink.remove(Ink.BOLD);
                ink.remove(Ink.FAINT);
            }
            case 23 -> ink.remove(Ink.ITALIC);
            case 24 -> ink.remove(Ink.UNDERLINE);
            case 27 -> ink.remove(Ink.INVERSE);
            case 29 -> ink.remove(Ink.STRUCK);
            case 39 -> one(COLOURS, -1);
            case 49 -> one(GROUNDS, -1);
            default -> {
                if (code >= 30 && code <= 37) {
                    one(COLOURS, code - 30);
                } else if (code >= 40 && code <= 47) {
                    one(GROUNDS, code - 40);
                } else if (code >= 90 && code <= 97) {
                    one(COLOURS, code - 90);
                } else if (code >= 100 && code <= 107) {
                    one(GROUNDS, code - 100);
                }
            }
        }
    }

    /** One of 256 colours, or of sixteen million: the nearest of those that fit the theme. */
    private int extended(String[] all, int at, boolean colour) {
        int kind = at + 1 < all.length ? number(all[at + 1]) : -1;
        if (kind == 5 && at + 2 < all.length) {
            one(colour ? COLOURS : GROUNDS, ofPalette(number(all[at + 2])));
            return at + 2;
        }
        if (kind == 2 && at + 4 < all.length) {
            one(colour ? COLOURS : GROUNDS, nearest(number(all[at + 2]), number(all[at + 3]), number(all[at + 4])));
            return at + 4;
        }
        return all.length;
    }

    private static int ofPalette(int number) {
        if (number < 0 || number > 255) {
            return -1;
        }
        if (number < 16) {
            return number % 8;
        }
        if (number >= 232) {
            return number < 244 ? 0 : 7;
        }
        int cube = number - 16;
        return nearest(cube / 36 * 51, cube / 6 % 6 * 51, cube % 6 * 51);
    }

    /** Red, green and blue are each on or off. */
    private static int nearest(int red, int green, int blue) {
        int most = Math.max(red, Math.max(green, blue));
        int line = Math.max(most * 2 / 3, 48);
        return (red >= line ? 1 : 0) + (green >= line ? 2 : 0) + (blue >= line ? 4 : 0);
    }

    private void one(Ink[] of, int number) {
        for (Ink each : of) {
            ink.remove(each);
        }
        if (number >= 0) {
            ink.add(of[number]);
        }
    }

    private static int number(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > 1_000) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
