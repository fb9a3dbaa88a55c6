package dev.fresnel.kube.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeamTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void no_line_is_lost_or_told_twice_however_often_the_connection_breaks() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<LogLine> written = written(random);
            Seam seam = new Seam();
            List<LogLine> told = new ArrayList<>();
            boolean complete = false;
            while (!complete) {
                long since = seam.started() ? seam.askSince() : Long.MIN_VALUE;
                List<LogLine> answer =
                        written.stream().filter(line -> line.time() >= since).toList();
                int breaksAfter = random.nextInt(answer.size() + 40);
                for (LogLine line : answer.subList(0, Math.min(breaksAfter, answer.size()))) {
                    Seam.Verdict verdict = seam.judge(line);
                    assertThat(verdict).as("seed %d", seed).isNotEqualTo(Seam.Verdict.AFTER_GAP);
                    if (verdict == Seam.Verdict.NEW) {
                        told.add(line);
                    }
                }
                seam.lost();
                complete = breaksAfter >= answer.size();
            }
            assertThat(told).as("seed %d", seed).containsExactlyElementsOf(written);
        }
    }

    @Test
    void a_last_line_that_does_not_come_again_is_a_gap() {
        Seam seam = new Seam();
        seam.judge(line(5 * SECOND + 1, "a"));
        seam.judge(line(5 * SECOND + 2, "b"));
        seam.lost();
        assertThat(seam.judge(line(9 * SECOND, "c"))).isEqualTo(Seam.Verdict.AFTER_GAP);
        assertThat(seam.judge(line(9 * SECOND + 1, "d"))).isEqualTo(Seam.Verdict.NEW);
    }

    /** Times that repeat, texts that repeat, and now and then two that a node tells out of order. */
    private static List<LogLine> written(Random random) {
        List<LogLine> lines = new ArrayList<>();
        long time = 1_000 * SECOND;
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) == 0 ? 0 : random.nextLong(SECOND / 3);
            long jitter = random.nextInt(20) == 0 ? Math.min(2_000, time % SECOND) : 0;
            lines.add(line(time - jitter, "text " + random.nextInt(3)));
        }
        return lines;
    }

    private static LogLine line(long time, String text) {
        return new LogLine(time, text, 0);
    }
}
