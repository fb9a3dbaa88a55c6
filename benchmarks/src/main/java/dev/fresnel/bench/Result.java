package dev.fresnel.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was measured for a budget.
 *
 * @param budget it is held against
 * @param how under which circumstances, where a budget is measured in several ways
 * @param value in the budget's unit; null where it could not be measured
 * @param detail the figures behind it, or why there are none
 */
public record Result(Budget budget, String how, @Nullable Double value, String detail) {

    /** A figure. */
    public static Result of(Budget budget, String how, double value, String detail) {
        return new Result(budget, how, value, detail);
    }

    /** No figure, and why. */
    public static Result missing(Budget budget, String how, String why) {
        return new Result(budget, how, null, why);
    }
}
