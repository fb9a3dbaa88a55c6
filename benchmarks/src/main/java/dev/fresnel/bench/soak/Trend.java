package dev.fresnel.bench.soak;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a vital grows: a straight line through its samples, and how sure its slope is. The samples of the first quarter are
 * left out: Java still compiles and caches fill.
 *
 * @param mean of the samples
 * @param anHour the slope, an hour
 * @param sure half the width of the interval in which the slope lies with 95%
 */
record Trend(double mean, double anHour, double sure) {

    /** A moment and what was measured then. */
    record Sample(double minutes, double value) {}

    /** What can be said. */
    enum Verdict {
        FLAT,
        GROWS,
        TOO_SHORT_TO_SAY
    }

    /** Null where there are too few samples. */
    static @Nullable Trend of(List<Sample> all) {
        List<Sample> samples = all.subList(all.size() / 4, all.size());
        int n = samples.size();
        if (n < 4) {
            return null;
        }
        double x = samples.stream().mapToDouble(Sample::minutes).average().orElseThrow();
        double y = samples.stream().mapToDouble(Sample::value).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        for (Sample sample : samples) {
            xx += (sample.minutes - x) * (sample.minutes - x);
            xy += (sample.minutes - x) * (sample.value - y);
        }
        double slope = xy / xx;
        double rest = 0;
        for (Sample sample : samples) {
            double off = sample.value - y - slope * (sample.minutes - x);
            rest += off * off;
        }
        double deviation = Math.sqrt(rest / (n - 2) / xx);
        return new Trend(y, slope * 60, student(n - 2) * deviation * 60);
    }

    /** The 97.5% quantile of Student's distribution, to two digits from three degrees of freedom on. */
    private static double student(int freedom) {
        return 1.96 + 2.5 / freedom + 3.5 / (freedom * (double) freedom);
    }

    Verdict verdict(double tolerated) {
        if (anHour - sure > tolerated) {
            return Verdict.GROWS;
        }
        return anHour + sure <= tolerated ? Verdict.FLAT : Verdict.TOO_SHORT_TO_SAY;
    }
}
