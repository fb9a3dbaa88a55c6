package dev.fresnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.LogData.Level;
import dev.fresnel.engine.view.LogData.Span;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    @Test
    void json_is_drawn_message_first_and_its_fields_are_told_apart() {
        Reading line = Reading.of(
                "{\"ts\":\"2026-11-28T07:18:07Z\",\"level\":\"warn\",\"msg\":\"slow answer\",\"took\":512,\"http\":{\"path\":\"/a b\",\"ok\":false}}");
        assertThat(line.level()).isEqualTo(Level.WARN);
        assertThat(line.text()).isEqualTo("slow answer took=512 http.path=\"/a b\" http.ok=false");
        assertThat(line.fields()).containsEntry("http.path", "/a b").containsEntry("took", "512");
    }

    @Test
    void logfmt_is_read_also_after_a_message() {
        Reading whole = Reading.of("level=error msg=\"no such \\\"host\\\"\" attempt=2");
        assertThat(whole.level()).isEqualTo(Level.ERROR);
        assertThat(whole.text()).isEqualTo("no such \"host\" attempt=2");
        Reading mixed = Reading.of("INFO starting version=4.18.0 at port=8080");
        assertThat(mixed.level()).isEqualTo(Level.INFO);
        assertThat(mixed.text()).isEqualTo("INFO starting version=4.18.0 at port=8080");
        assertThat(mixed.fields()).isEqualTo(Map.of("version", "4.18.0", "port", "8080"));
    }

    @Test
    void klog_tells_its_level_and_its_source() {
        Reading line = Reading.of("E1128 07:18:07.123456       1 reflector.go:205] \"Failed\" err=\"no route\"");
        assertThat(line.level()).isEqualTo(Level.ERROR);
        assertThat(line.text()).isEqualTo("\"Failed\" err=\"no route\" source=reflector.go:205");
        assertThat(line.fields()).containsEntry("err", "no route").containsEntry("source", "reflector.go:205");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-28 07:18:07.123  WARN 1 --- [main] c.e.App : slow | WARN",
                "[error] 31#31: *1 connect() failed | ERROR",
                "error: no such file | ERROR",
                "panic: runtime error | FATAL",
                "GET /info 200 | NONE",
                "the error was mended | NONE",
                "no ERROR_CODE here | NONE",
                "[2026-11-28T07:18:07Z] <debug> hello | DEBUG",
                "{\"severity\":\"CRITICAL\",\"message\":\"x\"} | FATAL",
                "{\"level\":50,\"msg\":\"pino\"} | ERROR",
            })
    void levels_are_recognised_where_lines_say_them(String line, Level level) {
        assertThat(Reading.of(line).level()).isEqualTo(level);
    }

    @Test
    void anything_can_be_read_and_no_control_character_is_drawn() {
        String alphabet = "{}[]\"\\:,=a1 E\u001b[m\u0007\t\u0000 level=msg\"";
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder raw =
                    new StringBuilder(seed % 3 == 0 ? "{" : seed % 3 == 1 ? "E1128 07:18:07.1 1 a.go:1] " : "");
            for (int i = random.nextInt(50); i > 0; i--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            raw.append(seed % 3 == 0 ? "}" : "");
            Reading line = Reading.of(raw.toString());
            assertThat(line.text().chars().filter(c -> c < ' '))
                    .as("seed %d", seed)
                    .isEmpty();
            int at = 0;
            for (Span span : line.spans()) {
                assertThat(span.start()).as("seed %d", seed).isGreaterThanOrEqualTo(at);
                assertThat(span.end())
                        .isGreaterThan(span.start())
                        .isLessThanOrEqualTo(line.text().length());
                at = span.end();
            }
        }
    }

    @Test
    void json_nested_too_deep_is_words() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertThat(Reading.of(deep).fields()).isEmpty();
    }
}
