package dev.fresnel.kube.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the API server's JSON writes them. */
final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    private Times() {}

    /** {@code metav1.Time}: {@code 2026-11-22T02:36:00Z}. */
    static String seconds(long epochSecond) {
        if (epochSecond < 0 || epochSecond >= YEAR_10000) {
            return SECONDS.format(instant(epochSecond, 0));
        }
        // Lists hold a dozen times an object, and a formatter costs more than all else of reading them.
        int day = (int) (epochSecond / 86_400);
        int second = (int) (epochSecond % 86_400);
        // Days to date, after H. Hinnant's civil_from_days.
        int shifted = day + 719_468;
        int era = shifted / 146_097;
        int dayOfEra = shifted % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        byte[] text = new byte[20];
        two(text, 0, year / 100);
        two(text, 2, year % 100);
        text[4] = '-';
        two(text, 5, month);
        text[7] = '-';
        two(text, 8, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
        text[10] = 'T';
        two(text, 11, second / 3_600);
        text[13] = ':';
        two(text, 14, second / 60 % 60);
        text[16] = ':';
        two(text, 17, second % 60);
        text[19] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** {@code metav1.MicroTime}: {@code 2026-11-22T02:36:00.123456Z}. */
    static String micros(long epochSecond, int nanos) {
        return MICROS.format(instant(epochSecond, nanos));
    }

    /** Go writes no other years than these either. */
    private static Instant instant(long epochSecond, int nanos) {
        return Instant.ofEpochSecond(Math.clamp(epochSecond, YEAR_0, YEAR_10000 - 1), nanos);
    }

    private static void two(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }
}
