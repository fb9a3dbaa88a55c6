package dev.fresnel.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputFilterTest {

    private static final String ESC = "\u001b";

    @Test
    void what_draws_stays() {
        for (String drawn : List.of(
                "plain text, naïve café, 日本語, 🐳\r\n\t\b\u0007",
                ESC + "[31;1mred" + ESC + "[0m",
                ESC + "[38;2;1;2;3mtrue colour",
                ESC + "[2J" + ESC + "[H" + ESC + "[10;20H" + ESC + "[K",
                ESC + "[?1049h" + ESC + "[?25l" + ESC + "[?2004h" + ESC + "[2 q",
                ESC + "(B" + ESC + ")0" + ESC + "7" + ESC + "8" + ESC + "M" + ESC + "=" + ESC + "c")) {
            assertThat(passed(drawn)).isEqualTo(drawn);
        }
    }

    @Test
    void what_sets_the_title_the_clipboard_or_a_link_goes() {
        assertThat(passed("a" + ESC + "]0;a title\u0007b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "]2;a title" + ESC + "\\b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "]52;c;cm0gLXJmIC8=\u0007b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "]8;;file:///etc/passwd" + ESC + "\\b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "^private" + ESC + "\\b" + ESC + "_app" + ESC + "\\c" + ESC + "Xs" + ESC + "\\d"))
                .isEqualTo("abcd");
        // A bell ends no other string than a command.
        assertThat(passed("a" + ESC + "Pq\u0007still" + ESC + "\\b")).isEqualTo("ab");
    }

    @Test
    void what_asks_the_terminal_goes() {
        for (String question : List.of(
                "[c",
                "[0c",
                "[>c",
                "[=c",
                "[5n",
                "[6n",
                "[?6n",
                "[?15n",
                "[x",
                "[1x",
                "[18t",
                "[21t",
                "[8;99;99t",
                "[?1$p",
                "[4$p",
                "[>q",
                "[>0q",
                "[?u",
                "[?1;1;0S",
                "[1;1;1;1;1;1*y",
                "[?4m",
                "Z")) {
            assertThat(passed("a" + ESC + question + "b")).as(question).isEqualTo("ab");
        }
        assertThat(passed("a\u0005b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "P$qm" + ESC + "\\b")).isEqualTo("ab");
        assertThat(passed("a" + ESC + "]11;?\u0007b")).isEqualTo("ab");
    }

    @Test
    void control_characters_beyond_ascii_go() {
        assertThat(passed("a\u009d0;title\u009cb")).isEqualTo("a0;titleb");
        assertThat(passed("a\u009b6nb")).isEqualTo("a6nb");
        assertThat(passed("\u00a0\u00bf\u00c2\u00a9")).isEqualTo("\u00a0\u00bf\u00c2\u00a9");
    }

    @Test
    void a_sequence_within_a_sequence_begins_anew() {
        assertThat(passed("a" + ESC + "[3" + ESC + "[31mb")).isEqualTo("a" + ESC + "[31mb");
        assertThat(passed("a" + ESC + "]0;t" + ESC + "[31mb")).isEqualTo("a" + ESC + "[31mb");
        assertThat(passed("a" + ESC + "[3\n1mb")).isEqualTo("a\n" + ESC + "[31mb");
        assertThat(passed("a" + ESC + "[3\u0018b")).isEqualTo("ab");
    }

    @Test
    void an_endless_sequence_takes_no_room_and_draws_nothing() {
        OutputFilter filter = new OutputFilter("");
        byte[] much = "1;".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(filter.pass((ESC + "[").getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(filter.pass(much)).isEmpty();
        assertThat(filter.pass("mb".getBytes(StandardCharsets.US_ASCII))).isEqualTo(new byte[] {'b'});
    }

    @Test
    void only_whoever_knows_the_mark_can_note_something_and_only_once() {
        OutputFilter filter = new OutputFilter("secret;");
        filter.pass((ESC + "]guess;1\u0007" + ESC + "]secret;42\u0007" + ESC + "]secret;43\u0007")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(filter.noted()).isEqualTo("42");
    }

    @Test
    void however_it_is_cut_the_same_comes_of_it_and_nothing_that_asks() {
        List<String> parts = List.of(
                "x",
                "日",
                "\u0085",
                ESC,
                ESC + "[",
                ESC + "[?",
                "6n",
                "31m",
                "c",
                ESC + "]",
                "0;t",
                "\u0007",
                ESC + "\\",
                "P",
                "\u0018",
                "\n",
                ";",
                "$p",
                ESC + "(",
                "B",
                "é",
                "52;c;aaaa",
                "\u0005");
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] whole = new OutputFilter("").pass(all);
            OutputFilter filter = new OutputFilter("");
            ByteArrayOutputStream pieces = new ByteArrayOutputStream();
            for (int at = 0; at < all.length; ) {
                int next = Math.min(all.length, at + 1 + random.nextInt(3));
                pieces.writeBytes(filter.pass(Arrays.copyOfRange(all, at, next)));
                at = next;
            }
            assertThat(pieces.toByteArray()).as("round %s", round).isEqualTo(whole);
            assertThat(new String(whole, StandardCharsets.UTF_8))
                    .as("round %s", round)
                    .doesNotContainPattern("\u001b[\\]PX^_Z]|[\u0080-\u009f\u0005]|\u001b\\[[0-9;?]*(n|c)");
            // What has passed once passes again as it is.
            assertThat(new OutputFilter("").pass(whole)).as("round %s", round).isEqualTo(whole);
        }
    }

    private static String passed(String text) {
        return new String(new OutputFilter("").pass(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
