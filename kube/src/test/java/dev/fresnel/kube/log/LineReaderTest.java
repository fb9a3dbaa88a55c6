package dev.fresnel.kube.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    /** As nodes write a time. */
    private static final DateTimeFormatter NODES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnXXX");

    @Test
    void a_line_of_ten_megabytes_is_cut_and_says_by_how_much() throws IOException {
        int length = 10 << 20;
        LineReader reader = reader("before\n" + "x".repeat(length) + "\nafter");
        assertThat(reader.next()).isEqualTo(new LineReader.Raw("before", 0, true));
        LineReader.Raw cut = Objects.requireNonNull(reader.next());
        assertThat(cut.text()).hasSize(LineReader.LONGEST);
        assertThat(cut.cut()).isEqualTo(length - LineReader.LONGEST);
        assertThat(reader.next()).isEqualTo(new LineReader.Raw("after", 0, false));
        assertThat(reader.next()).isNull();
    }

    @Test
    void lines_come_out_as_they_were_whatever_they_hold() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            lines.add("é\u0000\u001b[1m日本".repeat(random.nextInt(200)) + i);
        }
        LineReader reader = reader(String.join("\n", lines) + "\n");
        for (String line : lines) {
            assertThat(reader.next()).isEqualTo(new LineReader.Raw(line, 0, true));
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    void times_are_read_as_java_reads_them() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
            ZoneOffset zone = ZoneOffset.ofTotalSeconds((random.nextInt(57) - 28) * 1_800);
            OffsetDateTime time = OffsetDateTime.ofInstant(instant, i % 2 == 0 ? ZoneOffset.UTC : zone);
            String line = NODES.format(time) + " words";
            long expected = instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
            assertThat(LogTime.read(line, LogTime.end(line))).as(line).isEqualTo(expected);
        }
        for (String none :
                List.of("", "2026", "failed to watch file", "2026-11-28 07:18:07.1Z x", "2026-11-28T07:18:07.1 x")) {
            assertThat(LogTime.read(none, LogTime.end(none))).as(none).isEqualTo(LogTime.NONE);
        }
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
