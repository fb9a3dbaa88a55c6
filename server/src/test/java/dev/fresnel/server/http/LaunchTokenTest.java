package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaunchTokenTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LaunchToken launch = new LaunchToken(() -> now);

    @Test
    void the_right_token_makes_a_session_that_is_admitted() {
        String session = launch.exchange(launch.current());

        assertThat(session).isNotNull();
        assertThat(launch.admits(session)).isTrue();
    }

    @Test
    void nothing_else_is_admitted() {
        String token = launch.current();

        assertThat(launch.exchange(null)).isNull();
        assertThat(launch.exchange("")).isNull();
        assertThat(launch.exchange(token.substring(1))).isNull();
        assertThat(launch.exchange(token + " ")).isNull();
        assertThat(launch.admits(token)).as("the token itself is no session").isFalse();
        assertThat(launch.admits(null)).isFalse();
        assertThat(launch.admits("")).isFalse();
    }

    @Test
    void tokens_and_sessions_have_256_bits_and_are_never_the_same() {
        String token = launch.current();
        String first = launch.exchange(token);
        String second = launch.exchange(token);

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second).isNotEqualTo(token);
        assertThat(new LaunchToken(() -> now).current()).isNotEqualTo(token);
    }

    @Test
    void a_wrong_token_does_not_begin_the_grace_and_is_not_worn_by_tries() {
        for (int i = 0; i < 1_000; i++) {
            launch.exchange("wrong" + i);
        }
        String token = launch.current();
        now = now.plus(LaunchToken.GRACE).plusSeconds(3600);

        assertThat(launch.current()).isEqualTo(token);
        assertThat(launch.exchange(token)).isNotNull();
    }

    @Test
    void a_token_works_until_ten_minutes_after_its_first_use_and_never_again() {
        String token = launch.current();
        assertThat(launch.exchange(token)).isNotNull();
        now = now.plus(LaunchToken.GRACE);
        assertThat(launch.exchange(token)).as("the last moment").isNotNull();

        now = now.plusMillis(1);
        assertThat(launch.exchange(token)).isNull();
        assertThat(launch.current()).isNotEqualTo(token);
        assertThat(launch.exchange(token)).as("a new one does not revive it").isNull();
    }

    @Test
    void later_uses_do_not_make_the_grace_longer() {
        String token = launch.current();
        launch.exchange(token);
        now = now.plusSeconds(400);
        launch.exchange(token);
        now = now.plusSeconds(201);

        assertThat(launch.exchange(token)).isNull();
    }

    @Test
    void sessions_outlive_the_token_they_came_from() {
        String session = launch.exchange(launch.current());
        now = now.plusSeconds(86_400);

        assertThat(launch.current()).isNotEqualTo(session);
        assertThat(launch.admits(session)).isTrue();
    }
}
