package dev.fresnel.engine.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when it is made: {@code a{3}} is written out as {@code aaa}, so {@code ((a{99}){99}){99}}
 * is a million parts and some gigabytes. Reads the text once, beforehand; what is no expression has some size too.
 */
final class ExpressionSize {

    /** So many parts are more than anybody has memory for. */
    private static final long ENDLESS = 1L << 40;

    private static final Pattern REPEATED = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

    private final String text;
    private final Matcher repeated;
    /** Sizes of what stands before each open parenthesis. */
    private final Deque<Long> before = new ArrayDeque<>();
    /** Of what has been read since the innermost of those. */
    private long size;
    /** Of the last part of that, which may be repeated. */
    private long last;

    private ExpressionSize(String text) {
        this.text = text;
        this.repeated = REPEATED.matcher(text);
    }

    /** Parts of the expression, about. */
    static long of(String text) {
        return new ExpressionSize(text).read();
    }

    private long read() {
        for (int at = 0; at < text.length(); ) {
            at = step(at);
        }
        while (!before.isEmpty()) {
            close();
        }
        return size;
    }

    /** Reads what begins there. Answers where it ends. */
    private int step(int at) {
        switch (text.charAt(at)) {
            case '\\' -> {
                part(1);
                return at + 2;
            }
            case '[' -> {
                part(1);
                return endOfClass(at + 1);
            }
            case '(' -> {
                before.push(size);
                size = 1;
            }
            case ')' -> close();
            case '{' -> {
                if (repeated.find(at) && repeated.start() == at) {
                    repeat();
                    return repeated.end();
                }
                part(1);
            }
            case '*', '+', '?', '|' -> size++;
            default -> part(1);
        }
        return at + 1;
    }

    private void part(long parts) {
        last = parts;
        size = Math.min(ENDLESS, size + parts);
    }

    private void close() {
        long group = size;
        size = before.isEmpty() ? 0 : before.pop();
        part(group);
    }

    private void repeat() {
        String most = repeated.group(2);
        long times = Long.parseLong(most == null || most.isEmpty() ? repeated.group(1) : most);
        size -= last;
        part(Math.min(ENDLESS, last * Math.max(1, times)));
    }

    /** A closing bracket that stands first is one of the class. */
    private int endOfClass(int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < text.length() && (at == first || text.charAt(at) != ']')) {
            at += text.charAt(at) == '\\' ? 2 : text.startsWith("[:", at) ? named(at) : 1;
        }
        return at + 1;
    }

    /** The length of {@code [:alpha:]} within a class, or 1. */
    private int named(int at) {
        int end = text.indexOf(":]", at);
        return end < 0 ? 1 : end + 2 - at;
    }
}
