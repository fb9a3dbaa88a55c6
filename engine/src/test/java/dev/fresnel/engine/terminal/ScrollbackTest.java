package dev.fresnel.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTest {

    @Test
    void holds_the_newest_bytes_in_order_whatever_the_pieces() {
        Random random = new Random(3);
        for (int round = 0; round < 5; round++) {
            Scrollback scrollback = new Scrollback();
            byte[] all = new byte[3 * Scrollback.ROOM];
            random.nextBytes(all);
            int written = 0;
            while (written < all.length) {
                int count = Math.min(all.length - written, 1 + random.nextInt(1 << (1 + random.nextInt(20))));
                scrollback.append(Arrays.copyOfRange(all, written, written + count));
                written += count;
                assertThat(scrollback.end()).isEqualTo(written);
                assertThat(scrollback.start()).isEqualTo(Math.max(0, written - keptOf(scrollback)));
                long from = scrollback.start() + (long) (random.nextDouble() * (written - scrollback.start()));
                int most = 1 + random.nextInt(100_000);
                byte[] read = scrollback.read(from, most);
                assertThat(read).isEqualTo(Arrays.copyOfRange(all, (int) from, (int) Math.min(written, from + most)));
            }
            assertThat(keptOf(scrollback)).isEqualTo(Scrollback.ROOM);
        }
    }

    private static long keptOf(Scrollback scrollback) {
        return scrollback.end() - scrollback.start();
    }

    @Test
    void more_than_there_is_room_for_leaves_its_end() {
        Scrollback scrollback = new Scrollback();
        byte[] much = new byte[Scrollback.ROOM + 10];
        much[much.length - 1] = 7;
        scrollback.append(much);
        assertThat(scrollback.start()).isEqualTo(10);
        assertThat(scrollback.read(scrollback.end() - 1, 5)).containsExactly(7);
    }

    @Test
    void begins_after_the_line_whose_beginning_is_forgotten() {
        Scrollback scrollback = new Scrollback();
        byte[] line = new byte[1000];
        Arrays.fill(line, (byte) 'x');
        line[999] = '\n';
        assertThat(scrollback.beginning()).isZero();
        for (int i = 0; i < 2000; i++) {
            scrollback.append(line);
        }
        assertThat(scrollback.beginning() % 1000).isZero();
        assertThat(scrollback.beginning())
                .isGreaterThanOrEqualTo(scrollback.start())
                .isLessThan(scrollback.start() + 1000);
    }
}
