package dev.fresnel.engine.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.fresnel.engine.view.EditData.Current;
import dev.fresnel.engine.view.EditData.Overlap;
import java.util.ArrayList;
import java.util.List;

/**
 * Two changes of one text put together, line by line, as diff3 does: what only one side has changed is taken from there;
 * what both have changed in the same way is changed so; anything else overlaps, and is told.
 */
public final class TextMerge {

    private final List<String> before;
    private final Side mine;
    private final Side theirs;
    private final List<String> preferringMine = new ArrayList<>();
    private final List<String> preferringTheirs = new ArrayList<>();
    private final List<Overlap> overlaps = new ArrayList<>();

    private TextMerge(List<String> before, List<String> mine, List<String> theirs) {
        this.before = before;
        this.mine = new Side(before, mine);
        this.theirs = new Side(before, theirs);
    }

    /**
     * What has become of a text while somebody wrote on it.
     *
     * @param before as both began with it
     */
    public static Current of(String before, String mine, String theirs) {
        TextMerge merge = new TextMerge(lines(before), lines(mine), lines(theirs));
        merge.run();
        return new Current(
                theirs,
                String.join("\n", merge.preferringMine),
                String.join("\n", merge.preferringTheirs),
                List.copyOf(merge.overlaps));
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private void run() {
        int at = 0;
        while (at < before.size() || mine.pending() || theirs.pending()) {
            int next = Math.min(mine.next(), theirs.next());
            while (at < next && at < before.size()) {
                both(List.of(before.get(at++)));
            }
            if (!mine.pending() && !theirs.pending()) {
                continue;
            }
            at = changed(next);
        }
    }

    /** Takes all changes that hang together, beginning with the next one; returns where they end in the text before. */
    private int changed(int start) {
        int end = start;
        boolean grows = true;
        while (grows) {
            int further = Math.max(mine.take(start, end), theirs.take(start, end));
            grows = further > end;
            end = Math.max(end, further);
        }
        List<String> my = mine.taken(start, end);
        List<String> their = theirs.taken(start, end);
        List<String> was = before.subList(start, end);
        if (my.equals(their) || their.equals(was)) {
            both(my);
        } else if (my.equals(was)) {
            both(their);
        } else {
            overlaps.add(new Overlap(List.copyOf(was), my, their));
            preferringMine.addAll(my);
            preferringTheirs.addAll(their);
        }
        return end;
    }

    private void both(List<String> lines) {
        preferringMine.addAll(lines);
        preferringTheirs.addAll(lines);
    }

    /** One side's changes, taken from the first on. */
    private static final class Side {

        private final List<AbstractDelta<String>> deltas;
        private final List<String> before;
        private int taken;
        /** The first change of those that are being taken together. */
        private int first;

        Side(List<String> before, List<String> after) {
            this.before = before;
            this.deltas = DiffUtils.diff(before, after).getDeltas();
        }

        boolean pending() {
            return taken < deltas.size();
        }

        int next() {
            return pending() ? deltas.get(taken).getSource().getPosition() : Integer.MAX_VALUE;
        }

        /** Takes the changes of lines from start to end, and what is put in at the start; returns where the last ends. */
        int take(int start, int end) {
            int reached = end;
            while (pending() && (next() < reached || next() == start)) {
                var source = deltas.get(taken).getSource();
                reached = Math.max(reached, source.getPosition() + source.size());
                taken++;
            }
            return reached;
        }

        /** The lines from start to end with what was taken since the last call. */
        List<String> taken(int start, int end) {
            List<String> lines = new ArrayList<>();
            int at = start;
            for (; first < taken; first++) {
                AbstractDelta<String> delta = deltas.get(first);
                lines.addAll(before.subList(at, delta.getSource().getPosition()));
                lines.addAll(delta.getTarget().getLines());
                at = delta.getSource().getPosition() + delta.getSource().size();
            }
            lines.addAll(before.subList(at, end));
            return List.copyOf(lines);
        }
    }
}
