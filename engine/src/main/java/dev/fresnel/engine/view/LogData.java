package dev.fresnel.engine.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of the lines that containers write, merged in the order of their time.
 *
 * @param head all but the lines
 * @param offset first line of the window, among those that match
 * @param lines the window's lines
 */
public record LogData(Head head, int offset, List<Line> lines) implements ViewData {

    /**
     * What there is to say beside the lines.
     *
     * @param objects what the logs are of
     * @param sources the containers that are read, in the order of their names
     * @param omitted how many more there are than are read at a time
     * @param states how far the list of containers can be believed, for each cluster and namespace
     * @param totals numbers of lines
     * @param levels of the lines that match all but the wish for levels, how many there are of each
     * @param bars the matching lines over time
     * @param fields names of fields that lines have, those in most lines first
     * @param problem what is wrong with the filter or with what is looked for; null when all is well
     * @param find what was found
     */
    public record Head(
            List<ObjectRef> objects,
            List<Source> sources,
            int omitted,
            List<SourceState> states,
            Totals totals,
            Map<Level, Integer> levels,
            Bars bars,
            List<String> fields,
            @Nullable Phrase problem,
            Find find) {}

    /**
     * A container whose log is read.
     *
     * @param id of this view; lines name it
     * @param ref the pod it is of
     * @param hue 0 to 7, the same for a pod's containers
     * @param state how the reading goes
     * @param words of the server or the network on that, word for word
     */
    public record Source(
            int id,
            ObjectRef ref,
            String container,
            int hue,
            Reading state,
            @Nullable String words) {}

    /** How the reading of one log goes. */
    public enum Reading {
        /** The container has not written anything: it has not begun. */
        NOT_BEGUN,
        CONNECTING,
        FOLLOWING,
        ENDED,
        WAITING,
        FORBIDDEN
    }

    /**
     * Numbers of lines.
     *
     * @param all that are kept
     * @param matched those of them that match
     * @param dropped that are no longer kept, because there is room for so many only
     * @param held that came since the view does not follow, and are shown when it does again
     */
    public record Totals(int all, int matched, long dropped, int held) {}

    /** How bad it is, as the line says. */
    public enum Level {
        FATAL,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE,
        /** The line does not say. */
        NONE
    }

    /**
     * The matching lines over time.
     *
     * @param from when the first bar begins, milliseconds since 1970
     * @param step how long each lasts, in milliseconds
     * @param bars numbers of lines by level, in the order of time
     */
    public record Bars(long from, long step, List<Map<Level, Integer>> bars) {}

    /**
     * What was looked for among the matching lines.
     *
     * @param total how many lines have it
     * @param serial of the last {@link ViewRequest.Seek} that was answered
     * @param line number of the line it led to among the matching ones, -1 for none
     * @param place the how manieth of those with what was looked for that is, from 1; 0 where it is none of them
     */
    public record Find(int total, int serial, int line, int place) {}

    /**
     * One line, or a gap between two.
     *
     * @param id larger for lines that came later; the same as long as the view is open
     * @param time milliseconds since 1970, for the eye
     * @param at the same to the nanosecond, which an address can name
     * @param text what is drawn: no control character is in it
     * @param spans how parts of it are drawn, in order, none within another
     * @param found where in the text is what was looked for
     * @param cells the values of the fields that were asked for, in their order
     * @param gap lines may be missing here, and why; the text is then empty
     * @param cut bytes that were left out, because the line is too long
     */
    public record Line(
            long id,
            long time,
            String at,
            int source,
            Level level,
            String text,
            List<Span> spans,
            List<Mark> found,
            List<String> cells,
            @Nullable Gap gap,
            long cut) {}

    /** Why lines may be missing. */
    public enum Gap {
        ROTATED,
        RESTARTED
    }

    /** Part of a text, the end exclusive. */
    public record Mark(int start, int end) {}

    /** How a part of a text is drawn, the end exclusive. */
    public record Span(int start, int end, List<Ink> ink) {}

    /** Ways to draw: what the text is, or what the program that wrote it asked for. */
    public enum Ink {
        KEY,
        STRING,
        NUMBER,
        BOLD,
        FAINT,
        ITALIC,
        UNDERLINE,
        STRUCK,
        INVERSE,
        BLACK,
        RED,
        GREEN,
        YELLOW,
        BLUE,
        MAGENTA,
        CYAN,
        WHITE,
        ON_BLACK,
        ON_RED,
        ON_GREEN,
        ON_YELLOW,
        ON_BLUE,
        ON_MAGENTA,
        ON_CYAN,
        ON_WHITE
    }

    /**
     * What changed since the last message.
     *
     * @param head null where it is as it was
     * @param order ids of the window's lines
     * @param lines those of them that were not in the last window
     */
    public record Tail(@Nullable Head head, int offset, List<Long> order, List<Line> lines) implements ViewDelta {}
}
