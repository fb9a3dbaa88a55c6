package dev.fresnel.engine.details;

import dev.fresnel.engine.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scalars of YAML. A text stays plain only where no reader, of YAML 1.1 (as in kubectl) or 1.2, could take it for anything
 * else.
 */
final class YamlScalars {

    /** Begins like a word or a path, and has nothing in it that means something to YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+=()$,;<>^~*%|&!?' \\-:]*");

    /** Numbers of either version: decimal, octal, hexadecimal, with underscores, sexagesimal; dates begin like them. */
    private static final Pattern WORDS =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf", Pattern.CASE_INSENSITIVE);

    /** Digits with dots, dashes and letters that no version reads as a number, such as {@code 10.0.0.1} or an image. */
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+(\\.[A-Za-z0-9\\-]+)*");

    private static final int MAX_PLAIN = 4_000;

    private YamlScalars() {}

    static String key(String key) {
        return oneLine(key);
    }

    /**
     * The scalar as it stands after {@code "key: "} or {@code "- "}.
     *
     * @param indent of lines that follow, where it takes several
     */
    static String scalar(@Nullable Object value, int indent) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case String text -> text.indexOf('\n') >= 0 && fitsBlock(text) ? block(text, indent) : oneLine(text);
            default -> Tree.scalar(value);
        };
    }

    private static String oneLine(String text) {
        boolean plain = text.length() <= MAX_PLAIN
                && (PLAIN.matcher(text).matches() || ADDRESS.matcher(text).matches())
                && !WORDS.matcher(text).matches()
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ");
        return plain ? text : quoted(text);
    }

    /** Whether a block gives the text back exactly. */
    private static boolean fitsBlock(String text) {
        char first = text.charAt(0);
        if (first == ' ' || first == '\n' || first == '\t') {
            return false;
        }
        return text.chars().allMatch(c -> c == '\n' || c == '\t' || (isPrintable((char) c) && c != 0xFEFF))
                && !Character.isLowSurrogate(first)
                && wellFormed(text);
    }

    private static String block(String text, int indent) {
        StringBuilder out = new StringBuilder("|");
        boolean ends = text.endsWith("\n");
        if (!ends) {
            out.append('-');
        } else if (text.endsWith("\n\n")) {
            out.append('+');
        }
        String body = ends ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
        }
        return out.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (pair) {
                        out.append(c).append(text.charAt(++i));
                    } else if (isPrintable(c) && !Character.isSurrogate(c)) {
                        out.append(c);
                    } else {
                        out.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Printable in YAML, and no line break of its own kind. Halves of pairs are looked at elsewhere. */
    private static boolean isPrintable(char c) {
        return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c < 0xFFFE && c != 0xFEFF);
    }

    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
