package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Level;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs call their levels. */
final class Levels {

    /** A level is said at the beginning of a line, if at all. */
    private static final int LOOKED_AT = 120;

    private static final Map<String, Level> NAMES = Map.ofEntries(
            Map.entry("FATAL", Level.FATAL),
            Map.entry("PANIC", Level.FATAL),
            Map.entry("DPANIC", Level.FATAL),
            Map.entry("CRITICAL", Level.FATAL),
            Map.entry("CRIT", Level.FATAL),
            Map.entry("EMERG", Level.FATAL),
            Map.entry("EMERGENCY", Level.FATAL),
            Map.entry("ALERT", Level.FATAL),
            Map.entry("SEVERE", Level.ERROR),
            Map.entry("ERROR", Level.ERROR),
            Map.entry("ERR", Level.ERROR),
            Map.entry("EROR", Level.ERROR),
            Map.entry("WARN", Level.WARN),
            Map.entry("WARNING", Level.WARN),
            Map.entry("INFO", Level.INFO),
            Map.entry("INFORMATION", Level.INFO),
            Map.entry("NOTICE", Level.INFO),
            Map.entry("DEBUG", Level.DEBUG),
            Map.entry("DBUG", Level.DEBUG),
            Map.entry("DBG", Level.DEBUG),
            Map.entry("FINE", Level.DEBUG),
            Map.entry("TRACE", Level.TRACE),
            Map.entry("FINER", Level.TRACE),
            Map.entry("FINEST", Level.TRACE));

    private Levels() {}

    /** Of the value of a field that tells the level: a name, or a number as pino and bunyan write it. */
    static Level ofValue(String value) {
        Level named = NAMES.get(value.toUpperCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        return switch (value) {
            case "10" -> Level.TRACE;
            case "20" -> Level.DEBUG;
            case "30" -> Level.INFO;
            case "40" -> Level.WARN;
            case "50" -> Level.ERROR;
            case "60" -> Level.FATAL;
            case "E", "e" -> Level.ERROR;
            case "W", "w" -> Level.WARN;
            case "I", "i" -> Level.INFO;
            case "D", "d" -> Level.DEBUG;
            case "F", "f" -> Level.FATAL;
            default -> Level.NONE;
        };
    }

    /**
     * Of a line of words: the first word that names a level, in capitals, or in any case where it stands in brackets, or at the
     * line's beginning before a colon.
     */
    static Level ofWords(String text) {
        int end = Math.min(text.length(), LOOKED_AT);
        for (int at = 0; at < end; at++) {
            if (!isLetter(text.charAt(at))) {
                continue;
            }
            int start = at;
            while (at < text.length() && isLetter(text.charAt(at))) {
                at++;
            }
            Level level = at - start < 3 || at - start > 11 ? null : level(text, start, at);
            if (level != null) {
                return level;
            }
        }
        return Level.NONE;
    }

    private static @Nullable Level level(String text, int start, int end) {
        boolean joined = (start > 0 && isJoining(text.charAt(start - 1)))
                || (end < text.length() && isJoining(text.charAt(end)));
        if (joined) {
            return null;
        }
        String word = text.substring(start, end);
        Level level = NAMES.get(word.toUpperCase(Locale.ROOT));
        if (level == null || word.equals(word.toUpperCase(Locale.ROOT))) {
            return level;
        }
        boolean bracketed = start > 0
                && end < text.length()
                && "[(<|".indexOf(text.charAt(start - 1)) >= 0
                && "])>|".indexOf(text.charAt(end)) >= 0;
        boolean named = start == 0 && end < text.length() && text.charAt(end) == ':';
        return bracketed || named ? level : null;
    }

    private static boolean isJoining(char c) {
        return c == '_' || c == '-' || c == '.' || c == '/' || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
