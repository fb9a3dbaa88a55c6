package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Ink;
import dev.fresnel.engine.view.LogData.Level;
import dev.fresnel.engine.view.LogData.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line as it was understood.
 *
 * @param level as it says
 * @param text what is drawn of it: of JSON and logfmt the message first, then the other fields; without the level and the
 *     time, which are drawn for themselves
 * @param spans how parts of the text are drawn
 * @param fields by name; those of objects within objects with dots between
 */
public record Reading(Level level, String text, List<Span> spans, Map<String, String> fields) {

    /** More fields of one line are not told apart. */
    static final int MOST_FIELDS = 100;

    private static final List<String> MESSAGES = List.of("msg", "message", "event", "log", "text");
    private static final List<String> LEVELS =
            List.of("level", "lvl", "severity", "levelname", "loglevel", "log.level", "@l", "severity_text");
    private static final List<String> TIMES = List.of("time", "ts", "timestamp", "@timestamp", "t", "datetime");

    /** Reads a line as it was written. Anything can be given. */
    public static Reading of(String raw) {
        Map<String, String> json = JsonLine.fields(raw);
        if (json != null) {
            return structured(json);
        }
        Reading klog = KlogLine.read(raw);
        if (klog != null) {
            return klog;
        }
        Ansi.Drawn drawn = Ansi.draw(raw);
        Logfmt pairs = Logfmt.read(drawn.text());
        if (pairs.whole()) {
            return structured(pairs.fields());
        }
        Level level = levelOf(pairs.fields());
        return new Reading(
                level == Level.NONE ? Levels.ofWords(drawn.text()) : level,
                drawn.text(),
                drawn.spans().isEmpty() ? pairs.spans() : drawn.spans(),
                pairs.fields());
    }

    private static Level levelOf(Map<String, String> fields) {
        for (String name : LEVELS) {
            String value = fields.get(name);
            if (value != null) {
                return Levels.ofValue(value);
            }
        }
        return Level.NONE;
    }

    private static Reading structured(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        String message = MESSAGES.stream()
                .filter(name -> !fields.getOrDefault(name, "").isBlank())
                .findFirst()
                .orElse(null);
        if (message != null) {
            Ansi.Drawn drawn = Ansi.draw(fields.getOrDefault(message, ""));
            text.append(drawn.text());
            spans.addAll(drawn.spans());
        }
        Level level = levelOf(fields);
        fields.forEach((name, value) -> {
            boolean told =
                    name.equals(message) || TIMES.contains(name) || (LEVELS.contains(name) && level != Level.NONE);
            if (!told) {
                pair(text, spans, name, value);
            }
        });
        return new Reading(level, text.toString(), List.copyOf(spans), fields);
    }

    private static void pair(StringBuilder text, List<Span> spans, String name, String value) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        int start = text.length();
        text.append(Ansi.draw(name).text()).append('=');
        spans.add(new Span(start, text.length(), List.of(Ink.KEY)));
        int from = text.length();
        text.append(Logfmt.quoted(Ansi.draw(value).text()));
        if (text.length() > from) {
            spans.add(new Span(from, text.length(), List.of(Logfmt.ink(value))));
        }
    }

    static Map<String, String> newFields() {
        return new LinkedHashMap<>();
    }
}
