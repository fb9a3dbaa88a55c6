package dev.fresnel.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** At the edges of k8s.io/apimachinery/pkg/util/duration. */
final class KubectlTextTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    @Test
    void lengths_of_time_have_two_or_three_figures() {
        Map.ofEntries(
                        Map.entry(-2 * SECOND, "<invalid>"),
                        Map.entry(-SECOND, "0s"),
                        Map.entry(0L, "0s"),
                        Map.entry(2 * MINUTE - 1, "119s"),
                        Map.entry(2 * MINUTE, "2m"),
                        Map.entry(2 * MINUTE + 2 * SECOND, "2m2s"),
                        Map.entry(10 * MINUTE - 1, "9m59s"),
                        Map.entry(10 * MINUTE, "10m"),
                        Map.entry(3 * HOUR - 1, "179m"),
                        Map.entry(3 * HOUR, "3h"),
                        Map.entry(3 * HOUR + 5 * MINUTE, "3h5m"),
                        Map.entry(8 * HOUR, "8h"),
                        Map.entry(2 * DAY - 1, "47h"),
                        Map.entry(2 * DAY, "2d"),
                        Map.entry(2 * DAY + 3 * HOUR, "2d3h"),
                        Map.entry(8 * DAY, "8d"),
                        Map.entry(2 * YEAR - 1, "729d"),
                        Map.entry(2 * YEAR, "2y"),
                        Map.entry(2 * YEAR + 10 * DAY, "2y10d"),
                        Map.entry(8 * YEAR, "8y"))
                .forEach((millis, text) ->
                        assertThat(KubectlText.human(millis)).as(text).isEqualTo(text));
    }

    @Test
    void short_lengths_of_time_have_one_figure() {
        assertThat(KubectlText.shortHuman(-2 * SECOND)).isEqualTo("<invalid>");
        assertThat(KubectlText.shortHuman(-SECOND)).isEqualTo("0s");
        assertThat(KubectlText.shortHuman(MINUTE - 1)).isEqualTo("59s");
        assertThat(KubectlText.shortHuman(HOUR - 1)).isEqualTo("59m");
        assertThat(KubectlText.shortHuman(DAY - 1)).isEqualTo("23h");
        assertThat(KubectlText.shortHuman(YEAR - 1)).isEqualTo("364d");
        assertThat(KubectlText.shortHuman(2 * YEAR)).isEqualTo("2y");
    }
}
