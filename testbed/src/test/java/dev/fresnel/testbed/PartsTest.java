package dev.fresnel.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartsTest {

    private static final List<String> LONG = List.of("sleep", "1000");

    @TempDir
    private Path folder;

    @Test
    void closing_ends_all_and_is_no_news() {
        Parts parts = new Parts(folder);
        ProcessHandle one = handle(parts.start("one", LONG));
        ProcessHandle two = handle(parts.start("two", LONG));

        parts.close();

        assertThat(one.isAlive()).isFalse();
        assertThat(two.isAlive()).isFalse();
        assertThat(parts.death().toCompletableFuture()).isNotDone();
        assertThatThrownBy(() -> parts.start("three", LONG)).hasMessage("The control plane is stopped.");
    }

    @Test
    void a_death_is_told_with_the_last_words_and_ends_all_waiting() throws Exception {
        try (Parts parts = new Parts(folder)) {
            parts.start("weak", List.of("sh", "-c", "echo first; echo last words >&2; exit 7"));

            assertThat(parts.death().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .startsWith("weak ended with exit code 7. The end of its log, " + folder.resolve("weak.log"))
                    .endsWith("first\nlast words");
            assertThatThrownBy(() -> parts.await("better times", () -> false))
                    .isInstanceOf(UnableToStartException.class)
                    .hasMessageContaining("While waiting for better times: weak ended");
        }
    }

    @Test
    void when_the_pipe_closes_the_watchdog_ends_what_it_guards_and_nothing_it_was_told_to_forget() throws Exception {
        try (Parts parts = new Parts(folder)) {
            Part guarded = parts.start("guarded", LONG);
            Part forgotten = parts.start("forgotten", LONG);
            Part alsoGuarded = parts.start("also-guarded", LONG);
            guarded.expectEnd();
            alsoGuarded.expectEnd();
            Watchdog watchdog = new Watchdog();
            List.of(guarded, forgotten, alsoGuarded).forEach(watchdog::guard);
            watchdog.forget(forgotten);
            List<ProcessHandle> doomed = List.of(handle(guarded), handle(alsoGuarded));

            watchdog.close();

            for (ProcessHandle process : doomed) {
                process.onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(handle(forgotten).isAlive()).isTrue();
        }
    }

    private static ProcessHandle handle(Part part) {
        return ProcessHandle.of(part.pid()).orElseThrow();
    }
}
