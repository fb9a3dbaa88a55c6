package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Ink;
import dev.fresnel.engine.view.LogData.Level;
import dev.fresnel.engine.view.LogData.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as Kubernetes' own programs write it: {@code E1128 07:18:07.123456       1 file.go:12] message}. */
final class KlogLine {

    private KlogLine() {}

    /** Null where the line is none. */
    static @Nullable Reading read(String raw) {
        if (raw.length() < 22 || "IWEF".indexOf(raw.charAt(0)) < 0 || raw.charAt(5) != ' ' || raw.charAt(8) != ':') {
            return null;
        }
        for (int i : new int[] {1, 2, 3, 4, 6, 7, 9, 10, 12, 13}) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return null;
            }
        }
        int bracket = raw.indexOf("] ");
        if (bracket < 0 || bracket > 200) {
            return null;
        }
        int blank = raw.lastIndexOf(' ', bracket);
        Ansi.Drawn drawn = Ansi.draw(raw.substring(bracket + 2));
        Logfmt pairs = Logfmt.read(drawn.text());
        Map<String, String> fields = Reading.newFields();
        fields.put("source", Ansi.draw(raw.substring(blank + 1, bracket)).text());
        fields.putAll(pairs.fields());
        List<Span> spans = new ArrayList<>(drawn.spans().isEmpty() ? pairs.spans() : drawn.spans());
        String text = drawn.text();
        String source = fields.get("source");
        String end = text.isEmpty() ? "" : text + " ";
        String whole = end + "source=" + source;
        spans.add(new Span(end.length(), end.length() + 7, List.of(Ink.KEY)));
        if (!source.isEmpty()) {
            spans.add(new Span(end.length() + 7, whole.length(), List.of(Ink.STRING)));
        }
        return new Reading(
                switch (raw.charAt(0)) {
                    case 'I' -> Level.INFO;
                    case 'W' -> Level.WARN;
                    case 'E' -> Level.ERROR;
                    default -> Level.FATAL;
                },
                whole,
                List.copyOf(spans),
                fields);
    }
}
