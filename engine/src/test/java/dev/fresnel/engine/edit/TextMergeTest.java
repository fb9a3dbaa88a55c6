package dev.fresnel.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.EditData.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextMergeTest {

    @Test
    void changes_of_different_lines_are_put_together() {
        Current merged = TextMerge.of("a\nb\nc\nd", "a\nB\nc\nd", "a\nb\nc\nd\ne");
        assertThat(merged.overlaps()).isEmpty();
        assertThat(merged.merged()).isEqualTo("a\nB\nc\nd\ne");
    }

    @Test
    void lines_next_to_each_other_do_not_overlap() {
        assertThat(TextMerge.of("a: 1\nb: 1", "a: 2\nb: 1", "a: 1\nb: 2").merged())
                .isEqualTo("a: 2\nb: 2");
    }

    @Test
    void the_same_line_changed_by_both_is_told_with_both() {
        Current merged = TextMerge.of("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc");
        assertThat(merged.overlaps()).singleElement().satisfies(overlap -> {
            assertThat(overlap.before()).containsExactly("b");
            assertThat(overlap.mine()).containsExactly("mine");
            assertThat(overlap.theirs()).containsExactly("theirs");
        });
        assertThat(merged.merged()).isEqualTo("a\nmine\nc");
        assertThat(merged.theirs()).isEqualTo("a\ntheirs\nc");
    }

    @Test
    void the_same_change_by_both_is_one() {
        Current merged = TextMerge.of("a\nb", "a\nc", "a\nc");
        assertThat(merged.overlaps()).isEmpty();
        assertThat(merged.merged()).isEqualTo("a\nc");
    }

    @Test
    void what_one_side_leaves_alone_becomes_as_the_other_made_it() {
        Random random = new Random(20261128);
        for (int i = 0; i < 2_000; i++) {
            String before = text(random, 12);
            String after = edited(random, before);
            assertThat(TextMerge.of(before, before, after).merged()).isEqualTo(after);
            assertThat(TextMerge.of(before, after, before).merged()).isEqualTo(after);
            assertThat(TextMerge.of(before, after, after).overlaps()).isEmpty();
            assertThat(TextMerge.of(before, after, after).merged()).isEqualTo(after);
        }
    }

    @Test
    void of_two_changes_nothing_is_lost_that_is_not_told() {
        Random random = new Random(8128);
        for (int i = 0; i < 2_000; i++) {
            String before = text(random, 12);
            String mine = edited(random, before).replace("new", "mine");
            String theirs = edited(random, before).replace("new", "theirs");
            Current merged = TextMerge.of(before, mine, theirs);
            assertThat(merged.text()).isEqualTo(theirs);
            for (String line : mine.split("\n", -1)) {
                assertThat(!line.startsWith("mine") || lines(merged.merged()).contains(line))
                        .as("%s in %s + %s -> %s", line, mine, theirs, merged)
                        .isTrue();
            }
            for (String line : theirs.split("\n", -1)) {
                boolean told = merged.overlaps().stream()
                        .anyMatch(overlap -> overlap.theirs().contains(line));
                assertThat(!line.startsWith("theirs")
                                || told
                                || lines(merged.merged()).contains(line))
                        .as("%s in %s + %s -> %s", line, mine, theirs, merged)
                        .isTrue();
                assertThat(!line.startsWith("theirs") || lines(merged.theirs()).contains(line))
                        .isTrue();
            }
        }
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private static String text(Random random, int most) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(most); i++) {
            lines.add("line " + random.nextInt(8));
        }
        return String.join("\n", lines);
    }

    private static String edited(Random random, String text) {
        List<String> lines = new ArrayList<>(lines(text));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(lines.size() + 1);
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, "new " + random.nextInt(100));
                case 1 -> lines.set(Math.min(at, lines.size() - 1), "new " + random.nextInt(100));
                default -> {
                    if (lines.size() > 1) {
                        lines.remove(Math.min(at, lines.size() - 1));
                    }
                }
            }
        }
        return String.join("\n", lines);
    }
}
