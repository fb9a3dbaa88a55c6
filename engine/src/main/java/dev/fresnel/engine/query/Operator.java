package dev.fresnel.engine.query;

/** How a field is held against values. */
public enum Operator {
    /** Contains the text, or matches all of the pattern where it has a {@code *}. */
    HAS(":"),
    /** Is exactly that, but for case. */
    IS("="),
    MORE(">"),
    LESS("<"),
    AT_LEAST(">="),
    AT_MOST("<=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    /** Whether it asks for more or less, not for the same. */
    boolean compares() {
        return this != HAS && this != IS;
    }

    /** Whether a value that is so much (negative: less) than the one asked for passes. */
    boolean accepts(int comparison) {
        return switch (this) {
            case HAS, IS -> comparison == 0;
            case MORE -> comparison > 0;
            case LESS -> comparison < 0;
            case AT_LEAST -> comparison >= 0;
            case AT_MOST -> comparison <= 0;
        };
    }
}
