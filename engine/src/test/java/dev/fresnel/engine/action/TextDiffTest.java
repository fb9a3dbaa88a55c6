package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.ChangeData.Diff;
import dev.fresnel.engine.view.ChangeData.Hunk;
import dev.fresnel.engine.view.ChangeData.Line;
import dev.fresnel.engine.view.ChangeData.LineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Test
    void hunks_make_the_text_after_of_the_text_before_whatever_the_texts() {
        Random random = new Random(20261128);
        for (int round = 0; round < 2_000; round++) {
            List<String> before = text(random);
            List<String> after = random.nextInt(10) == 0 ? before : edited(before, random);
            Diff diff = TextDiff.of(String.join("\n", before), String.join("\n", after));
            assertThat(applied(before, diff)).as("round %d", round).isEqualTo(after);
            assertThat(diff.hunks().isEmpty()).isEqualTo(before.equals(after));
        }
    }

    @Test
    void what_is_far_from_a_difference_is_left_out() {
        List<String> before = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            before.add("line " + i);
        }
        List<String> after = new ArrayList<>(before);
        after.set(9, "ten");
        after.set(11, "twelve");
        after.remove(79);
        Diff diff = TextDiff.of(String.join("\n", before), String.join("\n", after));
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.removed()).isEqualTo(3);
        assertThat(diff.hunks()).extracting(Hunk::before).containsExactly(7, 77);
        assertThat(diff.hunks()).extracting(hunk -> hunk.lines().size()).containsExactly(11, 7);
    }

    /** Lines of which many are alike; none empty at the end, as a text has none there. */
    private static List<String> text(Random random) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            lines.add("line " + random.nextInt(8));
        }
        return lines;
    }

    private static List<String> edited(List<String> before, Random random) {
        List<String> after = new ArrayList<>(before);
        for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
            int at = random.nextInt(after.size() + 1);
            if (random.nextBoolean() || at == after.size()) {
                after.add(at, "line " + random.nextInt(8));
            } else {
                after.remove(at);
            }
        }
        return after;
    }

    private static List<String> applied(List<String> before, Diff diff) {
        List<String> after = new ArrayList<>();
        int told = 0;
        for (Hunk hunk : diff.hunks()) {
            after.addAll(before.subList(told, hunk.before() - 1));
            assertThat(after).hasSize(hunk.after() - 1);
            told = hunk.before() - 1;
            for (Line line : hunk.lines()) {
                if (line.kind() != LineKind.ADDED) {
                    assertThat(line.text()).isEqualTo(before.get(told++));
                }
                if (line.kind() != LineKind.REMOVED) {
                    after.add(line.text());
                }
            }
        }
        after.addAll(before.subList(told, before.size()));
        return after;
    }
}
