package dev.fresnel.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Repeated measurements of one thing in one unit. For one thread. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    /** One more. */
    public void add(double value) {
        values.add(value);
    }

    /** All of another's. */
    public void addAll(Samples other) {
        values.addAll(other.values);
    }

    /** How many there are. */
    public int count() {
        return values.size();
    }

    /** Half are no larger. */
    public double median() {
        return quantile(0.5);
    }

    /** Nineteen of twenty are no larger. */
    public double p95() {
        return quantile(0.95);
    }

    /** The smallest sample that at least that part of all does not exceed. */
    private double quantile(double part) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    /** Like {@code median 12.0, p95 31.5 ms of 60}. */
    public String spread(String unit) {
        return String.format(Locale.ROOT, "median %.1f, p95 %.1f %s of %d", median(), p95(), unit, count());
    }
}
