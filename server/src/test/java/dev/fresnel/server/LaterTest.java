package dev.fresnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaterTest {

    /** A table of {@code age<30d} asks four times a second to be looked at in some days, and takes that back. */
    @Test
    void what_is_taken_back_is_not_kept_until_it_would_have_been_due() {
        try (ScheduledThreadPoolExecutor later = Main.later()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(later.schedule(() -> {}, 30, TimeUnit.DAYS).cancel(false))
                        .isTrue();
            }
            assertThat(later.getQueue()).isEmpty();
        }
    }
}
