package dev.fresnel.kube.log;

/** The time in front of a line, RFC 3339 with up to nine digits of a second, read without making an object. */
final class LogTime {

    /** What is no such time. */
    static final long NONE = Long.MIN_VALUE;

    private LogTime() {}

    /** Where the time ends, exclusive: at the first blank, or the text's end. */
    static int end(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text.length() : blank;
    }

    /** Nanoseconds since 1970 of {@code text[0, end)}; {@link #NONE} where that is no time. */
    static long read(String text, int end) {
        if (end < 20 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T') {
            return NONE;
        }
        if (text.charAt(13) != ':' || text.charAt(16) != ':') {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || hour < 0 || minute < 0 || second < 0) {
            return NONE;
        }
        int at = 19;
        long nanos = 0;
        if (text.charAt(at) == '.') {
            long unit = 100_000_000;
            for (at++; at < end && isDigit(text.charAt(at)); at++) {
                nanos += unit * (text.charAt(at) - '0');
                unit /= 10;
            }
        }
        long offset = offset(text, at, end);
        if (offset == NONE) {
            return NONE;
        }
        long seconds = days(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second - offset;
        return seconds * 1_000_000_000 + nanos;
    }

    /** Seconds east of Greenwich. */
    private static long offset(String text, int at, int end) {
        if (at == end - 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (at != end - 6 || text.charAt(at + 3) != ':') {
            return NONE;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (hours < 0 || minutes < 0) {
            return NONE;
        }
        long seconds = hours * 3_600L + minutes * 60L;
        return switch (text.charAt(at)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> NONE;
        };
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Days since 1970 of a day of the civil calendar (Howard Hinnant's algorithm). */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int ofEra = y - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
