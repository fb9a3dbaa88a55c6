package dev.fresnel.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextTestTest {

    private static Value pattern(List<String> parts) {
        return new Value(0, 0, parts);
    }

    private static String text(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 'a', 'c')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void says_what_a_regular_expression_would() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            List<String> parts = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                parts.add(text(random, 4));
            }
            String text = text(random, 12);
            String expression = parts.stream().map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(TextTest.whole(pattern(parts)).test(text))
                    .as("%s in %s", parts, text)
                    .isEqualTo(text.matches(expression));
            if (parts.size() == 1) {
                assertThat(TextTest.within(pattern(parts)).test(text)).isEqualTo(text.contains(parts.getFirst()));
            }
        }
    }

    /** Most of a text is passed over, so a char that is another's lower case must not be. */
    @Test
    void any_char_is_found_by_any_that_has_the_same_lower_case() {
        for (int c = 0; c < Character.MAX_VALUE; c++) {
            String lower = Character.toString(Character.toLowerCase((char) c));
            assertThat(TextTest.within(pattern(List.of(lower + "x"))).test("xkKiI" + (char) c + lower + "x"))
                    .as("%x", c)
                    .isTrue();
            assertThat(TextTest.within(pattern(List.of(lower + "x"))).test("-" + (char) c + "X"))
                    .as("%x", c)
                    .isTrue();
            assertThat(TextTest.within(pattern(List.of(lower + "x"))).test("-" + (char) c + "-"))
                    .as("%x", c)
                    .isFalse();
        }
    }

    @Test
    void letters_are_found_in_any_case_wherever_they_are() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 4)
                    .mapToObj(letter -> "aAbB".substring(letter, letter + 1))
                    .collect(Collectors.joining());
            String part = text(random, 5);
            assertThat(TextTest.within(pattern(List.of(part))).test(text))
                    .as("%s in %s", part, text)
                    .isEqualTo(text.toLowerCase(Locale.ROOT).contains(part));
        }
    }

    /** What tries again from each place, or each wildcard, would need hours for the first and for ever for the second. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void no_pattern_runs_for_ever() {
        String text = "a".repeat(10_000_000);
        assertThat(TextTest.within(pattern(List.of("a".repeat(4_000) + "b"))).test(text))
                .isFalse();

        List<String> parts = new ArrayList<>(List.of(""));
        for (int i = 0; i < 1_300; i++) {
            parts.add("aa");
        }
        parts.add("b");
        parts.add("");
        assertThat(TextTest.within(pattern(parts)).test(text)).isFalse();
    }
}
