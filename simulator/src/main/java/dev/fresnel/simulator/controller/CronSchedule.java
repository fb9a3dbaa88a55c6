package dev.fresnel.simulator.controller;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week) or one of the {@code @hourly} words.
 *
 * <p>As in cron, and so in Kubernetes: when both day fields are restricted, a day that matches either one counts.
 */
final class CronSchedule {
    private static final Map<String, String> WORDS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int MINUTES_IN_FIVE_YEARS_AT_MOST = 5 * 366 * 24 * 60;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;
    private final ZoneId zone;

    private CronSchedule(String[] fields, ZoneId zone) {
        this.minutes = field(fields[0], 0, 59, List.of());
        this.hours = field(fields[1], 0, 23, List.of());
        this.daysOfMonth = field(fields[2], 1, 31, List.of());
        this.months = field(fields[3], 1, 12, MONTHS);
        this.daysOfWeek = field(fields[4], 0, 7, DAYS);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        this.zone = zone;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with a sentence that names the field which cannot be read
     */
    static CronSchedule parse(String expression, ZoneId zone) {
        String[] fields =
                WORDS.getOrDefault(expression.strip(), expression).strip().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "expected exactly 5 fields, found " + fields.length + ": [" + expression + "]");
        }
        return new CronSchedule(fields, zone);
    }

    /** The first time after the given one; {@link Instant#MAX} if there is none in five years. */
    Instant next(Instant after) {
        ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        for (int i = 0; i < MINUTES_IN_FIVE_YEARS_AT_MOST; i++) {
            if (!months.get(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!matchesDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time.toInstant();
            }
        }
        return Instant.MAX;
    }

    private boolean matchesDay(ZonedDateTime time) {
        boolean ofMonth = daysOfMonth.get(time.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(time.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private static BitSet field(String field, int least, int most, List<String> names) {
        BitSet values = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] range = part.split("/", 2);
            int step = range.length == 2 ? number(range[1], field, names, least) : 1;
            int from = least;
            int to = most == 7 ? 6 : most;
            if (!range[0].equals("*") && !range[0].equals("?")) {
                String[] ends = range[0].split("-", 2);
                from = number(ends[0], field, names, least);
                to = ends.length == 2 ? number(ends[1], field, names, least) : range.length == 2 ? to : from;
            }
            if (from < least || to > most || from > to || step < 1) {
                throw new IllegalArgumentException("\"" + part + "\" is outside " + least + "-" + most);
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private static int number(String text, String field, List<String> names, int least) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + least;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "failed to parse \"" + text + "\" in field \"" + field + "\"", notANumber);
        }
    }
}
