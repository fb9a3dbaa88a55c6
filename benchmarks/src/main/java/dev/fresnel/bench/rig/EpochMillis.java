package dev.fresnel.bench.rig;

import java.time.Instant;

/** The machine's clock, as browsers tell it: milliseconds since 1970 with fractions. */
final class EpochMillis {

    private EpochMillis() {}

    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }
}
