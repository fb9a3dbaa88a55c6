package dev.fresnel.engine.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fresnel.engine.view.LogData.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a regular expression in lines, in any case. The expressions are RE2's: the time one takes grows with the text's
 * length alone. What is no expression but a text is looked for as such, which is quicker.
 */
final class Finder {

    private static final int LONGEST = 1_000;
    /** In parts, each of which may be looked at for each character of a log. */
    private static final int LARGEST = 2_000;
    /** More places of one line are not marked. */
    private static final int MOST_MARKS = 100;

    private final String text;
    private final @Nullable Pattern pattern;

    private Finder(String text, @Nullable Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * @param text not empty
     * @throws PatternSyntaxException where it is no expression; the message says why
     */
    static Finder of(String text) {
        if (text.length() > LONGEST) {
            throw new PatternSyntaxException("longer than " + LONGEST + " characters", "");
        }
        if (ExpressionSize.of(text) > LARGEST) {
            throw new PatternSyntaxException("what repeats is too large when it is written out", "");
        }
        boolean plain = text.chars().noneMatch(c -> "\\^$.|?*+()[]{}".indexOf(c) >= 0);
        return new Finder(text, plain ? null : Pattern.compile(text, Pattern.CASE_INSENSITIVE));
    }

    boolean isIn(String line) {
        return pattern == null ? next(line, 0) >= 0 : pattern.matcher(line).find();
    }

    /** Where it is. */
    List<Mark> marks(String line) {
        List<Mark> marks = new ArrayList<>();
        if (pattern != null) {
            Matcher matcher = pattern.matcher(line);
            while (marks.size() < MOST_MARKS && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    marks.add(new Mark(matcher.start(), matcher.end()));
                }
            }
            return marks;
        }
        for (int at = next(line, 0); at >= 0 && marks.size() < MOST_MARKS; at = next(line, at + text.length())) {
            marks.add(new Mark(at, at + text.length()));
        }
        return marks;
    }

    private int next(String line, int from) {
        for (int at = from; at <= line.length() - text.length(); at++) {
            if (line.regionMatches(true, at, text, 0, text.length())) {
                return at;
            }
        }
        return -1;
    }
}
