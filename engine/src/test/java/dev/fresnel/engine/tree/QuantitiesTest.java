package dev.fresnel.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "104845292Ki, 100 GiB",
        "31933492Ki, 30.5 GiB",
        "512Mi, 512 MiB",
        "1536Mi, 1.5 GiB",
        "95551679124, 89 GiB",
        "999999, 999999",
        "110, 110",
        "0, 0",
        "250m, 250 m",
        "7910m, 7.91",
        "2000m, 2",
        "55734696n, 56 m",
        "4100u, 5 m",
        "10G, 10 G",
        "1e3, 1e3",
        "IfNotPresent, IfNotPresent",
        "'', ''",
    })
    void quantities_are_written_as_people_read_them(String exact, String readable) {
        assertThat(Quantities.readable(exact)).isEqualTo(readable);
    }
}
