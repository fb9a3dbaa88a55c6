package dev.fresnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LogData.Ink;
import dev.fresnel.engine.view.LogData.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnsiTest {

    @Test
    void colours_become_spans() {
        assertThat(Ansi.draw("\u001b[1;31mFAIL\u001b[0m of \u001b[32mtwo\u001b[39m"))
                .isEqualTo(new Ansi.Drawn(
                        "FAIL of two",
                        List.of(new Span(0, 4, List.of(Ink.BOLD, Ink.RED)), new Span(8, 11, List.of(Ink.GREEN)))));
        assertThat(Ansi.draw("\u001b[38;2;250;10;10mred\u001b[m\u001b[38;5;46mgreen")
                        .spans())
                .containsExactly(new Span(0, 3, List.of(Ink.RED)), new Span(3, 8, List.of(Ink.GREEN)));
    }

    @Test
    void what_would_command_a_terminal_is_left_out_whole() {
        assertThat(Ansi.draw("a\u001b]0;my title\u0007b").text()).isEqualTo("ab");
        assertThat(Ansi.draw("a\u001b]52;c;cm0gLXJmIC8=\u001b\\b").text()).isEqualTo("ab");
        assertThat(Ansi.draw("a\u001b[6n\u001b[c\u001b[2J\u001b[1;1Hb").text()).isEqualTo("ab");
        assertThat(Ansi.draw("a\u001bP+q544e\u001b\\\u001b(B\u009b5nb").text()).isEqualTo("ab");
        assertThat(Ansi.draw("a\u001b]8;;http://evil\u0007link\u001b]8;;\u0007").text())
                .isEqualTo("alink");
    }

    @Test
    void what_cannot_be_seen_is_shown() {
        assertThat(Ansi.draw("a\tb\rc\u0000d\u007f").text()).isEqualTo("a   b␍c␀d␡");
        assertThat(Ansi.draw("x\u202egpj.exe").text()).isEqualTo("x�gpj.exe");
    }

    @Test
    void no_control_character_comes_through_and_spans_are_within_the_text() {
        char[] alphabet = "\u001b\u001b\u001b[]P;:0138mnABé\u0007\u009b\u009c\u0090\t\r\n\u0000\u202e\ud83d\ude00 x\\"
                .toCharArray();
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                raw.append(alphabet[random.nextInt(alphabet.length)]);
            }
            Ansi.Drawn drawn = Ansi.draw(raw.toString());
            assertThat(drawn.text().chars().filter(c -> c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x202e))
                    .as("seed %d", seed)
                    .isEmpty();
            int at = 0;
            for (Span span : drawn.spans()) {
                assertThat(span.start()).as("seed %d", seed).isGreaterThanOrEqualTo(at);
                assertThat(span.end())
                        .isGreaterThan(span.start())
                        .isLessThanOrEqualTo(drawn.text().length());
                at = span.end();
            }
        }
    }
}
