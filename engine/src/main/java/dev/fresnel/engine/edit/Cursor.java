package dev.fresnel.engine.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a YAML text that need not be finished: it is understood by indentation alone, since what is being typed is hardly
 * ever whole.
 *
 * @param path names of the fields the place is in, from the outermost; lists are gone through
 * @param key the field whose value is being written; null where a field's name is
 * @param typed what stands before the place and belongs to what is written there
 * @param there names of fields that stand beside it already
 * @param indent of a field written there
 */
record Cursor(List<String> path, @Nullable String key, String typed, Set<String> there, int indent) {

    private static final Pattern LINE = Pattern.compile("( *)((?:- +)*)(-?)(.*)");
    private static final Pattern FIELD =
            Pattern.compile("(\"[^\"]*\"|'[^']*'|[^\\s:#'\"\\[\\]{},][^:]*?)\\s*:(?:\\s(.*)|$)");

    /**
     * One line.
     *
     * @param dash column of its first dash, -1 for none
     * @param column where what it says begins
     * @param key the field it names, or null
     */
    private record Line(int dash, int column, @Nullable String key, String rest) {

        static Line of(String text) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                return new Line(-1, text.length(), null, "");
            }
            int indent = line.group(1).length();
            boolean bare = !line.group(3).isEmpty() && line.group(4).isBlank();
            boolean dashed = !line.group(2).isEmpty() || bare;
            int column = indent + line.group(2).length() + (bare ? 2 : 0);
            String rest = bare ? "" : line.group(3) + line.group(4);
            Matcher field = FIELD.matcher(rest);
            String key = field.lookingAt() ? field.group(1).replaceAll("^[\"']|[\"']$", "") : null;
            return new Line(dashed ? indent : -1, column, key, rest);
        }

        boolean isNothing() {
            return dash < 0 && (rest.isBlank() || rest.startsWith("#"));
        }
    }

    /**
     * @param lines of the document
     * @param at the line, from 0
     * @param column in the line, from 0
     */
    static Cursor at(List<String> lines, int at, int column) {
        String text = lines.get(at);
        String before = text.substring(0, Math.min(column, text.length()));
        Line line = Line.of(before);
        String key = null;
        String typed = line.rest();
        if (line.key() != null) {
            key = line.key();
            typed = before.substring(before.indexOf(':', line.column() + key.length()) + 1)
                    .stripLeading();
        }
        int indent = line.isNothing() ? Math.max(before.length() - typed.length(), 0) : line.column();
        List<String> path = new ArrayList<>();
        Set<String> there = new LinkedHashSet<>();
        int limit = line.dash() >= 0 ? line.dash() + 1 : indent;
        boolean inItem = line.dash() >= 0;
        for (int i = at - 1; i >= 0; i--) {
            Line above = Line.of(lines.get(i));
            if (above.isNothing()) {
                continue;
            }
            boolean beside = !inItem && path.isEmpty() && above.column() == indent && above.key() != null;
            if (beside) {
                there.add(above.key());
            }
            if (above.column() < limit && above.key() != null) {
                path.addFirst(above.key());
                limit = above.column();
            }
            if (above.dash() >= 0 && above.dash() < limit) {
                limit = above.dash() + 1;
                inItem = true;
            }
        }
        for (int i = at + 1; i < lines.size(); i++) {
            Line below = Line.of(lines.get(i));
            if (below.isNothing()) {
                continue;
            }
            if (below.column() < indent || (below.dash() >= 0 && below.dash() < indent)) {
                break;
            }
            if (below.column() == indent && below.key() != null) {
                there.add(below.key());
            }
        }
        if (key != null) {
            there.remove(key);
        }
        return new Cursor(path, key, typed, there, indent);
    }
}
