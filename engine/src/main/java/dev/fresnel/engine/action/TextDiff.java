package dev.fresnel.engine.action;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.fresnel.engine.view.ChangeData.Diff;
import dev.fresnel.engine.view.ChangeData.Hunk;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import java.util.ArrayList;
import java.util.List;

/** How two texts differ, line by line (Myers' algorithm), with three lines around each difference. */
final class TextDiff {

    private static final int AROUND = 3;

    private final List<String> before;
    private final List<String> after;
    private final List<Hunk> hunks = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();
    /** The first lines of the hunk that is being made, from 0. */
    private int hunkBefore;

    private int hunkAfter;
    /** Up to where both texts have been told, from 0. */
    private int toldBefore;

    private int toldAfter;
    private int added;
    private int removed;

    private TextDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    static Diff of(String before, String after) {
        return new TextDiff(before.lines().toList(), after.lines().toList()).diff();
    }

    private Diff diff() {
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            begin(delta.getSource().getPosition());
            delta.getSource().getLines().forEach(line -> lines.add(new Line(LineKind.REMOVED, line)));
            delta.getTarget().getLines().forEach(line -> lines.add(new Line(LineKind.ADDED, line)));
            removed += delta.getSource().size();
            added += delta.getTarget().size();
            toldBefore += delta.getSource().size();
            toldAfter += delta.getTarget().size();
        }
        end();
        return new Diff(List.copyOf(hunks), added, removed);
    }

    /** Tells what is alike up to a difference: all of it where that is little, else the ends of two hunks. */
    private void begin(int position) {
        if (lines.isEmpty() || position - toldBefore > 2 * AROUND) {
            end();
            int skip = Math.max(0, position - toldBefore - AROUND);
            toldBefore += skip;
            toldAfter += skip;
            hunkBefore = toldBefore;
            hunkAfter = toldAfter;
        }
        alike(position - toldBefore);
    }

    private void end() {
        if (!lines.isEmpty()) {
            alike(Math.min(AROUND, before.size() - toldBefore));
            hunks.add(new Hunk(hunkBefore + 1, hunkAfter + 1, List.copyOf(lines)));
            lines = new ArrayList<>();
        }
    }

    private void alike(int count) {
        for (int i = 0; i < count; i++) {
            lines.add(new Line(LineKind.SAME, before.get(toldBefore++)));
        }
        toldAfter += count;
    }
}
