package dev.fresnel.bench.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What loud pods write: each line has its number in it, whatever it looks like. */
final class LoudLine {

    private static final Pattern NUMBER = Pattern.compile("\\bn=(\\d+)");

    private LoudLine() {}

    /** A line as programs write it: JSON, logfmt, words, and words with colours, by turns. */
    static String text(long number) {
        return switch ((int) (number % 4)) {
            case 0 ->
                "{\"time\":\"2026-11-28T10:00:00Z\",\"level\":\"info\",\"msg\":\"request served\",\"n\":" + number
                        + ",\"path\":\"/api/v1/orders/" + number * 7919 % 100_000 + "\",\"status\":200,\"took_ms\":"
                        + number % 90 + "}";
            case 1 ->
                "level=debug msg=\"cache looked at\" n=" + number + " key=session:" + number * 31 % 10_000
                        + " hit=true";
            case 2 -> "INFO  [worker-" + number % 8 + "] order settled n=" + number + " after 3 attempts";
            default ->
                "\u001b[33mWARN\u001b[0m slow query n=" + number + " select * from orders where id = \u001b[1m"
                        + number * 17 % 100_000 + "\u001b[0m";
        };
    }

    /** The number of a line as it is drawn or was written; -1 where it has none. */
    static long number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.find()) {
            return Long.parseLong(number.group(1));
        }
        int json = text.indexOf("\"n\":");
        int end = json < 0 ? -1 : text.indexOf(',', json);
        return end < 0 ? -1 : Long.parseLong(text.substring(json + 4, end));
    }
}
