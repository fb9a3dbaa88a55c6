package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *      | 2026-11-22T12:01:00Z",
                "*/15 * * * *   | 2026-11-22T12:15:00Z",
                "10 * * * *     | 2026-11-22T12:10:00Z",
                "0 0 * * *      | 2026-11-23T00:00:00Z",
                "@hourly        | 2026-11-22T13:00:00Z",
                "@monthly       | 2026-12-01T00:00:00Z",
                "30 4 1,15 * *  | 2026-12-01T04:30:00Z",
                "0 9 * * mon    | 2026-11-23T09:00:00Z",
                "0 9 * * 7      | 2026-11-29T09:00:00Z",
                "0 12 29 feb *  | 2028-02-29T12:00:00Z",
                "5-10/5 14 * * *| 2026-11-22T14:05:00Z",
                "0 0 1 * tue    | 2026-11-24T00:00:00Z"
            })
    void the_next_time_follows_from_the_expression(String expression, Instant next) {
        assertThat(CronSchedule.parse(expression, ZoneId.of("UTC")).next(Instant.parse("2026-11-22T12:00:20Z")))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 2026-11-23T07:00:00Z", "America/New_York, 2026-11-22T13:00:00Z"})
    void times_are_those_of_the_zone(String zone, Instant next) {
        assertThat(CronSchedule.parse("0 8 * * *", ZoneId.of(zone)).next(Instant.parse("2026-11-22T12:00:20Z")))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "60 * * * *", "* 24 * * *", "x * * * *", "5-1 * * * *", "*/0 * * * *"})
    void what_is_no_schedule_is_refused(String expression) {
        assertThatThrownBy(() -> CronSchedule.parse(expression, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
