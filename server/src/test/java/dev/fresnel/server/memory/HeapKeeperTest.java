package dev.fresnel.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeapKeeperTest {

    @Test
    void what_may_be_used_is_twice_what_lives_and_never_little_or_more_than_there_is() {
        assertThat(HeapKeeper.threshold(0, -1)).isEqualTo(96L << 20);
        assertThat(HeapKeeper.threshold(100L << 20, 1L << 30)).isEqualTo(200L << 20);
        assertThat(HeapKeeper.threshold(800L << 20, 1L << 30)).isEqualTo(1L << 30);
    }

    /** In a Java machine of its own, with the collector that the server runs with. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void what_is_let_go_of_does_not_make_the_heap_grow() throws IOException, InterruptedException {
        assertThat(largestHeap("kept")).isLessThan(400);
        assertThat(largestHeap("left alone")).isGreaterThan(600);
    }

    private static int largestHeap(String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms32m",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapUser.class.getName(),
                        how))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Integer.parseInt(said.strip().lines().toList().getLast());
    }
}
